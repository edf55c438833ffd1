import { answerFromDocuments } from '#app/features/assistant/answer-from-documents.server.ts';
import { retrievePassages } from '#app/features/retrieval/retrieve-passages.server.ts';
import type { Embedder } from '#app/platform/embeddings/embedder.ts';
import type { EstateQuestion } from './estate-questions.ts';
import { holdsAll, holdsFact } from './holds-fact.ts';
import type { LoadedEstate } from './load-estate.ts';

export type Asked = {
  question: EstateQuestion;
  /**
   * Place of the first right page among the pages found, from 1; Infinity when it is not among them. NaN where nothing
   * was searched for: in a conversation the words of the last question alone find nothing.
   */
  rank: number;
  answered: boolean;
  cited: string[];
  answer: string;
};

const PAGES = 10;

/** Asks one question as its home would, after those before it, of the product without a language model. */
export async function askEstate(
  question: EstateQuestion,
  estate: LoadedEstate,
  embedder: Pick<Embedder, 'model' | 'embed'>,
): Promise<Asked> {
  const scope = estate.scopeOf(question.ask);
  const answerer = answerFromDocuments({ embedder, chatModel: null });
  const before: { role: 'user' | 'assistant'; content: string }[] = [];
  const ask = (text: string) =>
    answerer(
      scope,
      { conversationId: '', questionId: '', answerId: '', question: text, before: [...before] },
      { signal: new AbortController().signal },
    );
  for (const earlier of question.before) {
    const { text } = await ask(earlier);
    before.push({ role: 'user', content: earlier }, { role: 'assistant', content: text });
  }
  const answer = await ask(question.question);
  return {
    question,
    rank: await rankOf(question, estate, embedder),
    answered: answer.grounded,
    cited: answer.citations.map(({ document_id, page }) => estate.placeOf(document_id, page)),
    answer: answer.text,
  };
}

async function rankOf(
  question: EstateQuestion,
  estate: LoadedEstate,
  embedder: Pick<Embedder, 'model' | 'embed'>,
): Promise<number> {
  if (question.kind === 'unanswerable' || question.before.length > 0) return Number.NaN;
  const { passages } = await retrievePassages(estate.scopeOf(question.ask), question.question, { embedder, limit: 20 });
  const found = [...new Set(passages.map(({ documentId, page }) => estate.placeOf(documentId, page)))].slice(0, PAGES);
  const place = found.findIndex((page) => question.pages.includes(page));
  return place < 0 ? Number.POSITIVE_INFINITY : place + 1;
}

/** Whether an answer to a question that has one holds all that a right answer must. */
export const holdsTheFact = ({ question, answered, answer }: Asked): boolean =>
  question.kind !== 'unanswerable' && answered && holdsAll(answer, question.facts);

/** Whether an answer says what is true of another kind of home, or of another thing, alone. */
export const isConfused = ({ question, answered, answer }: Asked): boolean =>
  answered && question.wrong.some((fact) => holdsFact(answer, fact));

/** Whether a question without an answer was declined, or told why there is none. */
export const isDeclined = ({ question, answered, answer }: Asked): boolean =>
  !answered || ('allow' in question && question.allow.some((fact) => holdsFact(answer, fact)));
