import {
  findAnswerDetails,
  selectModelUse,
  selectPassageTexts,
  type AnswerDetails,
  type ModelUse,
} from '#db/queries/operations/answers.ts';
import type { Citation } from '#db/queries/retrieval/passages.ts';
import { withScope, type PlatformScope, type Tx } from '#db/scope.ts';
import type { WhyAnswer, WhyPassage, WhySearch } from '#app/features/assistant/answer-traces/why-answer.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { requireId } from '#app/platform/require-id.ts';
import { noSuchEntry } from '../records/no-such-entry.ts';
import { askedAt, describeAnswer, type AnswerItem } from './list-answers.server.ts';

/** A passage with its text as the library has it now; null once another reading took its place. */
export type ShownPassage = WhyPassage & { text: string | null };
export type ShownWhy = Omit<WhyAnswer, 'version' | 'searches'> & {
  searches: (Omit<WhySearch, 'passages'> & { passages: ShownPassage[] })[];
};

export type AnswerReport = AnswerItem & {
  conversation_id: string;
  house: { id: string; type: string };
  answer: string;
  citations: Citation[];
  comment: string | null;
  /** The question went on to the builder; the job of the mail about it, while it is kept. */
  passed_on: { job_id: string | null } | null;
  /** Null for an answer that was given before this was kept. */
  why: ShownWhy | null;
  model_use: {
    operation: string;
    model: string;
    prompt_tokens: number;
    completion_tokens: number;
    /** US dollars; null where the price is not known. */
    cost: number | null;
    latency_ms: number;
    first_token_ms: number | null;
  }[];
};

/** Usage is written soon after the call, by another clock. */
const MARGIN_MS = 60_000;

/**
 * One answer with why it was given (H6). It holds an owner's words, so reading it leaves a trace (H5). The owner stays
 * without a name. Throws AppError 404.
 */
export async function getAnswer(scope: PlatformScope, answerId: string | undefined): Promise<AnswerReport> {
  const id = requireId(answerId, noSuchEntry);
  return withScope(scope, async (tx) => {
    const row = await findAnswerDetails(tx, id);
    if (!row) throw noSuchEntry();
    await recordAudit(tx, scope, {
      action: 'answer.read',
      subjectType: 'message',
      subjectId: id,
      details: { tenant: row.tenantId },
    });
    const asked = askedAt(id).getTime();
    const use = await selectModelUse(tx, {
      ...row,
      from: new Date(asked - MARGIN_MS),
      to: new Date(asked + row.latencyMs + MARGIN_MS),
    });
    return describe(row, await showWhy(tx, row), use);
  });
}

/** What is stored of an answer's making; null for one of before. */
export function whyOf({ parts }: Pick<AnswerDetails, 'parts'>): WhyAnswer | null {
  return parts.version === 1 ? (parts as WhyAnswer) : null;
}

async function showWhy(tx: Tx, row: AnswerDetails): Promise<ShownWhy | null> {
  const why = whyOf(row);
  if (!why) return null;
  const { version: _version, ...rest } = why;
  const passages = why.searches.flatMap((search) => search.passages);
  // Facts of the house record are no passages of a document.
  const ids = passages.map(({ chunk_id }) => chunk_id).filter((chunk) => /^[\da-f-]{36}$/.test(chunk));
  const texts = await selectPassageTexts(tx, row, [...new Set(ids)]);
  return {
    ...rest,
    searches: why.searches.map((search) => ({
      ...search,
      passages: search.passages.map((passage) => ({ ...passage, text: texts.get(passage.chunk_id) ?? null })),
    })),
  };
}

function describe(row: AnswerDetails, why: ShownWhy | null, use: ModelUse[]): AnswerReport {
  return {
    ...describeAnswer(row),
    question: row.question,
    conversation_id: row.conversationId,
    house: { id: row.houseId, type: row.houseType },
    answer: row.answer,
    citations: row.citations,
    comment: row.comment,
    passed_on: row.passedOnId ? { job_id: row.mailJobId } : null,
    why,
    model_use: use.map((one) => ({
      operation: one.operation,
      model: one.model,
      prompt_tokens: one.promptTokens,
      completion_tokens: one.completionTokens,
      cost: one.cost,
      latency_ms: one.latencyMs,
      first_token_ms: one.firstTokenMs,
    })),
  };
}
