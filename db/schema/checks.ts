import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
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
import type { Citation } from './assistant.ts';
import { CHECK_OUTCOMES, type CheckOutcome } from './check-outcomes.ts';
import { createdAt, id, instant, oneOf, tenantId } from './columns.ts';
import { documentVersions } from './documents.ts';
import { developments } from './tenancy.ts';

/** What the documents answer to a check; `answered` false: they do not. */
export type CheckAnswer = { answered: boolean; text: string; citations: Citation[] };

/** A question whose answer staff have approved, or are to, for the houses of one type (G11). */
export const answerChecks = pgTable(
  'answer_checks',
  {
    tenantId: tenantId(),
    id: id(),
    developmentId: uuid('development_id').notNull(),
    houseType: text('house_type').notNull(),
    question: text('question').notNull(),
    /** Null until somebody has looked at an answer and approved it. */
    approved: jsonb('approved').$type<CheckAnswer>(),
    approvedAt: instant('approved_at'),
    approvedBy: uuid('approved_by'),
    /** As the published documents answered it when they were last asked; null before that. */
    answer: jsonb('answer').$type<CheckAnswer>(),
    outcome: text('outcome').$type<CheckOutcome>(),
    askedAt: instant('asked_at'),
    /** Raised by each change: who decides about a former answer is told. */
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({
      columns: [table.tenantId, table.developmentId],
      foreignColumns: [developments.tenantId, developments.id],
    }),
    uniqueIndex('answer_checks_question').on(table.tenantId, table.developmentId, table.houseType, table.question),
    index('answer_checks_development').on(table.tenantId, table.developmentId, table.id),
    oneOf('answer_checks_outcome', table.outcome, CHECK_OUTCOMES),
    check('answer_checks_question_length', sql`length(${table.question}) between 1 and 500`),
  ],
);

/**
 * The checks as they were asked of a version before it was published: of its newest reading. `held`: it waits for a
 * decision, since approved answers would be lost; `waived`: whoever may has said to publish it all the same.
 */
export const checkTrials = pgTable(
  'check_trials',
  {
    tenantId: tenantId(),
    versionId: uuid('version_id').notNull(),
    documentId: uuid('document_id').notNull(),
    developmentId: uuid('development_id').notNull(),
    readingId: uuid('reading_id').notNull(),
    /** Of the library that it was tried in. */
    libraryVersion: text('library_version').notNull(),
    held: boolean('held').notNull().default(false),
    waived: boolean('waived').notNull().default(false),
    lost: integer('lost').notNull().default(0),
    startedAt: instant('started_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.versionId] }),
    foreignKey({
      columns: [table.tenantId, table.versionId],
      foreignColumns: [documentVersions.tenantId, documentVersions.id],
    }).onDelete('cascade'),
    index('check_trials_held')
      .on(table.tenantId, table.versionId)
      .where(sql`${table.held}`),
  ],
);

/** What a trial made of each check, with the approved answer that it was held against. */
export const checkResults = pgTable(
  'check_results',
  {
    tenantId: tenantId(),
    versionId: uuid('version_id').notNull(),
    checkId: uuid('check_id').notNull(),
    outcome: text('outcome').$type<CheckOutcome>().notNull(),
    approved: jsonb('approved').$type<CheckAnswer>().notNull(),
    answer: jsonb('answer').$type<CheckAnswer>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.versionId, table.checkId] }),
    foreignKey({
      columns: [table.tenantId, table.versionId],
      foreignColumns: [checkTrials.tenantId, checkTrials.versionId],
    }).onDelete('cascade'),
    foreignKey({
      columns: [table.tenantId, table.checkId],
      foreignColumns: [answerChecks.tenantId, answerChecks.id],
    }).onDelete('cascade'),
    index('check_results_check').on(table.tenantId, table.checkId),
    oneOf('check_results_outcome', table.outcome, CHECK_OUTCOMES),
  ],
);
