import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { createdAt, instant, oneOf } from './columns.ts';

/*
 * The local engine's own state (inngest/local): what a job server would keep. Without tenant_id, so only the platform
 * role reaches these tables (row-level-security/).
 */

export type EngineEvent = { id: string; name: string; data: Record<string, unknown>; ts: number };
const RUN_STATES = ['queued', 'running', 'completed', 'failed', 'cancelled'] as const;
export type EngineRunState = (typeof RUN_STATES)[number];
export type EngineError = { name: string; message: string; stack?: string };
/** A finished step in the shape in which the SDK takes it back. */
export type EngineStepResult = { type: 'data'; data: unknown } | { type: 'error'; error: EngineError };

/** Events taken in, by id: a second one with the same id within 24 hours is dropped. */
export const engineEvents = pgTable(
  'engine_events',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    data: jsonb('data').$type<Record<string, unknown>>().notNull(),
    receivedAt: instant('received_at').notNull().defaultNow(),
  },
  (table) => [index('engine_events_received').on(table.receivedAt)],
);

/** One function called by one event. */
export const engineRuns = pgTable(
  'engine_runs',
  {
    id: uuid('id').primaryKey(),
    functionId: text('function_id').notNull(),
    event: jsonb('event').$type<EngineEvent>().notNull(),
    /** The values of the function's concurrency options for this event, in their order. */
    concurrencyKeys: text('concurrency_keys').array().notNull(),
    /** Runs of one function take turns by this key. */
    fairnessKey: text('fairness_key').notNull(),
    state: text('state').$type<EngineRunState>().notNull().default('queued'),
    output: jsonb('output').$type<unknown>(),
    error: jsonb('error').$type<EngineError>(),
    createdAt: createdAt(),
    startedAt: instant('started_at'),
    endedAt: instant('ended_at'),
    /** When the function's `timeouts` cancel it: `start` until it runs, then `finish`. */
    deadlineAt: instant('deadline_at'),
  },
  (table) => [
    index('engine_runs_open')
      .on(table.functionId, table.id)
      .where(sql`state in ('queued', 'running')`),
    index('engine_runs_deadline')
      .on(table.deadlineAt)
      .where(sql`state in ('queued', 'running') and deadline_at is not null`),
    index('engine_runs_ended').on(table.endedAt),
    oneOf('engine_runs_state', table.state, RUN_STATES),
  ],
);

/** Finished steps, written the moment they end. */
export const engineSteps = pgTable(
  'engine_steps',
  {
    runId: uuid('run_id')
      .notNull()
      .references(() => engineRuns.id, { onDelete: 'cascade' }),
    /** The SDK's hash of the step's id. */
    stepId: text('step_id').notNull(),
    name: text('name').notNull(),
    result: jsonb('result').$type<EngineStepResult>().notNull(),
    attempts: integer('attempts').notNull(),
    /** The order in which steps ended, which the SDK replays. */
    position: integer('position').notNull(),
    endedAt: instant('ended_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.stepId] })],
);

/**
 * What is to be done next: call a function to find its steps (`discover`), run one of parallel steps, or end a sleep.
 */
export const engineQueue = pgTable(
  'engine_queue',
  {
    id: uuid('id').primaryKey(),
    runId: uuid('run_id')
      .notNull()
      .references(() => engineRuns.id, { onDelete: 'cascade' }),
    functionId: text('function_id').notNull(),
    kind: text('kind').$type<'discover' | 'step' | 'sleep'>().notNull(),
    /** Empty for `discover`. */
    stepId: text('step_id').notNull().default(''),
    stepName: text('step_name').notNull().default(''),
    /** Failed attempts so far. */
    attempt: integer('attempt').notNull().default(0),
    /** Points for ends of its process: 2 when it ran alone, 1 beside others (inngest/local/blame-crashes.ts). */
    takeovers: integer('takeovers').notNull().default(0),
    dueAt: instant('due_at').notNull().defaultNow(),
    concurrencyKeys: text('concurrency_keys').array().notNull(),
    fairnessKey: text('fairness_key').notNull(),
    leaseOwner: text('lease_owner'),
    /** New at every lease: what a former holder brings later is dropped. */
    leaseToken: uuid('lease_token'),
    leaseUntil: instant('lease_until'),
  },
  (table) => [
    uniqueIndex('engine_queue_unit').on(table.runId, table.stepId),
    index('engine_queue_due').on(table.dueAt),
    index('engine_queue_leased')
      .on(table.leaseUntil)
      .where(sql`lease_until is not null`),
    oneOf('engine_queue_kind', table.kind, ['discover', 'step', 'sleep']),
  ],
);
