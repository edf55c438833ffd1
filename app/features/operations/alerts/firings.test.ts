import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { eq, inArray, sql } from 'drizzle-orm';
import { createTestAdmin } from '#app/features/identity/testing.ts';
import { deleteExpired } from '#db/queries/jobs/retention.ts';
import { logger } from '#app/platform/logger.ts';
import type { Database } from '#db/client.ts';
import { jobStatus } from '#db/schema/jobs.ts';
import { auditLog } from '#db/schema/observability.ts';
import { alertFirings, alertSilences, loadSamples } from '#db/schema/operations.ts';
import { platformScope, systemScope } from '#db/scope-makers.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { acknowledgeFiring } from './acknowledge-firing.server.ts';
import { getFiring } from './get-firing.server.ts';
import { listFirings } from './list-firings.server.ts';
import { listSilences } from './list-silences.server.ts';
import { readAlerts } from './read-alerts.server.ts';
import { readRuleSeries } from './read-rule-series.server.ts';
import { createFiringRecorder, type StandingAlert } from './record-firings.server.ts';
import { firingFilterSchema, silenceFilterSchema } from './schema.ts';
import { endSilence, silenceRule } from './silence-rule.server.ts';

let database: Database;
let admin: PlatformScope;
let adminId: string;
const system = systemScope('test');

beforeAll(async () => {
  database = await openTestDatabase();
  adminId = await createTestAdmin();
  admin = platformScope({ kind: 'staff', userId: adminId, email: 'admin@example.com' });
});
afterAll(() => database.close());
beforeEach(() =>
  withScope(system, async (tx) => {
    await tx.delete(alertFirings);
    await tx.delete(alertSilences);
    await tx.execute(sql`delete from outbox`);
    await tx.delete(jobStatus);
  }),
);

const recorder = (port = 1) => createFiringRecorder(system, port, ['mail', 'webhook']);
const slow = (over: Partial<StandingAlert> = {}): StandingAlert => {
  return { rule: 'chat-slow', state: 'warning', since: Date.now() - 15_000, value: 3.5, ...over };
};
const firings = async (query: Record<string, string> = {}) =>
  (await listFirings(admin, firingFilterSchema.parse(query))).items;
/** As if so much time had passed for what stands. */
const pass = (seconds: number) =>
  withScope(system, (tx) =>
    tx.execute(sql`update alert_firings set seen_at = seen_at - ${seconds} * interval '1 second',
      started_at = started_at - ${seconds} * interval '1 second' where ended_at is null`),
  );
/** What people are told of, in the order in which it was asked for. */
const told = () =>
  withScope(system, async (tx) => {
    const rows = await tx.select().from(jobStatus).orderBy(jobStatus.id).limit(50);
    return rows.map(({ event }) => `${String(event.data.what)} by ${String(event.data.way)}`);
  });

describe('D9: what fires is stored', () => {
  it('once for two processes that see it, and is told once in each way', async () => {
    const [one, other] = [recorder(1), recorder(2)];
    await one.note([slow()], Date.now());
    await other.note([slow({ value: 9 })], Date.now());
    await one.note([slow()], Date.now());
    expect(await firings()).toEqual([
      expect.objectContaining({ rule: 'chat-slow', title: 'Chat slow', state: 'warning', value: 3.5, until: null }),
    ]);
    expect(await told()).toEqual(['fired by mail', 'fired by webhook']);
  });

  it('once when two processes write it at the same time', async () => {
    await Promise.all([recorder(1), recorder(2)].map((each) => each.note([slow()], Date.now())));
    expect(await firings()).toHaveLength(1);
    expect(await told()).toEqual(['fired by mail', 'fired by webhook']);
  });

  it('that it is worse is told again, that it is better is not', async () => {
    const one = recorder();
    await one.note([slow()], Date.now());
    await one.note([slow({ state: 'critical' })], Date.now());
    await one.note([slow()], Date.now());
    expect((await firings()).map(({ state, told: as }) => [state, as])).toEqual([['critical', 'critical']]);
    expect(await told()).toHaveLength(4);
  });

  it('has ended when no process has seen it for 50 seconds, at the moment when it was seen last', async () => {
    const [one, other] = [recorder(1), recorder(2)];
    await one.note([slow()], Date.now());
    await pass(40);
    await other.note([], Date.now());
    expect((await firings())[0]?.until).toBeNull();
    await pass(20);
    await other.note([], Date.now());
    const [firing] = await firings();
    expect(Date.parse(firing?.until ?? '') - Date.parse(firing?.since ?? '')).toBeCloseTo(15_000, -3);
    expect((await told()).slice(2)).toEqual(['ended by mail', 'ended by webhook']);
    await other.note([], Date.now());
    expect(await told()).toHaveLength(4);
  });

  it('survives a restart: a new process sees it again and it is still the one', async () => {
    await recorder().note([slow()], Date.now());
    const [before] = await firings();
    await recorder().note([slow()], Date.now());
    expect((await firings()).map(({ id }) => id)).toEqual([before?.id]);
    expect((await readAlerts(admin)).alerts[0]).toMatchObject({ name: 'chat-slow', state: 'warning', firing: before });
  });

  it('what was seen while the database was away is written when it is back, with its beginning', async () => {
    const away = vi.spyOn(logger, 'warn').mockReturnValue(logger);
    const one = recorder();
    const since = Date.now() - 30_000;
    const outage = vi.spyOn(database.platformPool, 'connect').mockRejectedValue(new Error('away') as never);
    await one.note([slow({ rule: 'database-unreachable', state: 'critical', since, value: 1 })], Date.now());
    expect(away).toHaveBeenCalledWith('which alerts fire waits for the database', expect.anything());
    outage.mockRestore();
    await one.note([], Date.now());
    const [firing] = await firings();
    expect(firing).toMatchObject({ rule: 'database-unreachable', state: 'critical', until: null });
    expect(Date.parse(firing?.since ?? '')).toBeCloseTo(since, -3);
  });

  it('is found by rule and by state, a page at a time', async () => {
    const one = recorder();
    await one.note([slow(), slow({ rule: 'jobs-late', state: 'critical' })], Date.now());
    await pass(60);
    await one.note([slow({ rule: 'pool-exhausted' })], Date.now());
    const rules = async (query: Record<string, string>) => (await firings(query)).map(({ rule }) => rule).toSorted();
    expect(await rules({ state: 'standing' })).toEqual(['pool-exhausted']);
    expect(await rules({ state: 'ended' })).toEqual(['chat-slow', 'jobs-late']);
    expect(await rules({ rule: 'jobs-late' })).toEqual(['jobs-late']);
    const first = await listFirings(admin, firingFilterSchema.parse({ limit: '2' }));
    const next = await listFirings(admin, firingFilterSchema.parse({ limit: '2', cursor: first.next_cursor ?? '' }));
    expect([first.items.length, next.items.length, next.next_cursor]).toEqual([2, 1, null]);
    expect(firingFilterSchema.safeParse({ rule: 'nowhere' }).success).toBe(false);
  });

  it('is kept for 400 days after its end, and what stands for ever', async () => {
    const one = recorder();
    await one.note([slow(), slow({ rule: 'jobs-late' })], Date.now());
    await withScope(system, (tx) =>
      tx.execute(sql`update alert_firings set ended_at = now() - interval '401 days' where rule = 'chat-slow'`),
    );
    expect(await withScope(system, (tx) => deleteExpired(tx, 'alerts that fired', 100))).toBe(1);
    expect((await firings()).map(({ rule }) => rule)).toEqual(['jobs-late']);
  });
});

describe('D9: an alert is acknowledged', () => {
  it('once, with a note, in the activity log, and told', async () => {
    await recorder().note([slow()], Date.now());
    const [{ id = '' } = {}] = await firings();
    await acknowledgeFiring(admin, id, { note: 'A pilot shows the house to many' });
    expect(await getFiring(admin, id)).toMatchObject({
      acknowledged_by: { id: adminId, name: expect.any(String) },
      note: 'A pilot shows the house to many',
    });
    expect((await told()).slice(2)).toEqual([]);
    await expect(acknowledgeFiring(admin, id, { note: 'Another one' })).rejects.toMatchObject({ code: 'conflict' });
    const rows = await withScope(system, (tx) => tx.select().from(auditLog).where(eq(auditLog.subjectId, id)).limit(5));
    expect(rows.map(({ action, actorId }) => [action, actorId])).toEqual([['alert.acknowledged', adminId]]);
    expect(await firings({ state: 'unacknowledged' })).toEqual([]);
  });

  it('not without a note, and not one that is not there', async () => {
    await recorder().note([slow()], Date.now());
    const [{ id = '' } = {}] = await firings();
    await expect(acknowledgeFiring(admin, id, { note: ' ' })).rejects.toMatchObject({
      code: 'invalid-input',
      fields: [expect.objectContaining({ field: 'note' })],
    });
    expect((await getFiring(admin, id)).acknowledged_at).toBeNull();
    await expect(acknowledgeFiring(admin, v7(), { note: 'Not there' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(acknowledgeFiring(admin, 'x', { note: 'Not there' })).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('D9: a rule is silenced', () => {
  const quiet = (more: Record<string, unknown> = {}) =>
    silenceRule(admin, { rule: 'chat-slow', minutes: 60, reason: 'We load it ourselves', ...more });
  const silences = async () => (await listSilences(admin, silenceFilterSchema.parse({}))).items;

  it('a silenced rule is judged, stored and shown, and nobody is told of it; another rule is told', async () => {
    await quiet();
    await recorder().note([slow(), slow({ rule: 'jobs-late' })], Date.now());
    expect((await firings()).map(({ rule, told: as }) => [rule, as]).toSorted()).toEqual([
      ['chat-slow', null],
      ['jobs-late', 'warning'],
    ]);
    expect(await told()).toEqual(['fired by mail', 'fired by webhook']);
    const { alerts } = await readAlerts(admin);
    expect(alerts.find(({ name }) => name === 'chat-slow')).toMatchObject({
      state: 'warning',
      silence: { reason: 'We load it ourselves', live: true },
    });
  });

  it('what stands when the silence is ended is told then', async () => {
    const id = await quiet();
    const one = recorder();
    await one.note([slow()], Date.now());
    await endSilence(admin, id);
    await one.note([slow()], Date.now());
    expect(await told()).toEqual(['fired by mail', 'fired by webhook']);
    await expect(endSilence(admin, id)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('one takes the place of another, both are kept and in the activity log', async () => {
    await quiet();
    await quiet({ minutes: 10_080, reason: 'It takes longer' });
    expect((await silences()).map(({ reason, live }) => [reason, live])).toEqual([
      ['It takes longer', true],
      ['We load it ourselves', false],
    ]);
    const ids = (await silences()).map(({ id }) => id);
    const rows = await withScope(system, (tx) =>
      tx.select().from(auditLog).where(inArray(auditLog.subjectId, ids)).limit(5),
    );
    expect(rows.map(({ action }) => action)).toEqual(['alert.silenced', 'alert.silenced']);
  });

  it.each([
    ['no rule', { rule: 'nowhere' }, 'rule'],
    ['eight days', { minutes: 11_520 }, 'minutes'],
    ['no reason', { reason: '' }, 'reason'],
  ])('not for %s', async (_what, more, field) => {
    await expect(quiet(more)).rejects.toMatchObject({
      code: 'invalid-input',
      fields: [expect.objectContaining({ field })],
    });
    expect(await silences()).toEqual([]);
  });
});

describe('D9: a rule’s metric', () => {
  it('is that of the stored samples, by minute, and none where they do not hold it', async () => {
    const now = Date.now();
    const at = new Date(now - (now % 60_000) - 120_000);
    const none = { heapBytes: 0, poolOpen: 0, slow: [], span: 'minute' as const, at };
    // Answers within 5 ms, and beyond the last bound.
    const routes = { 'routes/api.chat': [20, 0, 10] };
    await withScope(system, (tx) =>
      tx.insert(loadSamples).values([
        { ...none, process: 'a', requests: 10, errors: 1, routes, eventLoopMs: 40, rssBytes: 5, poolWaiting: 1 },
        { ...none, process: 'b', requests: 10, errors: 0, routes, eventLoopMs: 90, rssBytes: 7, poolWaiting: 0 },
      ]),
    );
    const valueOf = async (signal: Parameters<typeof readRuleSeries>[1]) => {
      const series = await readRuleSeries(admin, signal, 'hour', now);
      expect(series?.moments).toHaveLength(60);
      return series?.moments.find((moment) => moment.at === at.toISOString())?.value;
    };
    expect(await valueOf('event-loop-p99')).toBeCloseTo(0.09);
    expect(await valueOf('memory')).toBe(7);
    expect(await valueOf('server-error-share')).toBe(0.05);
    expect(await valueOf('chat-p95')).toBe(30);
    expect(await valueOf('oldest-job')).toBeNull();
    expect(await readRuleSeries(admin, 'log-lines-lost', 'hour', now)).toBeNull();
  });
});
