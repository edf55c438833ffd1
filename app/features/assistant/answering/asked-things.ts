import type { AnalysedTerm } from '#app/features/retrieval/analyse-question.ts';
import { isStopWord, stem, wordsOf } from '#app/features/retrieval/words.ts';

/** What comes before the name of a thing, and is no part of it: grammar. */
export const DETERMINERS = new Set(
  'the a an my our your his her their its this these some any each every no'.split(' '),
);
const ASKS = new Set(
  (
    'how what when where who which whose why can could do does did is are am may must should will would show tell ' +
    'list reveal'
  ).split(' '),
);
const POINTS = /\b(it|that|this|they|them|those|these)\b/i;
/** A name has no more words than these. */
const LONGEST = 4;

/**
 * The things that a question asks about by name, each as its words: "How do I clean the roller shutters?" has roller
 * and shutters. A thing stands behind an article or another determiner. Only of the sentences that ask: what a story
 * tells besides ("My mother is deaf, …") is not what is asked about.
 */
export function askedThings(question: string): string[][] {
  const parts = partsOf(question);
  const asking = parts.filter(isAsking);
  return (asking.length === 0 && parts.length === 1 ? parts : asking).flatMap((part) => thingsOf(part));
}

/** The things that a story names before its question points at it: "A light flashes on the box, what does it mean?" */
export function toldThings(question: string): string[][] {
  const parts = partsOf(question);
  const asking = parts.at(-1) ?? '';
  const points = isAsking(asking) && POINTS.test(asking) && thingsOf(asking).length === 0;
  return points ? parts.slice(0, -1).flatMap((part) => thingsOf(part)) : [];
}

export const partsOf = (question: string) => question.split(/(?<=[.!?,;:])\s+/);

/** The sentences of a question that ask, without what is told besides; undefined where all or none of it asks. */
export function askingPart(question: string): string | undefined {
  const sentences = question.split(/(?<=[.!?])\s+/);
  const asking = sentences.filter((one) => one.trim().endsWith('?') || ASKS.has(wordsOf(one, 1)[0] ?? ''));
  return asking.length === 0 || asking.length === sentences.length ? undefined : asking.join(' ');
}

export const isAsking = (part: string) =>
  part
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .slice(0, 2)
    .some((word) => ASKS.has(word));

function thingsOf(clause: string): string[][] {
  const words = wordsOf(clause.replace(/['’]s\b/g, ''), 60);
  return words.flatMap((word, at) => {
    if (!DETERMINERS.has(word)) return [];
    const rest = words.slice(at + 1, at + 1 + LONGEST);
    const end = rest.findIndex((one) => isStopWord(one) || DETERMINERS.has(one));
    const thing = end < 0 ? rest : rest.slice(0, end);
    return thing.length > 0 ? [thing] : [];
  });
}

/** The question's terms that name a thing. */
export function termsOf(thing: readonly string[], terms: readonly AnalysedTerm[]): AnalysedTerm[] {
  const stems = new Set(thing.map(stem));
  return terms.filter((term) => wordsOf(term.words).some((word) => stems.has(stem(word))));
}
