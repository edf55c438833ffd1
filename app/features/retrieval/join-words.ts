import type { HouseVocabulary } from './house-vocabulary.server.ts';
import { isStopWord, stem } from './words.ts';

const PAIR = /(?<![\p{L}\d])(\p{L}{3,})[ -](?=(\p{L}{3,})(?![\p{L}\d]))/gu;

/**
 * A question with its compounds written as the house's documents write them: two words are joined where the documents
 * have the one that they make ("air tightness" is `airtightness`).
 */
export function joinAsDocuments(question: string, vocabulary: Pick<HouseVocabulary, 'has'>): string {
  return question.replace(PAIR, (whole, first: string, second: string) => {
    const [one, two] = [first.toLowerCase(), second.toLowerCase()];
    return !isStopWord(one) && !isStopWord(two) && vocabulary.has(stem(one + two)) ? first : whole;
  });
}
