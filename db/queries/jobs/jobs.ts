import { and, asc, desc, eq, getTableColumns, inArray, lt, ne, or, sql, type SQL } from 'drizzle-orm';
import { v7 } from 'uuid';
import { OPEN_JOB_STATES, type JobState } from '../../schema/job-states.ts';
import { jobStatus, outbox, type JobEvent, type JobTransition } from '../../schema/jobs.ts';
import type { PlatformScope, TenantScope, Tx } from '../../scope.ts';

export type { JobEvent } from '../../schema/jobs.ts';

export type JobRow = typeof jobStatus.$inferSelect;
export type OutboxRow = { id: string; event: JobEvent; attempts: number };
type JobScope = TenantScope | PlatformScope;

const within = (scope: JobScope): SQL | undefined =>
  scope.kind === 'tenant' ? eq(jobStatus.tenantId, scope.tenantId) : undefined;

export async function findJob(tx: Tx, scope: JobScope, id: string): Promise<JobRow | undefined> {
  const [row] = await tx
    .select()
    .from(jobStatus)
    .where(and(eq(jobStatus.id, id), within(scope)))
    .limit(1);
  return row;
}

/** A job as lists show it: without its history (B6). */
export type ListedJob = Omit<JobRow, 'history' | 'runId' | 'updatedAt' | 'eventName' | 'allowedMinutes'>;

export type JobFilter = {
  states?: JobState[];
  tenantId?: string;
  eventName?: string;
  subjectId?: string;
  before?: string;
  limit: number;
};

/** Jobs, newest first, at most `limit` (B1). `before`: only ids below this one. */
export function selectJobs(tx: Tx, scope: JobScope, filter: JobFilter): Promise<ListedJob[]> {
  const {
    history: _history,
    runId: _runId,
    updatedAt: _updatedAt,
    eventName: _eventName,
    allowedMinutes: _allowedMinutes,
    ...listed
  } = getTableColumns(jobStatus);
  return tx
    .select(listed)
    .from(jobStatus)
    .where(
      and(
        within(scope),
        filter.tenantId ? eq(jobStatus.tenantId, filter.tenantId) : undefined,
        filter.states?.length ? inArray(jobStatus.state, filter.states) : undefined,
        filter.eventName ? eq(jobStatus.eventName, filter.eventName) : undefined,
        filter.subjectId ? eq(jobStatus.subjectId, filter.subjectId) : undefined,
        filter.before ? lt(jobStatus.id, filter.before) : undefined,
      ),
    )
    .orderBy(desc(jobStatus.id))
    .limit(filter.limit);
}

export type JobChange = {
  state: JobState;
  runId?: string;
  step?: string | null;
  attempt?: number;
  error?: string | null;
  progress?: number;
};

/*
 * The one rule of deadlines, each counted from now: a job that nobody has started has a day to be started, one that was
 * started has the minutes that its work may take.
 */
const deadlineOfWaiting = sql`now() + interval '1 day'`;
const deadlineOfStarted = sql`now() + ${jobStatus.allowedMinutes} * interval '1 minute'`;

/**
 * Writes a job's new state with the times that follow from it, and a line of its history when the state changed or a
 * try failed. False when the job is not open any more: what has ended stays as it ended.
 */
export async function updateOpenJob(tx: Tx, scope: JobScope, id: string, change: JobChange): Promise<boolean> {
  const ended = change.state === 'succeeded' || change.state === 'failed' || change.state === 'cancelled';
  const line: JobTransition = {
    at: new Date().toISOString(),
    state: change.state,
    step: change.step ?? null,
    attempt: change.attempt ?? 0,
    error: change.error ?? null,
  };
  const { rowCount } = await tx
    .update(jobStatus)
    .set({
      state: change.state,
      ...(change.runId === undefined ? {} : { runId: change.runId }),
      ...(change.step === undefined ? {} : { step: change.step }),
      ...(change.attempt === undefined ? {} : { attempt: change.attempt }),
      ...(change.error === undefined ? {} : { error: change.error }),
      ...(change.progress === undefined ? {} : { progress: change.progress }),
      ...(change.state === 'running'
        ? {
            startedAt: sql`coalesce(${jobStatus.startedAt}, now())`,
            // The time to wait in the queue is not the job's own: its deadline runs from its start.
            deadlineAt: sql`case when ${jobStatus.startedAt} is null then ${deadlineOfStarted}
              else ${jobStatus.deadlineAt} end`,
          }
        : {}),
      ...(ended ? { finishedAt: sql`now()` } : {}),
      updatedAt: sql`now()`,
      history: sql`case when ${jobStatus.state} <> ${change.state} or ${change.state} = 'retrying' then (
        select jsonb_agg(line order by position) from (
          select line, position from jsonb_array_elements(${jobStatus.history} || ${JSON.stringify([line])}::jsonb)
            with ordinality as all_lines (line, position) order by position desc limit 50
        ) as latest) else ${jobStatus.history} end`,
    })
    .where(and(eq(jobStatus.id, id), within(scope), inArray(jobStatus.state, OPEN_JOB_STATES)));
  return (rowCount ?? 0) > 0;
}

/** True while the job is open; it stays so until the transaction ends. */
export async function holdOpenJob(tx: Tx, scope: JobScope, id: string): Promise<boolean> {
  const rows = await tx
    .select({ id: jobStatus.id })
    .from(jobStatus)
    .where(and(eq(jobStatus.id, id), within(scope), inArray(jobStatus.state, OPEN_JOB_STATES)))
    .limit(1)
    .for('share');
  return rows.length > 0;
}

/** Raises an open job's progress; it never goes back. */
export async function updateJobProgress(tx: Tx, scope: JobScope, id: string, progress: number): Promise<void> {
  await tx
    .update(jobStatus)
    .set({ progress: sql`greatest(${jobStatus.progress}, ${progress}::int)`, updatedAt: sql`now()` })
    .where(and(eq(jobStatus.id, id), within(scope), inArray(jobStatus.state, OPEN_JOB_STATES)));
}

/**
 * True when an open job other than this one, if it is one already, does the same work for the same subject; `exactly`:
 * with the same data, as of one search model.
 */
export async function hasOpenTwin(
  tx: Tx,
  scope: JobScope,
  job: Pick<JobRow, 'subjectId' | 'event'> & { id?: string },
  { exactly = false } = {},
): Promise<boolean> {
  if (!job.subjectId) return false;
  const { job_id: _id, traceparent: _trace, ...data } = job.event.data;
  const rows = await tx
    .select({ id: jobStatus.id })
    .from(jobStatus)
    .where(
      and(
        within(scope),
        eq(jobStatus.subjectId, job.subjectId),
        inArray(jobStatus.state, OPEN_JOB_STATES),
        job.id === undefined ? undefined : ne(jobStatus.id, job.id),
        eq(jobStatus.eventName, job.event.name),
        exactly
          ? sql`((${jobStatus.event} -> 'data') - 'job_id'::text - 'traceparent'::text)
              = ${JSON.stringify(data)}::jsonb`
          : undefined,
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** Open jobs past their deadline: those that nobody has started for a day, and those that took too long. */
export function selectOverdueJobs(
  tx: Tx,
  limit: number,
): Promise<Pick<JobRow, 'id' | 'tenantId' | 'event' | 'state'>[]> {
  return tx
    .select({ id: jobStatus.id, tenantId: jobStatus.tenantId, event: jobStatus.event, state: jobStatus.state })
    .from(jobStatus)
    .where(and(inArray(jobStatus.state, OPEN_JOB_STATES), sql`${jobStatus.deadlineAt} < now()`))
    .orderBy(asc(jobStatus.deadlineAt))
    .limit(limit);
}

/** Gives open jobs past their deadline their time anew from now. Returns how many. */
export async function extendOverdueJobs(tx: Tx): Promise<number> {
  const { rowCount } = await tx
    .update(jobStatus)
    .set({
      deadlineAt: sql`case when ${jobStatus.startedAt} is null then ${deadlineOfWaiting}
        else ${deadlineOfStarted} end`,
    })
    .where(and(inArray(jobStatus.state, OPEN_JOB_STATES), sql`${jobStatus.deadlineAt} < now()`));
  return rowCount ?? 0;
}

/**
 * Open jobs of which nothing was heard for `minutes`, oldest first, and whose event does not wait in the outbox;
 * waiting ones only while no other job of their kind makes headway, or they are just not yet served.
 */
export function selectStalledJobs(
  tx: Tx,
  minutes: number,
  limit: number,
): Promise<Pick<JobRow, 'id' | 'tenantId' | 'event'>[]> {
  const silent = sql`now() - ${minutes} * interval '1 minute'`;
  // A job that failed a try is silent by right until the next one: the longest such wait is an hour.
  const heardOf = sql`now() - (case when ${jobStatus.state} = 'retrying' then ${minutes} + 75
    else ${minutes} end) * interval '1 minute'`;
  return tx
    .select({ id: jobStatus.id, tenantId: jobStatus.tenantId, event: jobStatus.event })
    .from(jobStatus)
    .where(
      and(
        inArray(jobStatus.state, OPEN_JOB_STATES),
        sql`${jobStatus.updatedAt} < ${heardOf}`,
        sql`not exists (select from outbox where outbox.job_id = ${jobStatus.id})`,
        or(
          ne(jobStatus.state, 'queued'),
          sql`not exists (select from job_status other where other.state in ('running', 'retrying')
            and other.event_name = ${jobStatus.eventName} and other.updated_at >= ${silent})`,
        ),
      ),
    )
    .orderBy(asc(jobStatus.id))
    .limit(limit);
}

/** Notes that something was done about these jobs just now. */
export async function touchJobs(tx: Tx, ids: string[]): Promise<void> {
  await tx
    .update(jobStatus)
    .set({ updatedAt: sql`now()` })
    .where(inArray(jobStatus.id, ids));
}

export type NewJob = Pick<
  typeof jobStatus.$inferInsert,
  'id' | 'tenantId' | 'event' | 'subjectType' | 'subjectId' | 'replayOf' | 'allowedMinutes'
>;

/** Writes jobs, each with the outbox row from which its event is sent. */
export async function insertJobs(tx: Tx, jobs: readonly (NewJob & { id: string })[]): Promise<void> {
  await tx.insert(jobStatus).values(jobs.map((job) => ({ ...job, deadlineAt: deadlineOfWaiting })));
  await insertEvents(
    tx,
    jobs.map(({ id, tenantId, event }) => ({ jobId: id, tenantId: tenantId ?? null, event })),
  );
}

/** Puts events into the outbox, to be sent after the commit. */
export async function insertEvents(
  tx: Tx,
  events: readonly { jobId: string; tenantId: string | null; event: JobEvent }[],
): Promise<void> {
  await tx.insert(outbox).values(events.map((row) => ({ id: v7(), ...row })));
}

/**
 * Outbox rows that are due, the longest due first, locked until the transaction ends; rows that another instance holds
 * are left out.
 */
export function lockDueEvents(tx: Tx, limit: number): Promise<OutboxRow[]> {
  return tx
    .select({ id: outbox.id, event: outbox.event, attempts: outbox.attempts })
    .from(outbox)
    .where(sql`${outbox.nextAttemptAt} <= now()`)
    .orderBy(asc(outbox.nextAttemptAt), asc(outbox.id))
    .limit(limit)
    .for('update', { skipLocked: true });
}

export async function deleteEvents(tx: Tx, ids: string[]): Promise<void> {
  await tx.delete(outbox).where(inArray(outbox.id, ids));
}

/** Keeps rows from being taken for `delayMs`; with an error, the attempt is counted and its reason kept. */
export async function postponeEvents(tx: Tx, ids: string[], delayMs: number, error?: string): Promise<void> {
  await tx
    .update(outbox)
    .set({
      nextAttemptAt: sql`now() + ${delayMs} * interval '1 millisecond'`,
      ...(error === undefined ? {} : { attempts: sql`${outbox.attempts} + 1`, lastError: error }),
    })
    .where(inArray(outbox.id, ids));
}

/** Takes back a job's event that was not dispatched yet. True when there was one. */
export async function withdrawEvent(tx: Tx, jobId: string, name: string): Promise<boolean> {
  const { rowCount } = await tx
    .delete(outbox)
    .where(and(eq(outbox.jobId, jobId), sql`${outbox.event} ->> 'name' = ${name}`));
  return (rowCount ?? 0) > 0;
}

/** Rows after which counting stops. */
export const COUNT_LIMIT = 10_000;

/** How many events wait, at most COUNT_LIMIT + 1, and since when. */
export async function countWaitingEvents(tx: Tx): Promise<{ waiting: number; oldest: Date | null }> {
  const counted = tx
    .select({ createdAt: outbox.createdAt })
    .from(outbox)
    .orderBy(asc(outbox.id))
    .limit(COUNT_LIMIT + 1)
    .as('counted');
  const [row] = await tx
    .select({ waiting: sql<number>`count(*)::int`, oldest: sql<string | null>`min(${counted.createdAt})` })
    .from(counted);
  return { waiting: row?.waiting ?? 0, oldest: row?.oldest ? new Date(row.oldest) : null };
}

/** The open job of an event about a subject, with its progress, whole per cent. */
export async function findOpenRun(
  tx: Tx,
  scope: TenantScope,
  subjectId: string,
  eventName: string,
): Promise<{ id: string; progress: number } | undefined> {
  const [row] = await tx
    .select({ id: jobStatus.id, progress: jobStatus.progress })
    .from(jobStatus)
    .where(
      and(
        eq(jobStatus.tenantId, scope.tenantId),
        eq(jobStatus.subjectId, subjectId),
        eq(jobStatus.eventName, eventName),
        inArray(jobStatus.state, OPEN_JOB_STATES),
      ),
    )
    .limit(1);
  return row;
}
