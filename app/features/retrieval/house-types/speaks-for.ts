import { isListItem, splitSentences } from '#app/features/ingestion/extraction/language/split-sentences.ts';
import { ownClauses } from './own-clauses.ts';
import { weigh, type Listener, type SpeaksFor } from './listener.ts';
import type { TypeNames } from './type-names.ts';

/** Where a text stands: its document's title and its chain of headings, widest first. */
export type Place = { title: string; headings: readonly string[] };

/** The place of a passage; what was read before headings were kept as a chain has its own alone. */
export const placeOf = (passage: { title: string; section?: string[]; heading: string | null }): Place => ({
  title: passage.title,
  headings: passage.section?.length ? passage.section : passage.heading === null ? [] : [passage.heading],
});

/** A sentence that leans on the one before it. */
const LEANS = /^["“(]?(?:it|its|they|their|them|there|this|that|these|those|he|she|so|also|otherwise|both)\b/i;
/** So far into a sentence, in characters, stands what it is about. */
const SUBJECT = 30;

/**
 * Whom a place speaks for: others as soon as its title or one of its headings names types and not this one, for what
 * stands under a heading is governed by it.
 */
export function placeSpeaksFor({ title, headings }: Place, { names, houseType }: Listener): SpeaksFor {
  // A first heading that is the title, misread perhaps, says no more than the title.
  const below = headings.filter((heading, at) => at > 0 || !isTitle(heading, title));
  const said = [title, ...below].map((label) => weigh(namedBy(label, names), houseType));
  return said.includes('others') ? 'others' : said.includes('own') ? 'own' : 'all';
}

/** The types that a label names: a heading "B" is one's too. */
const namedBy = (label: string, names: TypeNames) => {
  const named = names.inLabel(label);
  return named.size > 0 ? named : names.inKeys(label);
};

const isTitle = (heading: string, title: string) =>
  title.length >= 12 && heading.startsWith(title.slice(0, Math.ceil(title.length * 0.75)));

/**
 * Whom a sentence speaks for. `governed`: it stands where this house is spoken of by name; then it speaks for others
 * only when it begins with them, since "to keep the light for the mews" is said of this house.
 */
export function sentenceSpeaksFor(text: string, { names, houseType }: Listener, governed: boolean): SpeaksFor {
  const said = weigh(names.inText(text), houseType);
  if (said !== 'others' || !governed) return said;
  return weigh(names.inText(text.slice(0, SUBJECT)), houseType) === 'others' ? 'others' : 'all';
}

/**
 * The sentences of a line that do not speak for other types, joined as they stood; "" when none is left. What leans on
 * a sentence, or answers it, goes with it; of a sentence for several types, parts between semicolons for others go.
 */
export function ownSentences(line: string, listener: Listener, governed: boolean): string {
  // A list item of ordinary length is one unit elsewhere.
  const marker = isListItem(line) ? (/^\S+\s+/.exec(line)?.[0] ?? '') : '';
  const sentences = splitSentences(line.slice(marker.length));
  const kept: string[] = [];
  let before = 'all' as SpeaksFor;
  let asked = false;
  for (const sentence of sentences) {
    const whole = sentenceSpeaksFor(sentence, listener, governed);
    // "of every house (and the upper floor of type D)": what is added for others goes, not what is said of all.
    const bare =
      whole === 'others' ? sentence.replace(/ ?\((?:and|also|but|except|including|in)\b[^()]*\)/gi, '') : sentence;
    const said = bare === sentence ? whole : sentenceSpeaksFor(bare, listener, governed);
    const leans: boolean = said === 'all' && before === 'others' && (asked || LEANS.test(sentence));
    before = leans ? 'others' : said;
    asked = sentence.endsWith('?') || (asked && leans);
    if (before !== 'others') kept.push(said === 'own' ? ownClauses(bare, listener) : bare);
  }
  if (kept.length === sentences.length && kept.every((one, at) => one === sentences[at])) return line;
  return kept.length === 0 ? '' : marker + kept.join(' ');
}
