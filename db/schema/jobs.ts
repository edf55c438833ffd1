import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, instant, oneOf } from './columns.ts';
import { JOB_STATES, type JobState } from './job-states.ts';

export type JobEvent = { name: string; data: Record<string, unknown> };
/** One change of a job's state, as the job monitor lists it. */
export type JobTransition = { at: string; state: JobState; step: string | null; attempt: number; error: string | null };

/** One accepted job as people watch it (C6). Platform jobs have no tenant. */
export const jobStatus = pgTable(
  'job_status',
  {
    id: uuid('id').primaryKey(),
    tenantId: uuid('tenant_id'),
    /** The event that asked for it, kept whole so that it can be replayed. */
    event: jsonb('event').$type<JobEvent>().notNull(),
    /**
     * The event's name as a column, since row-level security keeps an expression over it from being looked up in an
     * index.
     */
    eventName: text('event_name')
      .notNull()
      .generatedAlwaysAs(sql`event ->> 'name'`),
    subjectType: text('subject_type'),
    subjectId: uuid('subject_id'),
    state: text('state').$type<JobState>().notNull().default('queued'),
    runId: text('run_id'),
    step: text('step'),
    /** Attempts of the current step, from 1. */
    attempt: integer('attempt').notNull().default(0),
    /** Whole per cent, 0–100. */
    progress: integer('progress').notNull().default(0),
    error: text('error'),
    /** The latest changes of state, oldest first, at most 50. */
    history: jsonb('history').$type<JobTransition[]>().notNull().default([]),
    replayOf: uuid('replay_of'),
    createdAt: createdAt(),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    /**
     * The moment at which it fails if it is still open (C8): a day after its acceptance, and from its start on
     * `allowedMinutes` after that.
     */
    deadlineAt: instant('deadline_at').notNull(),
    /** Minutes that its work may take. */
    allowedMinutes: integer('allowed_minutes').notNull().default(30),
  },
  (table) => [
    index('job_status_tenant').on(table.tenantId, table.id),
    index('job_status_event').on(table.eventName, table.id),
    index('job_status_tenant_event').on(table.tenantId, table.eventName, table.id),
    // Nearly all succeed: those that have not are found without reading those that have.
    index('job_status_unfinished')
      .on(table.state, table.id)
      .where(sql`state <> 'succeeded'`),
    index('job_status_tenant_unfinished')
      .on(table.tenantId, table.state, table.id)
      .where(sql`state <> 'succeeded'`),
    index('job_status_finished')
      .on(table.finishedAt)
      .where(sql`finished_at is not null`),
    index('job_status_tenant_finished')
      .on(table.tenantId, table.finishedAt)
      .where(sql`finished_at is not null`),
    index('job_status_subject').on(table.subjectId),
    index('job_status_open')
      .on(table.deadlineAt)
      .where(sql`state in ('queued', 'running', 'retrying')`),
    // How many were accepted in this moment (row-level-security/4-one-way.sql).
    index('job_status_accepted').on(table.tenantId, table.createdAt),
    oneOf('job_status_state', table.state, JOB_STATES),
    oneOf('job_status_subject_type', table.subjectType, [
      'document',
      'development',
      'house',
      'tenant',
      'mail',
      'logbook',
      'import',
    ]),
    check('job_status_event_size', sql`octet_length(${table.event}::text) <= 8192`),
  ],
);

/**
 * Events to hand to the job server, written in the transaction of what they serve (C7); a row goes once it was taken.
 */
export const outbox = pgTable(
  'outbox',
  {
    /** Also the event's id, by which the server drops a second delivery. */
    id: uuid('id').primaryKey(),
    tenantId: uuid('tenant_id'),
    jobId: uuid('job_id'),
    event: jsonb('event').$type<JobEvent>().notNull(),
    attempts: integer('attempts').notNull().default(0),
    lastError: text('last_error'),
    nextAttemptAt: instant('next_attempt_at').notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (table) => [
    index('outbox_due').on(table.nextAttemptAt, table.id),
    index('outbox_job').on(table.jobId),
    // A job's event, or one that tells of its end, with the event and the reason.
    check('outbox_event_size', sql`octet_length(${table.event}::text) <= 16384`),
  ],
);
