import { sql, type SQL } from 'drizzle-orm';
import type { AnswerMode } from '../../schema/answer-modes.ts';
import type { Citation } from '../../schema/assistant.ts';
import type { Tx } from '../../scope.ts';
import type { Turn } from '../assistant/conversations.ts';

/*
 * The owners' answers as the platform team sees them, with why each was given (H6). An answer's id begins with the
 * moment of its question.
 */

/** `messageId`: of an answer; `latencyMs`: milliseconds until it was stored. */
export type AnswerPosition = { messageId: string; latencyMs: number };

export const ANSWER_OUTCOMES = ['answered', 'refused', 'courtesy', 'stopped', 'failed'] as const;
export type AnswerOutcome = (typeof ANSWER_OUTCOMES)[number];

export type AnswerRow = AnswerPosition & {
  tenantId: string;
  developmentId: string;
  developmentName: string | null;
  requestId: string | null;
  /** Its first 200 characters; null for one that is gone. */
  question: string | null;
  mode: AnswerMode | null;
  state: 'complete' | 'stopped' | 'failed';
  grounded: boolean | null;
  rating: 'up' | 'down' | null;
};

export type AnswerFilter = {
  sort: 'newest' | 'oldest' | 'slowest' | 'fastest';
  limit: number;
  /** Only what comes behind it in this order. */
  after?: AnswerPosition | undefined;
  tenantId?: string | undefined;
  developmentId?: string | undefined;
  requestId?: string | undefined;
  /** Ids between which an answer's id lies, the second not included. */
  fromId?: string | undefined;
  toId?: string | undefined;
  outcome?: AnswerOutcome | undefined;
  mode?: AnswerMode | undefined;
  rating?: 'up' | 'down' | undefined;
  /** Words of the question, whatever their case. */
  q?: string | undefined;
};

/** So many answers are looked through for those that fit what no index serves. */
export const LOOKED_THROUGH = 2_000;

const OUTCOMES: Record<AnswerOutcome, SQL> = {
  answered: sql`m.state = 'complete' and m.mode in ('model', 'extractive', 'record', 'safety')`,
  refused: sql`m.state = 'complete' and m.mode = 'refusal'`,
  courtesy: sql`m.state = 'complete' and m.mode in ('courtesy', 'question')`,
  stopped: sql`m.state = 'stopped'`,
  failed: sql`m.state = 'failed'`,
};

const both = (conditions: (SQL | undefined)[]) =>
  sql.join([sql`true`, ...conditions.filter((one) => one !== undefined)], sql` and `);

const ORDERS: Record<AnswerFilter['sort'], SQL> = {
  newest: sql`t.message_id desc`,
  oldest: sql`t.message_id`,
  slowest: sql`t.latency_ms desc, t.message_id desc`,
  fastest: sql`t.latency_ms, t.message_id`,
};

const BEHIND: Record<AnswerFilter['sort'], (after: AnswerPosition) => SQL> = {
  newest: ({ messageId }) => sql`t.message_id < ${messageId}::uuid`,
  oldest: ({ messageId }) => sql`t.message_id > ${messageId}::uuid`,
  slowest: ({ latencyMs, messageId }) => sql`(t.latency_ms, t.message_id) < (${latencyMs}::int, ${messageId}::uuid)`,
  fastest: ({ latencyMs, messageId }) => sql`(t.latency_ms, t.message_id) > (${latencyMs}::int, ${messageId}::uuid)`,
};

/** What an index serves in the order asked for, and what is looked through for. */
function partFilter(filter: AnswerFilter): { served: SQL; sought: SQL | undefined } {
  const { sort, after, tenantId, developmentId, requestId, fromId, toId, outcome, mode, rating, q } = filter;
  const place = [
    developmentId ? sql`t.development_id = ${developmentId}::uuid` : undefined,
    fromId ? sql`t.message_id >= ${fromId}::uuid` : undefined,
    toId ? sql`t.message_id < ${toId}::uuid` : undefined,
    requestId ? sql`t.request_id = ${requestId}` : undefined,
  ];
  const isServed = sort === 'newest' || sort === 'oldest';
  const sought = [
    ...(isServed ? [] : place),
    outcome ? OUTCOMES[outcome] : undefined,
    mode ? sql`m.mode = ${mode}` : undefined,
    rating ? sql`f.rating = ${rating}` : undefined,
    q ? sql`a.content ilike ${`%${q.replace(/[\\%_]/g, '\\$&')}%`}` : undefined,
  ].filter((one) => one !== undefined);
  return {
    served: both([
      tenantId ? sql`t.tenant_id = ${tenantId}::uuid` : undefined,
      after ? BEHIND[sort](after) : undefined,
      ...(isServed ? place : []),
    ]),
    sought: sought.length > 0 ? both(sought) : undefined,
  };
}

/**
 * Answers in the order asked for, at most `limit`. What no index serves is looked for among the next 2,000: `lookedTo`
 * is the last of these where more may follow behind.
 */
export async function selectAnswers(
  tx: Tx,
  filter: AnswerFilter,
): Promise<{ rows: AnswerRow[]; lookedTo: AnswerPosition | undefined }> {
  const { limit, sort } = filter;
  const { served, sought } = partFilter(filter);
  const order = ORDERS[sort];
  const { rows } = await tx.execute<AnswerRow>(sql`
    select t.message_id as "messageId", t.latency_ms as "latencyMs", t.tenant_id as "tenantId",
      t.development_id as "developmentId", d.name as "developmentName", t.request_id as "requestId",
      left(a.content, 200) as question, m.mode, m.state, m.grounded, f.rating
    from (select t.tenant_id, t.message_id, t.development_id, t.latency_ms, t.request_id from answer_traces t
      where ${served} order by ${order} limit ${sought ? LOOKED_THROUGH : limit}) as t
    cross join lateral (select mode, state, grounded, reply_to from messages
      where tenant_id = t.tenant_id and id = t.message_id limit 1) as m
    left join lateral (select content from messages where tenant_id = t.tenant_id and id = m.reply_to limit 1) as a
      on true
    left join lateral (select rating from message_feedback where tenant_id = t.tenant_id and message_id = t.message_id
      limit 1) as f on true
    left join lateral (select name from developments where tenant_id = t.tenant_id and id = t.development_id limit 1)
      as d on true
    where ${sought ?? sql`true`} order by ${order} limit ${limit}`);
  if (!sought || rows.length >= limit) return { rows, lookedTo: undefined };
  const last = await tx.execute<AnswerPosition>(sql`
    select t.message_id as "messageId", t.latency_ms as "latencyMs" from answer_traces t
    where ${served} order by ${order} offset ${LOOKED_THROUGH - 1} limit 1`);
  return { rows, lookedTo: last.rows[0] };
}

export type AnswerDetails = Omit<AnswerRow, 'question'> & {
  conversationId: string;
  houseId: string;
  houseType: string;
  homeownerId: string;
  questionId: string | null;
  question: string | null;
  answer: string;
  citations: Citation[];
  comment: string | null;
  /** Id of the question as it was passed on to the builder, and of that mail's job. */
  passedOnId: string | null;
  mailJobId: string | null;
  parts: Record<string, unknown>;
};

/** An answer, whole, with why it was given. */
export async function findAnswerDetails(tx: Tx, messageId: string): Promise<AnswerDetails | undefined> {
  const { rows } = await tx.execute<AnswerDetails>(sql`
    select t.message_id as "messageId", t.latency_ms as "latencyMs", t.tenant_id as "tenantId",
      t.development_id as "developmentId", d.name as "developmentName", t.request_id as "requestId", t.parts,
      m.conversation_id as "conversationId", t.house_id as "houseId", h.house_type as "houseType",
      m.homeowner_id as "homeownerId", m.reply_to as "questionId", a.content as question, m.content as answer,
      m.citations, m.mode, m.state, m.grounded, f.rating, f.comment,
      b.id as "passedOnId", j.id as "mailJobId"
    from (select * from answer_traces where message_id = ${messageId}::uuid order by message_id limit 1) as t
    cross join lateral (select * from messages where tenant_id = t.tenant_id and id = t.message_id limit 1) as m
    cross join lateral (select house_type from houses where tenant_id = t.tenant_id and id = t.house_id limit 1) as h
    left join lateral (select content from messages where tenant_id = t.tenant_id and id = m.reply_to limit 1) as a
      on true
    left join lateral (select rating, comment from message_feedback where tenant_id = t.tenant_id
      and message_id = t.message_id limit 1) as f on true
    left join lateral (select name from developments where tenant_id = t.tenant_id and id = t.development_id limit 1)
      as d on true
    left join lateral (select id from builder_questions where tenant_id = t.tenant_id and message_id = t.message_id
      limit 1) as b on true
    left join lateral (select id from job_status where subject_id = b.id and event_name = 'mail/send' order by id desc
      limit 1) as j on true
    limit 1`);
  return rows[0];
}

/** Questions and answers that one may lean on; as many as an answer hears of (open-turn.server.ts). */
const TURNS = 6;

/** What was said before a question, oldest first, as it was when it was asked. */
export async function selectTurnsBefore(
  tx: Tx,
  question: { tenantId: string; conversationId: string; questionId: string },
): Promise<Turn[]> {
  const { rows } = await tx.execute<Turn>(sql`
    select role, content from messages where tenant_id = ${question.tenantId}::uuid
      and conversation_id = ${question.conversationId}::uuid and id < ${question.questionId}::uuid
      and state = 'complete' order by id desc limit ${TURNS}`);
  return rows.toReversed();
}

export type ModelUse = {
  operation: string;
  model: string;
  promptTokens: number;
  completionTokens: number;
  cost: number | null;
  latencyMs: number;
  firstTokenMs: number | null;
};

/**
 * What models were used for an answer: the calls that name it, and those of its request, from `from` on; at most 50.
 * `from` and `to` bound when they were made.
 */
export async function selectModelUse(
  tx: Tx,
  answer: { tenantId: string; messageId: string; requestId: string | null; from: Date; to: Date },
): Promise<ModelUse[]> {
  const { rows } = await tx.execute<ModelUse>(sql`
    select operation, model, prompt_tokens as "promptTokens", completion_tokens as "completionTokens", cost,
      latency_ms as "latencyMs", first_token_ms as "firstTokenMs"
    from llm_usage where tenant_id = ${answer.tenantId}::uuid and at between ${answer.from.toISOString()}::timestamptz
      and ${answer.to.toISOString()}::timestamptz
      and (message_id = ${answer.messageId}::uuid or message_id is null and request_id = ${answer.requestId})
    order by at limit 50`);
  return rows;
}

/** The texts of passages that are still in the library, by their ids; at most 40. */
export async function selectPassageTexts(
  tx: Tx,
  { tenantId, developmentId }: { tenantId: string; developmentId: string },
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await tx.execute<{ id: string; text: string }>(sql`
    select id, text from chunks where tenant_id = ${tenantId}::uuid and development_id = ${developmentId}::uuid
      and id = any(${sql.param([...ids])}::uuid[]) limit 40`);
  return new Map(rows.map(({ id, text }) => [id, text]));
}
