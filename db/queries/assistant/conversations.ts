import { and, desc, eq, lt, sql, type SQL } from 'drizzle-orm';
import { notEnded } from '../../fragments/not-ended.ts';
import { ownConversations, ownMessages } from '../../fragments/own-chats.ts';
import { builderQuestions, conversations, messageFeedback, messages, type Citation } from '../../schema/assistant.ts';
import type { HouseScope, Tx } from '../../scope.ts';

export type MessageMode = (typeof messages.$inferSelect)['mode'];
export type MessageState = (typeof messages.$inferSelect)['state'];

/** Is `id` a conversation of this session? */
export async function ownsConversation(tx: Tx, scope: HouseScope, id: string): Promise<boolean> {
  const rows = await tx
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(eq(conversations.id, id), ownConversations(scope)))
    .limit(1);
  return rows.length > 0;
}

export async function insertConversation(tx: Tx, scope: HouseScope, id: string, name: string): Promise<void> {
  const { tenantId, houseId, homeownerId } = scope;
  await tx
    .insert(conversations)
    .values({ tenantId, id, name, houseId, homeownerId, sessionId: scope.claimed ? null : scope.sessionId });
}

export async function touchConversation(tx: Tx, scope: HouseScope, id: string): Promise<void> {
  await tx
    .update(conversations)
    .set({ updatedAt: sql`now()` })
    .where(and(eq(conversations.tenantId, scope.tenantId), eq(conversations.id, id)));
}

export type NewMessage = {
  id: string;
  conversationId: string;
  role: 'user' | 'assistant';
  content: string;
  citations?: Citation[];
  grounded?: boolean;
  mode?: MessageMode;
  state?: MessageState;
  replyTo?: string;
  latencyMs?: number;
};

export async function insertMessage(tx: Tx, scope: HouseScope, message: NewMessage): Promise<void> {
  await tx
    .insert(messages)
    .values({ ...message, tenantId: scope.tenantId, houseId: scope.houseId, homeownerId: scope.homeownerId });
}

export type Turn = { role: 'user' | 'assistant'; content: string };

/** The last messages of a conversation, oldest first, at most `limit`; without answers that were stopped or failed. */
export async function readLastTurns(tx: Tx, scope: HouseScope, conversationId: string, limit: number): Promise<Turn[]> {
  const rows = await tx
    .select({ role: messages.role, content: messages.content })
    .from(messages)
    .where(and(ownMessages(scope), eq(messages.conversationId, conversationId), eq(messages.state, 'complete')))
    .orderBy(desc(messages.id))
    .limit(limit);
  return rows.toReversed();
}

export type HistoryRow = {
  id: string;
  role: 'user' | 'assistant';
  content: string;
  citations: Citation[];
  grounded: boolean | null;
  mode: MessageMode;
  state: MessageState;
  conversationId: string;
  createdAt: Date;
  rating: 'up' | 'down' | null;
  /** What became of the question that was passed on to the builder; null when none was. */
  passedOn: PassedOn | null;
  /** The question as it was passed on; null when none was. */
  passedOnQuestion: string | null;
  /** What the builder's staff answered to it, oldest first. */
  builderAnswers: { id: string; text: string; at: string; seen: boolean }[];
  /** Of the documents that it cites, those that its house reads no more. */
  gone: string[];
  /** What of its documents has changed since it was given, but what staff have dismissed (G12). */
  changes: ChangeSince[];
};

const uuidOf = (text: SQL) =>
  sql`case when ${text} ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then ${text}::uuid end`;

const gone = (scope: HouseScope) => sql<string[]>`case when ${messages.citations} = '[]' then '[]' else (
  select coalesce(json_agg(distinct cited.id), '[]')
  from (select ${uuidOf(sql`(c ->> 'document_id')`)} as id
    from jsonb_array_elements(${messages.citations}) c limit 100) cited
  where cited.id is not null and not exists (select from documents d where d.tenant_id = ${messages.tenantId}
    and d.id = cited.id and d.development_id = ${scope.developmentId} and d.deleted_at is null
    and ${notEnded(sql`d`)}
    and d.live_version_id is not null and ${scope.houseType} = any(d.house_types))) end`;

/**
 * `document_id`: null for one that the house reads no more. `told`: what the builder says of it, null while it has said
 * nothing; its `id` is null for who is not told of it apart.
 */
export type ChangeSince = {
  id: string;
  document_id: string | null;
  page: number;
  told: { id: string | null; text: string; at: string; seen: boolean } | null;
};

const UTC = sql.raw(`'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`);

const changesSince = sql<ChangeSince[]>`case when ${messages.citations} = '[]' then '[]' else (
  select coalesce(json_agg(json_build_object('id', p.id, 'page', coalesce(p.now_page, p.was_page),
      'document_id', (select d.id from documents d where d.tenant_id = p.tenant_id and d.id = p.document_id limit 1),
      'told', case when p.state = 'told' then json_build_object('id', t.id, 'text', p.wording, 'at',
        to_char(coalesce(t.created_at, p.decided_at) at time zone 'utc', ${UTC}),
        'seen', t.seen_at is not null) end) order by p.id), '[]')
  from (select distinct a.change_id from changed_answers a where a.tenant_id = ${messages.tenantId}
    and a.message_id = ${messages.id} limit 20) own
  join changed_passages p on p.tenant_id = ${messages.tenantId} and p.id = own.change_id and p.state <> 'dismissed'
  left join change_tellings t on t.tenant_id = p.tenant_id and t.change_id = p.id
    and t.homeowner_id = ${messages.homeownerId}) end`;

/**
 * `recorded`: its mail is on the way; `mailed`: handed over; `unmailed`: the mail was given up, the builder's inbox has
 * it.
 */
export type PassedOn = 'recorded' | 'mailed' | 'unmailed';

/**
 * The session's messages, or those of one conversation, newest first, at most `limit`, older than the id `before`
 * (B1); with what the owner did about
 * each answer.
 */
export function listMessages(
  tx: Tx,
  scope: HouseScope,
  page: { limit: number; before?: string; conversationId?: string },
): Promise<HistoryRow[]> {
  return tx
    .select({
      id: messages.id,
      role: messages.role,
      content: messages.content,
      citations: messages.citations,
      grounded: messages.grounded,
      mode: messages.mode,
      state: messages.state,
      conversationId: messages.conversationId,
      createdAt: messages.createdAt,
      rating: messageFeedback.rating,
      passedOn: sql<PassedOn | null>`case when ${builderQuestions.id} is null then null
        when ${builderQuestions.mailedAt} is not null then 'mailed'
          when ${builderQuestions.mailFailedAt} is not null then 'unmailed' else 'recorded' end`,
      passedOnQuestion: builderQuestions.question,
      builderAnswers: sql<HistoryRow['builderAnswers']>`case when ${builderQuestions.answeredAt} is null then '[]'
        else (select coalesce(json_agg(json_build_object('id', a.id, 'seen', a.seen, 'text', a.text, 'at',
          to_char(a.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by a.id), '[]')
          from (select b.id, b.text, b.created_at, b.seen_at is not null as seen from builder_answers b
            where b.tenant_id = ${builderQuestions.tenantId} and b.question_id = ${builderQuestions.id}
            order by b.id limit 20) a) end`,
      gone: gone(scope),
      changes: changesSince,
    })
    .from(messages)
    .leftJoin(
      messageFeedback,
      and(eq(messageFeedback.tenantId, messages.tenantId), eq(messageFeedback.messageId, messages.id)),
    )
    .leftJoin(
      builderQuestions,
      and(eq(builderQuestions.tenantId, messages.tenantId), eq(builderQuestions.messageId, messages.id)),
    )
    .where(
      and(
        ownMessages(scope),
        page.conversationId === undefined ? undefined : eq(messages.conversationId, page.conversationId),
        page.before === undefined ? undefined : lt(messages.id, page.before),
      ),
    )
    .orderBy(desc(messages.id))
    .limit(page.limit);
}

/** Is `id` a question of this session? */
export async function ownsQuestion(tx: Tx, scope: HouseScope, id: string): Promise<boolean> {
  const rows = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(and(ownMessages(scope), eq(messages.id, id), eq(messages.role, 'user')))
    .limit(1);
  return rows.length > 0;
}

/** An answer of this session, as it was stored; undefined for anything else. */
export async function findStoredAnswer(tx: Tx, scope: HouseScope, id: string) {
  const [row] = await tx
    .select({
      conversationId: messages.conversationId,
      content: messages.content,
      citations: messages.citations,
      grounded: messages.grounded,
      mode: messages.mode,
      state: messages.state,
    })
    .from(messages)
    .where(and(ownMessages(scope), eq(messages.id, id), eq(messages.role, 'assistant')))
    .limit(1);
  return row;
}

export type FoundAnswer = {
  id: string;
  mode: MessageMode;
  citations: Citation[];
  createdAt: Date;
  question: string | null;
};

/** An answer of this session and the question that it answers; undefined for anything else. */
export async function findAnswer(tx: Tx, scope: HouseScope, id: string): Promise<FoundAnswer | undefined> {
  const [row] = await tx
    .select({
      id: messages.id,
      mode: messages.mode,
      citations: messages.citations,
      createdAt: messages.createdAt,
      question: sql<
        string | null
      >`(select q.content from messages q where q.tenant_id = messages.tenant_id and q.id = messages.reply_to)`,
    })
    .from(messages)
    .where(and(ownMessages(scope), eq(messages.id, id), eq(messages.role, 'assistant')))
    .limit(1);
  return row;
}

/** Stores or replaces the owner's rating of an answer; a comment stays until another is given. */
export async function upsertFeedback(
  tx: Tx,
  scope: HouseScope,
  feedback: { messageId: string; rating: 'up' | 'down'; comment?: string },
): Promise<void> {
  await tx
    .insert(messageFeedback)
    .values({ tenantId: scope.tenantId, houseId: scope.houseId, ...feedback })
    .onConflictDoUpdate({
      target: [messageFeedback.tenantId, messageFeedback.messageId],
      set: { rating: feedback.rating, ...(feedback.comment === undefined ? {} : { comment: feedback.comment }) },
    });
}

/**
 * Passes a question on to the builder. False when it was passed on before: then nothing is written. Needs no more than
 * to insert.
 */
export async function insertBuilderQuestion(
  tx: Tx,
  scope: HouseScope,
  question: { id: string; messageId: string; question: string },
): Promise<boolean> {
  const { rowCount } = await tx
    .insert(builderQuestions)
    .values({ tenantId: scope.tenantId, houseId: scope.houseId, ...question })
    .onConflictDoNothing();
  return (rowCount ?? 0) > 0;
}
