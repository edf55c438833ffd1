import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { ANSWER_MODES, type AnswerMode } from './answer-modes.ts';
import { createdAt, id, instant, oneOf, tenantId } from './columns.ts';
import { homeowners, houses } from './homes.ts';

/** Where an answer stands: resolved by the server, never taken from a model's words. */
export type Citation = {
  document_id: string;
  title: string;
  page: number;
  quote: string;
  url: string;
  /** The page on which the quote may end, where that is another. */
  last_page?: number | undefined;
  /** What is printed as the number of these pages, where that differs: `iv`, or `iv–v`. */
  page_label?: string | undefined;
  /** The quote comes from a scan, whose words were recognised and may be mistaken (C10). */
  recognised?: true | undefined;
};

export const conversations = pgTable(
  'conversations',
  {
    tenantId: tenantId(),
    id: id(),
    houseId: uuid('house_id').notNull(),
    homeownerId: uuid('homeowner_id').notNull(),
    /**
     * Begun before the house was claimed: of that session alone, until its claim makes it the owner's. Null: the
     * owner's.
     */
    sessionId: uuid('session_id'),
    /** As its owner calls it, else the beginning of its first question; null for one without any. */
    name: text('name'),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId, table.houseId], foreignColumns: [houses.tenantId, houses.id] }),
    foreignKey({ columns: [table.tenantId, table.homeownerId], foreignColumns: [homeowners.tenantId, homeowners.id] }),
    index('conversations_owner').on(table.tenantId, table.houseId, table.homeownerId, table.id),
    index('conversations_session')
      .on(table.tenantId, table.sessionId)
      .where(sql`session_id is not null`),
  ],
);

export const messages = pgTable(
  'messages',
  {
    tenantId: tenantId(),
    id: id(),
    conversationId: uuid('conversation_id').notNull(),
    houseId: uuid('house_id').notNull(),
    homeownerId: uuid('homeowner_id').notNull(),
    role: text('role').$type<'user' | 'assistant'>().notNull(),
    content: text('content').notNull(),
    citations: jsonb('citations').$type<Citation[]>().notNull().default([]),
    grounded: boolean('grounded'),
    mode: text('mode').$type<AnswerMode>(),
    state: text('state').$type<'complete' | 'stopped' | 'failed'>().notNull().default('complete'),
    /** The question that an answer answers. */
    replyTo: uuid('reply_to'),
    latencyMs: integer('latency_ms'),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({
      columns: [table.tenantId, table.conversationId],
      foreignColumns: [conversations.tenantId, conversations.id],
    }),
    index('messages_conversation').on(table.tenantId, table.conversationId, table.id),
    index('messages_owner').on(table.tenantId, table.houseId, table.homeownerId, table.id),
    index('messages_day').on(table.tenantId, table.createdAt),
    index('messages_asked')
      .on(table.tenantId, table.houseId, table.createdAt)
      .where(sql`role = 'user'`),
    index('messages_unanswered')
      .on(table.tenantId, table.id)
      .where(sql`mode = 'refusal'`),
    oneOf('messages_role', table.role, ['user', 'assistant']),
    oneOf('messages_mode', table.mode, ANSWER_MODES),
    oneOf('messages_state', table.state, ['complete', 'stopped', 'failed']),
  ],
);

export const messageFeedback = pgTable(
  'message_feedback',
  {
    tenantId: tenantId(),
    messageId: uuid('message_id').notNull(),
    houseId: uuid('house_id').notNull(),
    rating: text('rating').$type<'up' | 'down'>().notNull(),
    comment: text('comment'),
    createdAt: createdAt(),
    /** Of the latest rating: it may change days after the answer, and that day is then counted anew. */
    updatedAt: instant('updated_at')
      .notNull()
      .defaultNow()
      .$onUpdate(() => sql`now()`),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.messageId] }),
    foreignKey({ columns: [table.tenantId, table.messageId], foreignColumns: [messages.tenantId, messages.id] }),
    index('message_feedback_changed').on(table.tenantId, table.updatedAt),
    oneOf('message_feedback_rating', table.rating, ['up', 'down']),
  ],
);

/** A question passed on to the builder because the documents do not answer it (F4, G5). */
export const builderQuestions = pgTable(
  'builder_questions',
  {
    tenantId: tenantId(),
    id: id(),
    houseId: uuid('house_id').notNull(),
    messageId: uuid('message_id').notNull(),
    question: text('question').notNull(),
    createdAt: createdAt(),
    answeredAt: instant('answered_at'),
    /** When the builder's mail was handed over. */
    mailedAt: instant('mailed_at'),
    /** When its mail was given up; a later one that goes through sets mailed_at. */
    mailFailedAt: instant('mail_failed_at'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId, table.messageId], foreignColumns: [messages.tenantId, messages.id] }),
    uniqueIndex('builder_questions_message').on(table.tenantId, table.messageId),
    index('builder_questions_day').on(table.tenantId, table.createdAt),
  ],
);

/** What the builder's staff answered to a question that was passed on (G9), oldest first. */
export const builderAnswers = pgTable(
  'builder_answers',
  {
    tenantId: tenantId(),
    id: id(),
    houseId: uuid('house_id').notNull(),
    questionId: uuid('question_id').notNull(),
    text: text('text').notNull(),
    createdAt: createdAt(),
    /** When its owner saw it in the app. */
    seenAt: instant('seen_at'),
    /** When the owner's mail was handed over. */
    mailedAt: instant('mailed_at'),
    /** When its mail was given up; a later one that goes through sets mailed_at. */
    mailFailedAt: instant('mail_failed_at'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({
      columns: [table.tenantId, table.questionId],
      foreignColumns: [builderQuestions.tenantId, builderQuestions.id],
    }),
    index('builder_answers_question').on(table.tenantId, table.questionId, table.id),
    index('builder_answers_unseen')
      .on(table.tenantId, table.houseId, table.id)
      .where(sql`seen_at is null`),
  ],
);

/**
 * Why an answer was given (H6), written with it and read by the platform alone. `parts` is what
 * app/features/assistant/answer-traces says; empty for an answer of before.
 */
export const answerTraces = pgTable(
  'answer_traces',
  {
    tenantId: tenantId(),
    /** Of the answer. */
    messageId: uuid('message_id').notNull(),
    developmentId: uuid('development_id').notNull(),
    houseId: uuid('house_id').notNull(),
    requestId: text('request_id'),
    /** As the answer has it: lists are ordered by it. */
    latencyMs: integer('latency_ms').notNull(),
    parts: jsonb('parts').$type<Record<string, unknown>>().notNull().default({}),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.messageId] }),
    foreignKey({ columns: [table.tenantId, table.messageId], foreignColumns: [messages.tenantId, messages.id] }),
    index('answer_traces_message').on(table.messageId),
    index('answer_traces_development').on(table.tenantId, table.developmentId, table.messageId),
    index('answer_traces_slowest').on(table.latencyMs, table.messageId),
    index('answer_traces_tenant_slowest').on(table.tenantId, table.latencyMs, table.messageId),
    index('answer_traces_request').on(table.requestId, table.messageId),
  ],
);
