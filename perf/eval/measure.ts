import { answerFromDocuments } from '#app/features/assistant/answer-from-documents.server.ts';
import { retrievePassages } from '#app/features/retrieval/retrieve-passages.server.ts';
import type { Embedder } from '#app/platform/embeddings/embedder.ts';
import type { Pilot } from './load-pilot.ts';
import type { LabelledQuestion } from './questions.ts';

export type Outcome = {
  question: LabelledQuestion;
  /** Place of the first right page among the pages found, from 1; null when it is not among them. */
  rank: number | null;
  found: string[];
  answered: boolean;
  cited: string[];
  answer: string;
  milliseconds: number;
};

const PAGES = 10;

/** Asks one question as its house would: the retrieval by itself, and the product's answer without a language model. */
export async function measureQuestion(
  question: LabelledQuestion,
  pilot: Pilot,
  embedder: Pick<Embedder, 'model' | 'embed'>,
): Promise<Outcome> {
  const scope = pilot.scopeOf(question.house_type);
  const started = performance.now();
  const { passages } = await retrievePassages(scope, question.question, { embedder, limit: 20 });
  const milliseconds = performance.now() - started;
  const found = [...new Set(passages.map((passage) => `${pilot.slugOf(passage.documentId)}:${passage.page}`))].slice(
    0,
    PAGES,
  );
  const right = rightPages(question);
  const place = found.findIndex((page) => right.has(page));
  const answer = await answerFromDocuments({ embedder, chatModel: null })(
    scope,
    { conversationId: '', questionId: '', answerId: '', question: question.question, before: [] },
    { signal: new AbortController().signal },
  );
  return {
    question,
    rank: place < 0 ? null : place + 1,
    found,
    answered: answer.grounded,
    cited: answer.citations.map((citation) => `${pilot.slugOf(citation.document_id)}:${citation.page}`),
    answer: answer.text,
    milliseconds,
  };
}

function rightPages(question: LabelledQuestion): Set<string> {
  return new Set([...question.pages.map((page) => `${question.slug}:${page}`), ...question.also]);
}

export type Figures = {
  questions: number;
  'hit@1': number;
  'hit@5': number;
  MRR: number;
  citation: number;
  'citation precision': number;
  'false refusal': number;
  'refusal recall': number;
  'refusal precision': number;
};

const share = (part: number, whole: number) => (whole === 0 ? Number.NaN : part / whole);

/** The figures of a set of outcomes, shares of 0–1; NaN where there is nothing to count. */
export function figuresOf(outcomes: readonly Outcome[]): Figures {
  const answerable = outcomes.filter(({ question }) => question.slug !== undefined);
  const unanswerable = outcomes.filter(({ question }) => question.slug === undefined);
  const answered = answerable.filter((outcome) => outcome.answered);
  const isRight = (outcome: Outcome) => (page: string) => rightPages(outcome.question).has(page);
  const within = (places: number) => answerable.filter(({ rank }) => rank !== null && rank <= places).length;
  const cited = answered.flatMap((outcome) => outcome.cited.map(isRight(outcome)));
  const declined = unanswerable.filter((outcome) => !outcome.answered).length;
  return {
    questions: outcomes.length,
    'hit@1': share(within(1), answerable.length),
    'hit@5': share(within(5), answerable.length),
    MRR: share(
      answerable.reduce((sum, { rank }) => sum + (rank === null ? 0 : 1 / rank), 0),
      answerable.length,
    ),
    citation: share(answered.filter((outcome) => outcome.cited.some(isRight(outcome))).length, answered.length),
    'citation precision': share(cited.filter(Boolean).length, cited.length),
    'false refusal': share(answerable.length - answered.length, answerable.length),
    'refusal recall': share(declined, unanswerable.length),
    'refusal precision': share(declined, declined + answerable.length - answered.length),
  };
}
