import { isStopWord, wordsOf } from '../words.ts';
import { weigh, type Listener, type SpeaksFor } from './listener.ts';
import type { Mention } from './type-names.ts';

type Part = { text: string; speaks: SpeaksFor; letters: number };

/** Where one part of a sentence ends and another begins. */
const JOINT = /[,;] (?:(?:and|but|while|whereas|or) )?| (?:and|but|while|whereas) /g;
const MARK = '…';
/** A part with fewer letters beside its type's name says nothing by itself. */
const LEAST = 4;

/**
 * A sentence that names this type and others, without its parts for others, "…" in their place: parts between
 * semicolons, else those between commas that each name a type ("In type A it is red, in type B blue"). Whole where it
 * cannot be parted so.
 */
export function ownClauses(sentence: string, listener: Listener): string {
  const { names, houseType } = listener;
  const mentions = names.mentions(sentence);
  if (!mentions.some(({ codes }) => !codes.includes(houseType))) return sentence;
  const cuts = cutsOf(sentence, mentions);
  if (cuts.length === 0) return sentence;
  const parts = [0, ...cuts].map((from, at): Part => {
    const to = cuts[at] ?? sentence.length;
    const own = mentions.filter((mention) => mention.at >= from && mention.at < to);
    const bare = own.reduceRight(
      (left, mention) => left.slice(0, mention.at - from) + left.slice(Math.min(mention.end, to) - from),
      sentence.slice(from, to),
    );
    const named = new Set(own.flatMap(({ codes }) => codes));
    return {
      text: sentence.slice(from, to),
      speaks: weigh(named, houseType),
      letters: bare.replace(/[^\p{L}\d]+/gu, '').length,
    };
  });
  if (parts.every(({ speaks }) => speaks !== 'others')) return sentence;
  if (parts.some(({ speaks, letters }) => speaks !== 'all' && letters < LEAST)) return sentence;
  // "Screen dark: type B, way 11; type C, way 7": what leads to all parts stays.
  const lead = parts[0]?.speaks === 'others' ? /^[^:;]*:(?=\s)/.exec(sentence)?.[0] : undefined;
  const led = lead !== undefined && mentions.every(({ at }) => at >= lead.length);
  let text = led ? `${lead} ` : '';
  let cut = false;
  for (const [at, { text: part, speaks }] of parts.entries()) {
    if (speaks === 'others') {
      cut = !(led && at === 0) || cut;
      continue;
    }
    text += cut ? `${text === '' || text.endsWith(' ') ? '' : ' '}${MARK} ${part}` : part;
    cut = false;
  }
  const whole = text.trimEnd();
  if (!cut) return whole;
  return `${whole.replace(/ (?:and|but|while|whereas|or)$/, '').replace(/[,;]$/, '')} ${MARK}`;
}

/** Where the sentence is cut, so that no part names types of two kinds; empty where that cannot be. */
function cutsOf(sentence: string, mentions: readonly Mention[]): number[] {
  const joints = [...sentence.matchAll(JOINT)].map((match) => ({
    at: match.index,
    end: match.index + match[0].length,
  }));
  const semicolons = joints.filter(({ at }) => sentence[at] === ';');
  const first = mentions[0]?.at ?? 0;
  const before = sentence.slice(0, first);
  // "In type A the tap is …": a type that nothing comes before is named for what comes after it.
  const leads = /:\s*$/.test(before) || wordsOf(before).every(isStopWord);
  const cuts = new Set(semicolons.map(({ end }) => end));
  for (const [at, mention] of mentions.entries()) {
    const next = mentions[at + 1];
    if (!next) break;
    if (next.codes.join() === mention.codes.join()) continue;
    const between = joints.filter((joint) => joint.at >= mention.end && joint.end <= next.at);
    if (between.some((joint) => semicolons.includes(joint))) continue;
    const joint = leads ? between.at(-1) : between[0];
    if (!joint) return [];
    cuts.add(joint.end);
  }
  return [...cuts].toSorted((a, b) => a - b);
}
