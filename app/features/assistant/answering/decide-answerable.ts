import type { AnalysedQuestion } from '#app/features/retrieval/analyse-question.ts';
import { isStopWord, stem, wordsOf } from '#app/features/retrieval/words.ts';
import { isForbidden, NAMED_THINGS } from './out-of-scope.ts';
import type { ScoredPassage } from './score-units.server.ts';
import { termCoverage } from '#app/features/retrieval/term-coverage.ts';

/** What speaks for and against an answer in the documents, each 0–1. */
export type AnswerSignals = {
  /** Best cosine of a passage, and of a single sentence, to the question. */
  passage: number;
  sentence: number;
  /** Best share of the question's content that one passage holds. */
  coverage: number;
  /** Share of its content that stands nowhere in the house's documents. */
  unknown: number;
  /** Cosine to the nearest example of what no house document answers. */
  elsewhere: number;
};

/** A logistic model, fitted on the fitting half of perf/eval; above 0 the documents probably answer. */
const WEIGHTS = { passage: 2.5, sentence: 2.4, coverage: 0.7, unknown: -0.8, elsewhere: -6.6, bias: 0.1 };
/** Without vectors: so much of the question must stand in one passage. */
const COVERAGE_ALONE = 0.6;

/** The signals of a question against its best passages. `elsewhere` is null when the model could not be asked. */
export function answerSignals(
  question: AnalysedQuestion,
  passages: readonly ScoredPassage[],
  elsewhere: number | null,
): AnswerSignals | { coverage: number } {
  const coverage = Math.max(
    0,
    ...passages.map((passage) =>
      termCoverage(question.terms, `${passage.title} ${passage.heading ?? ''} ${passage.text}`),
    ),
  );
  if (elsewhere === null) return { coverage };
  const unknown =
    question.terms.filter((term) => !term.known).reduce((sum, term) => sum + term.weight, 0) / (question.weight || 1);
  return {
    passage: Math.max(0, ...passages.map((passage) => passage.cosine ?? 0)),
    sentence: Math.max(0, ...passages.map((passage) => passage.best?.cosine ?? 0)),
    coverage,
    unknown,
    elsewhere,
  };
}

/**
 * Do the documents answer this question? `false` leads to an honest refusal (F4, E9), as for one that names nothing
 * ("?!").
 */
export function isAnswerable(
  question: AnalysedQuestion,
  passages: readonly ScoredPassage[],
  elsewhere: number | null,
): boolean {
  if (
    passages.length === 0 ||
    question.terms.length === 0 ||
    isForbidden(question.text) ||
    namesAbsentThing(question.text, passages)
  )
    return false;
  const signals = answerSignals(question, passages, elsewhere);
  if (!('elsewhere' in signals)) return signals.coverage >= COVERAGE_ALONE;
  return confidence(signals) > 0;
}

function confidence(signals: AnswerSignals): number {
  return (
    WEIGHTS.bias +
    WEIGHTS.passage * signals.passage +
    WEIGHTS.sentence * signals.sentence +
    WEIGHTS.coverage * signals.coverage +
    WEIGHTS.unknown * signals.unknown +
    WEIGHTS.elsewhere * signals.elsewhere
  );
}

const stemmed = (text: string, keepStopWords: boolean) =>
  ` ${wordsOf(text)
    .filter((word) => keepStopWords || !isStopWord(word))
    .map(stem)
    .join(' ')} `;

function namesAbsentThing(question: string, passages: readonly ScoredPassage[]): boolean {
  const asked = stemmed(question, true);
  const named = NAMED_THINGS.filter((thing) => asked.includes(stemmed(thing, true)));
  if (named.length === 0) return false;
  const text = passages.map((passage) => stemmed(`${passage.heading ?? ''} ${passage.text}`, true));
  return named.some((thing) => !text.some((one) => one.includes(stemmed(thing, true))));
}
