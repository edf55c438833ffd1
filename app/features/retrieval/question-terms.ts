import { LONGEST_PHRASE, RELATED_BY_PHRASE, SAME_BY_PHRASE, type Phrase } from './synonyms.ts';
import { isStopWord, stem, wordsOf } from './words.ts';

/** One thing that a question asks about, with every way to say it. */
export type QuestionTerm = {
  /** As the question says it. */
  words: string;
  /** Ways to say it in words; `related` ones mean something near, not the same. */
  same: readonly Phrase[];
  related: readonly Phrase[];
};

/** More terms than this add cost and no meaning. */
const MAX_TERMS = 12;

/**
 * The content of a question: phrases that the synonym list knows first, longest first, then single words; words without
 * content are left out. A stem that stands twice counts once.
 */
export function questionTerms(question: string): QuestionTerm[] {
  const words = wordsOf(question, 400);
  const terms = new Map<string, QuestionTerm>();
  for (let at = 0; at < words.length && terms.size < MAX_TERMS;) {
    const length = knownPhraseAt(words, at);
    const phrase = words.slice(at, at + length);
    at += length;
    const key = phrase.join(' ');
    if (length === 1 && (isStopWord(key) || (key.length < 2 && !/\d/.test(key)))) continue;
    const same = SAME_BY_PHRASE.get(key) ?? [phrase];
    const related = RELATED_BY_PHRASE.get(key) ?? [];
    const identity = SAME_BY_PHRASE.has(key) ? same.map((one) => one.join(' ')).join(',') : phrase.map(stem).join(' ');
    if (!terms.has(identity))
      terms.set(identity, {
        words: key,
        same: same.includes(phrase) ? same : [phrase, ...same.filter((one) => one.join(' ') !== key)],
        related,
      });
  }
  return [...terms.values()];
}

/** How many words from `at` make the longest phrase of the synonym list; 1 when none begins there. */
function knownPhraseAt(words: readonly string[], at: number): number {
  for (let length = Math.min(LONGEST_PHRASE, words.length - at); length > 1; length -= 1) {
    const key = words.slice(at, at + length).join(' ');
    if (SAME_BY_PHRASE.has(key) || RELATED_BY_PHRASE.has(key)) return length;
  }
  return 1;
}
