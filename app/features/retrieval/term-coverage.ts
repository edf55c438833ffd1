import type { AnalysedTerm } from './analyse-question.ts';
import { isStopWord, stem, wordsOf } from './words.ts';

/** Share (0–1) of the question's content, weighed by rarity, that a text holds in any way of saying it. */
export function termCoverage(terms: readonly AnalysedTerm[], text: string): number {
  const total = terms.reduce((sum, term) => sum + term.weight, 0);
  if (total === 0) return 0;
  const stems = ` ${wordsOf(text)
    .filter((word) => !isStopWord(word))
    .map(stem)
    .join(' ')} `;
  const found = terms.filter((term) => term.same.some((phrase) => holds(stems, phrase)));
  return found.reduce((sum, term) => sum + term.weight, 0) / total;
}

function holds(stems: string, phrase: readonly string[]): boolean {
  const own = phrase.filter((word) => !isStopWord(word)).map(stem);
  return own.length > 0 && stems.includes(` ${own.join(' ')} `);
}
