import type { LexicalTerm } from '#db/queries/retrieval/passages.ts';
import type { HouseVocabulary } from './house-vocabulary.server.ts';
import { correctFunctionWord, correctOpening } from './function-words.ts';
import { joinAsDocuments } from './join-words.ts';
import { questionTerms, type QuestionTerm } from './question-terms.ts';
import { SYNONYM_WORDS, type Phrase } from './synonyms.ts';
import { isStopWord, stem } from './words.ts';

export type AnalysedTerm = QuestionTerm & {
  /** How much the term tells passages apart, 0.1–1. */
  weight: number;
  /** Does any passage of the house hold it, in any way of saying it? */
  known: boolean;
  /** Does any hold what it is often about? */
  near?: boolean;
};

export type AnalysedQuestion = {
  /** As asked, misspelt words put right: what is embedded. */
  text: string;
  terms: AnalysedTerm[];
  /** Sum of the terms' weights. */
  weight: number;
  lexical: LexicalTerm[];
};

const RELATED_WEIGHT = 0.35;

/**
 * What to look for, by words: spelling put right against what the house's documents hold, synonyms added, rare words
 * weighing more.
 */
export function analyseQuestion(question: string, vocabulary: HouseVocabulary): AnalysedQuestion {
  const isHeld = (word: string) => vocabulary.has(stem(word)) || isStopWord(word) || SYNONYM_WORDS.has(word);
  const text = correctOpening(joinAsDocuments(question, vocabulary)).replace(/\p{L}{3,}/gu, (word) => {
    const lower = word.toLowerCase();
    const grammar = correctFunctionWord(lower, isHeld);
    if (grammar !== undefined) return grammar;
    return isStopWord(lower) || SYNONYM_WORDS.has(lower) ? word : (vocabulary.correct(lower) ?? word);
  });
  const terms = questionTerms(text).map((term): AnalysedTerm => ({
    ...term,
    weight: weightOf(term.same, vocabulary),
    known: term.same.some((phrase) => isKnown(phrase, vocabulary)),
    near: term.related.some((phrase) => isKnown(phrase, vocabulary)),
  }));
  const lexical = terms.flatMap((term) => [
    ...(term.known ? [lexicalTerm(term.same, term.weight)] : []),
    ...(term.related.length > 0 ? [lexicalTerm(term.related, term.weight * RELATED_WEIGHT)] : []),
  ]);
  return { text, terms, weight: terms.reduce((sum, term) => sum + term.weight, 0), lexical };
}

const stems = (phrase: Phrase) => phrase.filter((word) => !isStopWord(word)).map(stem);

function isKnown(phrase: Phrase, vocabulary: HouseVocabulary): boolean {
  const own = stems(phrase);
  return own.length > 0 && own.every((word) => vocabulary.has(word));
}

/** The most common way of saying it decides how rare a term is. */
function weightOf(phrases: readonly Phrase[], vocabulary: HouseVocabulary): number {
  const known = phrases.filter((phrase) => isKnown(phrase, vocabulary));
  if (known.length === 0) return 1;
  return Math.min(...known.map((phrase) => Math.max(...stems(phrase).map((word) => vocabulary.weight(word)))));
}

/**
 * `fuse board`, `fuse box` → `('fuse' <-> 'board') | ('fuse' <-> 'box')`. Words are letters and digits only, so quoting
 * is safe.
 */
function lexicalTerm(phrases: readonly Phrase[], weight: number): LexicalTerm {
  const query = (suffix: string) =>
    phrases
      .map((phrase) => `(${phrase.map((word) => `'${word.replaceAll("'", '')}'${suffix}`).join(' <-> ')})`)
      .join(' | ');
  return { query: query(''), headingQuery: query(':A'), weight };
}
