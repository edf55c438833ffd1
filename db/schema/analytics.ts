import {
  bigint,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant, tenantId } from './columns.ts';
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

/** How far a tenant's days are rolled up. */
export const analyticsRuns = pgTable('analytics_runs', {
  tenantId: uuid('tenant_id')
    .primaryKey()
    .references(() => tenants.id),
  /** What was committed well before this moment is in analytics_days. */
  readUntil: instant('read_until').notNull(),
  finishedAt: instant('finished_at').notNull(),
});
