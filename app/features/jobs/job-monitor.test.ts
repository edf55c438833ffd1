import { eq, inArray, ne, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Database } from '#db/client.ts';
import { jobStatus, outbox } from '#db/schema/jobs.ts';
import { qrScans } from '#db/schema/homes.ts';
import { revokedTokens, staffSessions, staffUsers } from '#db/schema/identity.ts';
import { errorLog, llmErrorLog, llmUsage } from '#db/schema/observability.ts';
import { RETENTION_RULES } from '#db/queries/jobs/retention.ts';
import { systemScope, tenantScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { applyRetention } from './apply-retention.server.ts';
import { cancelJob } from './cancel-job.server.ts';
import { enqueueJob } from './enqueue-job.server.ts';
import { jobListSchema, listJobs } from './list-jobs.server.ts';
import { forgiveDowntime } from './forgive-downtime.server.ts';
import { isJobOpen, recordJobProgress, recordJobState, throttleProgress } from './record-job-progress.server.ts';
import { replayJob } from './replay-job.server.ts';
import { reviveJobs } from './revive-jobs.server.ts';
import { sweepJobs } from './sweep-jobs.server.ts';
import { whileJobIsOpen } from './while-job-is-open.server.ts';

const platform = systemScope('test');
const tenantId = v7();
const scope = tenantScope(tenantId, { kind: 'system', name: 'test' });
const other = tenantScope(v7(), { kind: 'system', name: 'test' });
let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() =>
  withScope(platform, async (tx) => {
    await tx.delete(jobStatus);
    await tx.delete(outbox);
  }),
);
afterAll(() => database.close());

const enqueue = (subjectId = v7()) =>
  withScope(platform, (tx) =>
    enqueueJob(tx, {
      tenantId,
      event: { name: 'test/job', data: { tenant_id: tenantId, n: 1 } },
      subject: { type: 'house', id: subjectId },
    }),
  );
const job = async (id: string) =>
  (await withScope(platform, (tx) => tx.select().from(jobStatus).where(eq(jobStatus.id, id))))[0];
/** Minutes from a job's start to its deadline. */
const minutesAllowed = async (id: string) => {
  const row = await job(id);
  return ((row?.deadlineAt.getTime() ?? Number.NaN) - (row?.startedAt?.getTime() ?? Number.NaN)) / 60_000;
};
const events = async () =>
  (await withScope(platform, (tx) => tx.select({ event: outbox.event }).from(outbox).orderBy(outbox.id))).map(
    (row) => row.event,
  );
const query = (given: Record<string, string> = {}) => jobListSchema.parse(given);

describe('C6: job_status', () => {
  test('its history has each change of state and each failed try, its end is final', async () => {
    const id = await enqueue();
    expect(await recordJobState(scope, id, { state: 'running', step: 'extract', attempt: 1 })).toBe(true);
    await recordJobState(scope, id, { state: 'running', step: 'chunk', attempt: 1 });
    await recordJobState(scope, id, { state: 'retrying', step: 'chunk', attempt: 1, error: 'once\0' });
    await recordJobState(scope, id, { state: 'retrying', step: 'chunk', attempt: 2, error: 'twice' });
    await recordJobState(scope, id, { state: 'succeeded', progress: 100, error: null });
    expect(await recordJobState(scope, id, { state: 'running', step: 'late' })).toBe(false);
    expect(await isJobOpen(scope, id)).toBe(false);
    const row = await job(id);
    expect(row).toMatchObject({ state: 'succeeded', step: 'chunk', attempt: 2, progress: 100, error: null });
    expect(row?.history.map((line) => [line.state, line.step, line.attempt, line.error])).toEqual([
      ['running', 'extract', 1, null],
      ['retrying', 'chunk', 1, 'once'],
      ['retrying', 'chunk', 2, 'twice'],
      ['succeeded', null, 0, null],
    ]);
    expect(row?.finishedAt?.getTime()).toBeGreaterThanOrEqual(row?.startedAt?.getTime() ?? Infinity);
  });

  test('keeps the latest fifty lines, and progress never goes back', async () => {
    const id = await enqueue();
    for (let attempt = 1; attempt <= 53; attempt += 1)
      await recordJobState(scope, id, { state: 'retrying', attempt, error: 'again' });
    await recordJobProgress(scope, id, 60);
    await recordJobProgress(scope, id, 40.4);
    const row = await job(id);
    expect(row?.history.map((line) => line.attempt)).toEqual(Array.from({ length: 50 }, (_, n) => n + 4));
    expect(row?.progress).toBe(60);
  });

  test('progress is written a few times a second, the last value always', async () => {
    const written: number[] = [];
    const progress = throttleProgress(async (value) => void written.push(value), 10_000);
    for (let value = 1; value <= 100; value += 1) progress.report(value);
    await progress.flush();
    expect(written).toEqual([1, 100]);
  });
});

describe('H11: the job monitor', () => {
  test('lists newest first, page by page, by state and tenant, and never another tenant’s', async () => {
    const ids = [];
    for (let n = 0; n < 5; n += 1) ids.push(await enqueue());
    await recordJobState(scope, ids[1] ?? '', { state: 'failed', error: 'no' });
    const first = await listJobs(scope, query({ limit: '2' }));
    const second = await listJobs(scope, query({ limit: '2', cursor: first.next_cursor ?? '' }));
    const third = await listJobs(scope, query({ limit: '2', cursor: second.next_cursor ?? '' }));
    expect([...first.items, ...second.items, ...third.items].map((item) => item.id)).toEqual(ids.toReversed());
    expect(third.next_cursor).toBeNull();
    expect((await listJobs(platform, query({ state: 'failed,cancelled', tenant: tenantId }))).items).toMatchObject([
      { id: ids[1], state: 'failed', error: 'no' },
    ]);
    expect((await listJobs(other, query())).items).toEqual([]);
    expect(() => query({ state: 'lost' })).toThrow('state');
    await expect(listJobs(scope, query({ cursor: 'nonsense' }))).rejects.toMatchObject({ status: 422 });
  });

  test('C5: an ended job is replayed as a new one; an open one, or one with an open twin, is not', async () => {
    const subject = v7();
    const id = await enqueue(subject);
    await expect(replayJob(platform, id)).rejects.toMatchObject({ status: 409 });
    await recordJobState(scope, id, { state: 'failed', error: 'down' });
    await expect(replayJob(other, id)).rejects.toMatchObject({ status: 404 });
    const { jobId } = await replayJob(platform, id);
    expect(await job(jobId)).toMatchObject({
      state: 'queued',
      replayOf: id,
      subjectId: subject,
      event: { name: 'test/job', data: { n: 1, tenant_id: tenantId, job_id: jobId } },
    });
    await expect(replayJob(platform, id)).rejects.toMatchObject({ status: 409 });
  });

  test('cancelling takes an undispatched event back, and tells run and slice that it has ended', async () => {
    const id = await enqueue();
    const work = (await job(id))?.event;
    await cancelJob(platform, id);
    expect(await events()).toEqual([
      { name: 'job/cancelled', data: { job_id: id, work, reason: 'Cancelled by staff.' } },
    ]);
    expect(await job(id)).toMatchObject({ state: 'cancelled' });
    await expect(cancelJob(platform, id)).rejects.toMatchObject({ status: 409 });

    const running = await enqueue();
    await withScope(platform, (tx) => tx.delete(outbox));
    await recordJobState(scope, running, { state: 'running' });
    await cancelJob(platform, running);
    expect(await events()).toMatchObject([{ name: 'job/cancelled', data: { job_id: running } }]);
  });
});

describe('deadlines and retention', () => {
  test('C8: a running job past its deadline fails and its run is stopped; one that waits is left alone', async () => {
    const late = await enqueue();
    const waits = await enqueue();
    const lost = await enqueue();
    await withScope(platform, (tx) => tx.delete(outbox));
    await recordJobState(scope, late, { state: 'running', step: 'extract' });
    await withScope(platform, async (tx) => {
      await tx
        .update(jobStatus)
        .set({ deadlineAt: sql`now() - interval '1 second'` })
        .where(inArray(jobStatus.id, [late, lost]));
    });
    expect(await sweepJobs(platform)).toBe(2);
    expect(await job(late)).toMatchObject({ state: 'failed', error: expect.stringMatching(/time allowed/) });
    expect(await job(lost)).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(/not started within a day/),
    });
    expect(await job(waits)).toMatchObject({ state: 'queued' });
    expect((await events()).map((event) => event.data.job_id).sort()).toEqual([late, lost].sort());
  });

  test('the deadline runs from the start of the work, not from the queue', async () => {
    const id = await enqueue();
    await withScope(platform, (tx) =>
      tx
        .update(jobStatus)
        .set({ createdAt: sql`now() - interval '2 hours'`, deadlineAt: sql`now() + interval '22 hours'` }),
    );
    await recordJobState(scope, id, { state: 'running' });
    expect(await minutesAllowed(id)).toBe(30);
    await recordJobState(scope, id, { state: 'retrying' });
    await recordJobState(scope, id, { state: 'running' });
    expect(await minutesAllowed(id)).toBe(30);
  });

  test('C8: a job that waited through a stop has its own time from its start, no more', async () => {
    const id = await enqueue();
    for (let stop = 0; stop < 2; stop += 1) {
      await withScope(platform, (tx) =>
        tx.update(jobStatus).set({
          createdAt: sql`created_at - interval '30 hours'`,
          deadlineAt: sql`deadline_at - interval '30 hours'`,
        }),
      );
      expect(await forgiveDowntime(platform)).toBe(1);
    }
    await recordJobState(scope, id, { state: 'running' });
    expect(await minutesAllowed(id)).toBe(30);
  });

  test('C7: a stop delays a job and does not fail it: what ran out of time meanwhile gets it anew', async () => {
    const [started, waits, inTime] = [await enqueue(), await enqueue(), await enqueue()];
    await recordJobState(scope, started, { state: 'running' });
    await withScope(platform, (tx) =>
      tx
        .update(jobStatus)
        .set({
          deadlineAt: sql`now() - interval '9 hours'`,
          startedAt: sql`case when state = 'running' then now() - interval '570 minutes' end`,
          createdAt: sql`now() - interval '2 days'`,
        })
        .where(ne(jobStatus.id, inTime)),
    );
    const before = (await job(inTime))?.deadlineAt;
    const from = Date.now();
    expect(await forgiveDowntime(platform)).toBe(2);
    const to = Date.now();
    for (const [id, minutes] of [
      [started, 30],
      [waits, 24 * 60],
    ] as const) {
      const anew = ((await job(id))?.deadlineAt.getTime() ?? 0) - minutes * 60_000;
      expect(anew).toBeGreaterThanOrEqual(from);
      expect(anew).toBeLessThanOrEqual(to);
    }
    expect((await job(inTime))?.deadlineAt).toEqual(before);
    expect(await sweepJobs(platform)).toBe(0);
  });

  test('C7: what a job server has lost is sent once more, what waits its turn is not', async () => {
    const silentFor = (minutes: number, ...ids: string[]) =>
      withScope(platform, (tx) =>
        tx
          .update(jobStatus)
          .set({ updatedAt: sql`now() - ${minutes} * interval '1 minute'` })
          .where(inArray(jobStatus.id, ids)),
      );
    const [lost, alive, waits, ended] = [await enqueue(), await enqueue(), await enqueue(), await enqueue()];
    await withScope(platform, (tx) => tx.delete(outbox));
    const undispatched = await enqueue();
    await recordJobState(scope, lost, { state: 'running' });
    await recordJobState(scope, alive, { state: 'running' });
    await recordJobState(scope, ended, { state: 'failed' });
    await silentFor(20, lost, waits, ended, undispatched);
    expect(await reviveJobs(platform)).toBe(1);
    expect((await events()).map((event) => event.data.job_id)).toEqual([undispatched, lost]);
    expect((await events())[1]).toEqual((await job(lost))?.event);
    expect(await reviveJobs(platform)).toBe(0);

    await withScope(platform, (tx) => tx.delete(outbox));
    await silentFor(20, lost, alive, waits);
    expect(await reviveJobs(platform)).toBe(4);
    expect((await events()).map((event) => event.data.job_id).sort()).toEqual(
      [lost, alive, waits, undispatched].sort(),
    );
  });

  test('each rule takes what is too old and leaves what is younger', async () => {
    const ago = (days: number) => new Date(Date.now() - days * 86_400_000);
    const user = v7();
    const use = { operation: 'chat' as const, model: 'm', latencyMs: 1 };
    const session = (name: string, expiresAt: Date) => ({
      tokenHash: name,
      userId: user,
      ip: '::1',
      userAgent: '',
      expiresAt,
    });
    await withScope(platform, async (tx) => {
      await tx.insert(qrScans).values(
        [89, 91, 400].map((days) => ({
          id: v7(),
          result: 'ok' as const,
          ip: '::1',
          userAgent: '',
          scannedAt: ago(days),
        })),
      );
      await tx.insert(errorLog).values(
        [29, 31].map((days) => ({
          id: v7(),
          fingerprint: `f${days}`,
          kind: 'api' as const,
          code: 'internal',
          message: '',
          lastSeenAt: ago(days),
        })),
      );
      await tx
        .insert(llmErrorLog)
        .values([29, 31].map((days) => ({ id: v7(), ...use, code: 'c', message: '', retry: false, at: ago(days) })));
      await tx
        .insert(llmUsage)
        .values(
          [399, 401, 500].map((days) => ({ id: v7(), ...use, promptTokens: 1, completionTokens: 1, at: ago(days) })),
        );
      await tx
        .insert(revokedTokens)
        .values([-1, 1].map((days) => ({ tenantId, sessionId: v7(), expiresAt: ago(days) })));
      await tx
        .insert(staffUsers)
        .values({ id: user, email: 'a@b.example', passwordHash: '', fullName: 'A', role: 'admin' });
      await tx.insert(staffSessions).values([session('live', ago(-1)), session('over', ago(1))]);
    });
    const apply = async () =>
      Object.fromEntries(
        await Promise.all(RETENTION_RULES.map(async (rule) => [rule, await applyRetention(platform, rule)] as const)),
      );
    const nothing = Object.fromEntries(RETENTION_RULES.map((rule) => [rule, 0]));
    expect(await apply()).toEqual({
      ...nothing,
      scans: 2,
      errors: 1,
      'model errors': 1,
      'model use': 2,
      'revoked tokens': 1,
      'staff sessions': 1,
    });
    expect(await apply()).toEqual(nothing);
  });

  test('work for a job is aborted once the job has ended, and left alone while it is open', async () => {
    const id = await enqueue();
    const looks = vi.spyOn(database.pool, 'connect');
    const lookedAtTwice = async (signal: AbortSignal) => {
      await expect.poll(() => looks.mock.calls.length).toBeGreaterThan(1);
      return signal.aborted;
    };
    expect(await whileJobIsOpen(scope, id, lookedAtTwice, 5)).toBe(false);
    looks.mockRestore();
    const stopped = whileJobIsOpen(
      scope,
      id,
      (signal) =>
        new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      5,
    );
    await cancelJob(platform, id);
    await expect(stopped).rejects.toMatchObject({ code: 'gone' });
  });
});
