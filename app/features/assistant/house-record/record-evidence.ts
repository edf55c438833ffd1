import { isEnglishWord } from '#app/platform/embeddings/english-words.server.ts';
import type { AnalysedTerm } from '#app/features/retrieval/analyse-question.ts';
import { editDistance } from '#app/features/retrieval/edit-distance.ts';
import { termCoverage } from '#app/features/retrieval/term-coverage.ts';
import { wordsOf } from '#app/features/retrieval/words.ts';
import { HOURS_UNKNOWN, type RecordFact } from './record-facts.ts';

type Fact = Pick<RecordFact, 'heading' | 'text' | 'about' | 'words'>;

/** The home itself, which every fact is about. */
const OF_THE_HOME = 'property, apartment, flat, dwelling, place, current, record';
/** A shorter word that is a letter off is another word. */
const MISSPELT_FROM = 6;
/** Share of a question's terms from which on a fact's text, another in each house, may hold the rest. */
const HALF = 0.5;

/**
 * Does all that the question asks about stand in the fact, in its heading or in the words for it? A neighbour, a shop's
 * name, opening hours that the fact does not hold make it a question that the fact does not answer, however near in
 * meaning.
 */
export function holdsQuestion(terms: readonly AnalysedTerm[], fact: Fact): boolean {
  const evidence = `${sameForAll(fact)}\n${fact.text.replace(HOURS_UNKNOWN, '')}`;
  return terms.length > 0 && terms.every((term) => holds(evidence, term));
}

/** May the fact hold the question in another house, where its text is another? */
export function mayHoldElsewhere(terms: readonly AnalysedTerm[], fact: Fact): boolean {
  const evidence = sameForAll(fact);
  return terms.length > 0 && terms.filter((term) => holds(evidence, term)).length >= HALF * terms.length;
}

const sameForAll = ({ heading, about, words }: Fact) => [heading, about, words, OF_THE_HOME].join('\n');

const holds = (evidence: string, term: AnalysedTerm) =>
  termCoverage([term], evidence) > 0 || isMisspelt(term, evidence);

/** Spelling is put right against the documents' words; a word that only the record holds is met here. */
function isMisspelt({ words }: AnalysedTerm, evidence: string): boolean {
  if (words.length < MISSPELT_FROM || isEnglishWord(words)) return false;
  return wordsOf(evidence).some((word) => word.length >= MISSPELT_FROM && editDistance(words, word, 1) === 1);
}
