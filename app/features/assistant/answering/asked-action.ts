import { isStopWord, stem, wordsOf } from '#app/features/retrieval/words.ts';
import { DETERMINERS } from './asked-things.ts';

const BEFORE = 'have|need|how|when|where|what|who|whom|want|able|allowed|meant|supposed|trying|going|like';
const AUX = 'do|can|could|may|must|should|shall|will|would';
const ACTION = new RegExp(String.raw`\b(?:(?:${BEFORE}) to|(?:${AUX}) (?:i|we|you|one)) (?=([a-z]{3,20})\b)`, 'gi');

/** What a question asks to do, by its grammar: "How long do I have to report snags?" has report. */
export const askedActions = (question: string): string[] =>
  [...question.matchAll(ACTION)].map(([, word = '']) => word.toLowerCase()).filter((word) => !isStopWord(word));

/** So many words stand between an article and what it belongs to, at most. */
const BETWEEN = 2;

/**
 * Does a text have a word as the name of a thing alone ("a signed report", "the vent"), and nowhere as what is done?
 * False where it has no such word.
 */
export function namesAsThing(action: string, text: string): boolean {
  const own = stem(action);
  const found = text.split(/[.,;:!?|()\n]+/).flatMap((clause) => {
    const words = wordsOf(clause);
    return words.flatMap((word, at) => (stem(word) === own ? [isBehindArticle(words.slice(0, at))] : []));
  });
  return found.length > 0 && found.every(Boolean);
}

function isBehindArticle(before: readonly string[]): boolean {
  const near = before.slice(-1 - BETWEEN).toReversed();
  const article = near.findIndex((word) => DETERMINERS.has(word));
  return article >= 0 && near.slice(0, article).every((word) => !isStopWord(word));
}
