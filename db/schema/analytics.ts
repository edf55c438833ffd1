import {
  bigint,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { PARTS, type Part } from './analytics-parts.ts';
import { instant, oneOf, tenantId } from './columns.ts';
import { developments, tenants } from './tenancy.ts';

/**
 * What happened in a development on one day, Europe/Dublin (B3, G1, G4, H3). Each figure belongs to the day of the row
 * that it counts; feedback to the day of the answer that it rates. Always a whole day, counted anew from the source
 * rows, never added to. Scans and the models' work are null where their source rows had gone before the day was first
 * counted; once counted they stay.
 */
export const analyticsDays = pgTable(
  'analytics_days',
  {
    tenantId: tenantId(),
    developmentId: uuid('development_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    questions: integer('questions').notNull(),
    /** Houses that asked something. Not to be added up over days: the same house may ask on each. */
    activeHouses: integer('active_houses').notNull(),
    /** Complete answers with a source. */
    answered: integer('answered').notNull(),
    /** Of those, the ones told as doubtful. */
    doubtful: integer('doubtful').notNull().default(0),
    /** "Not in your documents". */
    refused: integer('refused').notNull(),
    /** Replies to a greeting, which need no source. */
    courtesies: integer('courtesies').notNull(),
    /** Broken off: by the reader, and by a fault. */
    stopped: integer('stopped').notNull(),
    failed: integer('failed').notNull(),
    feedbackUp: integer('feedback_up').notNull(),
    feedbackDown: integer('feedback_down').notNull(),
    /** Questions passed on to the builder. */
    passedOn: integer('passed_on').notNull(),
    housesClaimed: integer('houses_claimed').notNull(),
    /**
     * Owners who opened the app on that day. Of an owner only the last day is kept, so a day's count sinks as they come
     * back: what was counted while it lasted stays.
     */
    ownersSeen: integer('owners_seen').notNull().default(0),
    /** Of complete answers, milliseconds; null without one. */
    latencyMedianMs: integer('latency_median_ms'),
    latencyP95Ms: integer('latency_p95_ms'),
    /**
     * Scans of codes that were good, belonged to a claimed house, or were revoked; without prefetches. An unknown code
     * is nobody's.
     */
    scansOk: integer('scans_ok'),
    scansClaimed: integer('scans_claimed'),
    scansRevoked: integer('scans_revoked'),
    /** The models' work for answers of the development. */
    modelCalls: integer('model_calls'),
    promptTokens: bigint('prompt_tokens', { mode: 'number' }),
    completionTokens: bigint('completion_tokens', { mode: 'number' }),
    /** US dollars; null where no price is known. */
    modelCost: doublePrecision('model_cost'),
    /** Answers that a model wrote by how long its first word took, in the bounds of FIRST_TOKEN_BOUNDS. */
    firstTokens: integer('first_tokens').array(),
    /** Files that were uploaded on the day: those that were read, their pages, and those that could not be. */
    documentsRead: integer('documents_read'),
    pagesRead: integer('pages_read'),
    documentsFailed: integer('documents_failed'),
    /** Those that were read by how long it took until they were searched, in the bounds of READY_BOUNDS. */
    readyTimes: integer('ready_times').array(),
    computedAt: instant('computed_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.developmentId, table.day] }),
    foreignKey({
      columns: [table.tenantId, table.developmentId],
      foreignColumns: [developments.tenantId, developments.id],
    }),
    index('analytics_days_day').on(table.tenantId, table.day),
    index('analytics_days_all').on(table.day, table.tenantId),
  ],
);

/**
 * What a day of a development is made of (G4): questions by hour and by house type, answers by topic and by the
 * document that they cite, jobs by kind. Counted whole with the day, and replaced with it; jobs only as long as their
 * history is kept.
 */
export const analyticsParts = pgTable(
  'analytics_parts',
  {
    tenantId: tenantId(),
    part: text('part').$type<Part>().notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    developmentId: uuid('development_id').notNull(),
    /** The hour, `00` to `23`; a house type's code; a topic; a document's id; an event's name. */
    name: text('name').notNull(),
    /** Questions, answers or jobs. */
    count: integer('count').notNull(),
    /** Of those: answered with a source, or done. */
    done: integer('done').notNull(),
    /** Of those: not in the documents, or failed. */
    failed: integer('failed').notNull(),
    /** What the jobs took together. */
    milliseconds: bigint('milliseconds', { mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.part, table.day, table.developmentId, table.name] }),
    foreignKey({
      columns: [table.tenantId, table.developmentId],
      foreignColumns: [developments.tenantId, developments.id],
    }),
    index('analytics_parts_development').on(table.tenantId, table.developmentId, table.part, table.day),
    oneOf('analytics_parts_part', table.part, PARTS),
  ],
);

/** How far a tenant's days are rolled up. */
export const analyticsRuns = pgTable('analytics_runs', {
  tenantId: uuid('tenant_id')
    .primaryKey()
    .references(() => tenants.id),
  /** What was committed well before this moment is in analytics_days. */
  readUntil: instant('read_until').notNull(),
  finishedAt: instant('finished_at').notNull(),
});
