import { and, asc, eq, sql, type SQL } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestTenant } from '#app/features/identity/testing.ts';
import { planRollUp, requestRollUps } from '#app/features/insights/roll-up-analytics.server.ts';
import { addDays } from '#app/features/insights/schema.ts';
import { countDay, dublinDay, makeHistory, type History } from '#app/features/insights/testing/make-history.ts';
import { applyRetention } from '#app/features/jobs/apply-retention.server.ts';
import { replayJob } from '#app/features/jobs/replay-job.server.ts';
import type { Database } from '#db/client.ts';
import { COUNTABLE_DAYS } from '#db/fragments/dublin-days.ts';
import { rollUpDay } from '#db/queries/insights/analytics.ts';
import { analyticsDays, analyticsRuns } from '#db/schema/analytics.ts';
import { messageFeedback, messages } from '#db/schema/assistant.ts';
import { qrScans } from '#db/schema/homes.ts';
import { jobStatus } from '#db/schema/jobs.ts';
import { llmUsage } from '#db/schema/observability.ts';
import { jobScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { analyticsRollUp } from './analytics-rollup.ts';
import { ended, job, scope, startBench, type JobBench } from './testing/job-bench.ts';

let database: Database;
let bench: JobBench;
let tenants = 0;

beforeAll(async () => {
  database = await openTestDatabase();
  bench = await startBench([analyticsRollUp]);
});
afterAll(async () => {
  await bench.stop();
  await database.close();
});

const newHistory = async (options: { seed: number; size: number; days: number }): Promise<History> =>
  makeHistory((await createTestTenant(`tenant-${(tenants += 1)}`)).tenantId, options);
const dayBefore = (days: number) => addDays(dublinDay(new Date()), -days);
const stored = (history: History) =>
  withScope(scope, (tx) =>
    tx
      .select()
      .from(analyticsDays)
      .where(eq(analyticsDays.tenantId, history.tenantId))
      .orderBy(asc(analyticsDays.developmentId), asc(analyticsDays.day)),
  );
const storedDay = async (history: History, day: string) => (await stored(history)).filter((row) => row.day === day);
const figuresOf = ({
  tenantId: _tenant,
  developmentId: _development,
  day: _day,
  computedAt: _computed,
  ...figures
}: typeof analyticsDays.$inferSelect) => figures;
const newestJob = async (tenantId: string) =>
  (
    await withScope(scope, (tx) =>
      tx
        .select({ id: jobStatus.id })
        .from(jobStatus)
        .where(eq(jobStatus.tenantId, tenantId))
        .orderBy(asc(jobStatus.id)),
    )
  ).at(-1)!.id;

/** What the schedule does, for all tenants of the file; returns the ended job of `history`'s tenant. */
async function rollUp(history: History) {
  expect(await requestRollUps(scope)).toBeGreaterThan(0);
  return ended({ jobId: await newestJob(history.tenantId) });
}

/** The table's rows of both developments against plain loops over the history, on every day of it. */
async function expectExact(history: History, days: number): Promise<void> {
  const rows = await stored(history);
  const oldestScans = dayBefore(COUNTABLE_DAYS.scans - 1);
  // Days before the first happening may have rows, of zeros, or none.
  const first = dublinDay(new Date(Math.min(...history.happenings.map(({ at }) => at.getTime()))));
  let questions = 0;
  for (let age = 0; age <= days; age += 1) {
    const day = dayBefore(age);
    for (const developmentId of history.developmentIds) {
      const row = rows.find((one) => one.developmentId === developmentId && one.day === day);
      const expected = countDay(history, developmentId, day);
      if (!row && day < first) continue;
      const gone = { scansOk: null, scansClaimed: null, scansRevoked: null };
      const figures = row && figuresOf(row);
      // On the last countable day, the clock's change decides by an hour.
      const known = day === oldestScans && figures?.scansOk === null ? gone : day >= oldestScans ? {} : gone;
      expect(figures, `${developmentId} on ${day}`).toEqual({ ...expected, ...known });
      questions += Number(expected.questions);
    }
  }
  expect(questions).toBe(history.happenings.filter(({ kind }) => kind === 'question').length);
}

describe('B3: rolling a builder’s figures up', () => {
  test('two builders’ random histories, counted exactly, each their own; again, the same', async () => {
    const [first, second] = [
      await newHistory({ seed: 1, size: 700, days: 120 }),
      await newHistory({ seed: 2, size: 300, days: 30 }),
    ];
    const row = await rollUp(first);
    expect([row.state, row.progress, row.history.map(({ state }) => state)]).toEqual([
      'succeeded',
      100,
      ['running', 'succeeded'],
    ]);
    await ended({ jobId: await newestJob(second.tenantId) });
    await expectExact(first, 120);
    await expectExact(second, 30);

    const before = (await stored(first)).map(figuresOf);
    await withScope(scope, (tx) => tx.delete(analyticsRuns).where(eq(analyticsRuns.tenantId, first.tenantId)));
    await rollUp(first);
    expect((await stored(first)).map(figuresOf)).toEqual(before);
  });

  test('midnight is Dublin’s, in summer too', async () => {
    const history = await newHistory({ seed: 3, size: 2, days: 1 });
    const [sample] = await withScope(scope, (tx) =>
      tx.select().from(messages).where(eq(messages.tenantId, history.tenantId)).limit(1),
    );
    const at = (instant: string) =>
      withScope(scope, (tx) =>
        tx
          .update(messages)
          .set({ createdAt: new Date(instant), role: 'user' })
          .where(eq(messages.id, sample!.id)),
      );
    const tenant = jobScope('test', history.tenantId);
    const count = async (day: string) => {
      await withScope(tenant, (tx) => rollUpDay(tx, tenant, day));
      return (await storedDay(history, day)).reduce((sum, row) => sum + row.questions, 0);
    };
    await at('2026-07-01T22:59:59.999Z');
    expect([await count('2026-07-01'), await count('2026-07-02')]).toEqual([1, 0]);
    await at('2026-07-01T23:00:00Z');
    expect([await count('2026-07-01'), await count('2026-07-02')]).toEqual([0, 1]);
    await at('2026-01-01T23:59:59.999Z');
    expect([await count('2026-01-01'), await count('2026-01-02')]).toEqual([1, 0]);
  });

  describe('with a history that is rolled up', () => {
    let history: History;
    beforeEach(async () => {
      history = await newHistory({ seed: 10 + tenants, size: 100, days: 30 });
      await rollUp(history);
    });

    test('a rating of an old answer, and its change, count on that answer’s day alone', async () => {
      const answer = history.happenings.find(
        (one) => one.kind === 'answer' && !one.rating && one.at.getTime() < Date.now() - 20 * 86_400_000,
      );
      if (answer?.kind !== 'answer') throw new Error('The history has no such answer.');
      const day = dublinDay(answer.at);
      const rate = (rating: 'up' | 'down') =>
        withScope(scope, (tx) =>
          tx
            .insert(messageFeedback)
            .values({ tenantId: history.tenantId, messageId: answer.id, houseId: answer.houseId, rating })
            .onConflictDoUpdate({ target: [messageFeedback.tenantId, messageFeedback.messageId], set: { rating } }),
        );
      // As if all earlier ratings were long past.
      await withScope(scope, (tx) =>
        tx
          .update(messageFeedback)
          .set({ updatedAt: new Date('2026-01-01') })
          .where(eq(messageFeedback.tenantId, history.tenantId)),
      );
      const before = await stored(history);
      for (const rating of ['up', 'down'] as const) {
        await rate(rating);
        answer.rating = rating;
        await rollUp(history);
        await expectExact(history, 30);
      }
      const recounted = (await stored(history)).filter(
        (row, n) => row.computedAt.getTime() !== before[n]?.computedAt.getTime(),
      );
      expect([...new Set(recounted.map((row) => row.day))].toSorted()).toEqual(
        [day, dayBefore(1), dayBefore(0)].toSorted(),
      );
    });

    test('rows that are dated centuries away lead to no day of that time', async () => {
      const tenant = jobScope('test', history.tenantId);
      const days = async () => (await planRollUp(tenant)).steps.flat();
      const usual = await days();
      const [answer] = history.happenings.flatMap((one) => (one.kind === 'answer' ? [one] : []));
      const asOwner = (text: SQL) => withScope(scope, (tx) => tx.execute(text));
      const runs = sql`analytics_runs where tenant_id = ${history.tenantId}`;
      for (const moment of ['-infinity', 'infinity', '4713-01-02 BC', '1816-01-01', '200000-01-01']) {
        await asOwner(sql`update messages set created_at = ${moment} where id = ${answer!.id}`);
        await asOwner(sql`update qr_scans set scanned_at = ${moment} where id = (select id from qr_scans
          where tenant_id = ${history.tenantId} limit 1)`);
        await asOwner(sql`insert into message_feedback (tenant_id, message_id, house_id, rating) values
          (${history.tenantId}, ${answer!.id}, ${answer!.houseId}, 'up') on conflict (tenant_id, message_id)
          do update set updated_at = now()`);
        const [kept] = (await asOwner(sql`select read_until, finished_at from ${runs}`)).rows;
        expect(usual, moment).toEqual(expect.arrayContaining(await days()));
        await asOwner(sql`update analytics_runs set read_until = ${moment} where tenant_id = ${history.tenantId}`);
        const planned = await days();
        expect([moment, planned.length < 3_660, planned.at(-1)]).toEqual([moment, true, usual.at(-1)]);
        await asOwner(sql`delete from ${runs}`);
        const first = await days();
        expect([moment, first.length < 40, first.at(-1)]).toEqual([moment, true, usual.at(-1)]);
        await asOwner(sql`insert into analytics_runs values (${history.tenantId}, ${kept!.read_until},
          ${kept!.finished_at})`);
      }
    });

    /** What a day keeps once the rows that it was counted from are deleted. */
    const COUNTED = {
      scansOk: 7,
      scansClaimed: 3,
      scansRevoked: 1,
      modelCalls: 5,
      promptTokens: 500,
      completionTokens: 50,
      modelCost: 0.5,
      firstTokens: [2, 3],
    };
    test('days whose scans and models’ use are deleted keep these figures, and still take a late rating', async () => {
      const age = COUNTABLE_DAYS.modelUse + 30;
      const day = dayBefore(age);
      const [answer] = await withScope(scope, (tx) =>
        tx
          .select()
          .from(messages)
          .where(
            and(eq(messages.tenantId, history.tenantId), eq(messages.role, 'assistant'), eq(messages.mode, 'refusal')),
          )
          .limit(1),
      );
      const developmentId = history.developmentOf.get(answer!.houseId)!;
      await withScope(scope, async (tx) => {
        await tx
          .update(messages)
          .set({ createdAt: new Date(`${day}T12:00:00Z`) })
          .where(eq(messages.id, answer!.id));
        const [sample] = await tx
          .select()
          .from(analyticsDays)
          .where(and(eq(analyticsDays.tenantId, history.tenantId), eq(analyticsDays.developmentId, developmentId)))
          .limit(1);
        await tx.insert(analyticsDays).values({
          ...sample!,
          day,
          ...COUNTED,
        });
        await tx
          .insert(messageFeedback)
          .values({ tenantId: history.tenantId, messageId: answer!.id, houseId: answer!.houseId, rating: 'up' })
          .onConflictDoUpdate({ target: [messageFeedback.tenantId, messageFeedback.messageId], set: { rating: 'up' } });
      });
      await rollUp(history);
      const row = (await storedDay(history, day)).find((one) => one.developmentId === developmentId);
      expect(row).toMatchObject({
        refused: 1,
        feedbackUp: 1,
        questions: 0,
        ...COUNTED,
      });
    });

    test('what may be counted again is not deleted yet', async () => {
      const oldest = (source: keyof typeof COUNTABLE_DAYS) =>
        new Date(Date.now() - COUNTABLE_DAYS[source] * 86_400_000);
      const [scan] = await withScope(scope, (tx) =>
        tx
          .update(qrScans)
          .set({ scannedAt: oldest('scans') })
          .where(eq(qrScans.tenantId, history.tenantId))
          .returning(),
      );
      const [use] = await withScope(scope, (tx) =>
        tx
          .update(llmUsage)
          .set({ at: oldest('modelUse') })
          .where(eq(llmUsage.tenantId, history.tenantId))
          .returning(),
      );
      await applyRetention(scope, 'scans');
      await applyRetention(scope, 'model use');
      expect(await withScope(scope, (tx) => tx.select().from(qrScans).where(eq(qrScans.id, scan!.id)))).toHaveLength(1);
      expect(await withScope(scope, (tx) => tx.select().from(llmUsage).where(eq(llmUsage.id, use!.id)))).toHaveLength(
        1,
      );
    });

    test('a database that fails twice, a process that stops in the middle, a replay: each figure once', async () => {
      await withScope(scope, (tx) => tx.delete(analyticsRuns).where(eq(analyticsRuns.tenantId, history.tenantId)));
      await withScope(scope, (tx) => tx.delete(analyticsDays).where(eq(analyticsDays.tenantId, history.tenantId)));
      await database.owner.query('alter table analytics_days rename to analytics_days_away');
      await requestRollUps(scope);
      const jobId = await newestJob(history.tenantId);
      await expect
        .poll(async () => (await job(jobId)).history.filter(({ state }) => state === 'retrying').length)
        .toBeGreaterThanOrEqual(2);
      await bench.stop();
      await database.owner.query('alter table analytics_days_away rename to analytics_days');
      bench = await startBench([analyticsRollUp]);
      const row = await ended({ jobId });
      const states = row.history.map(({ state }) => state);
      expect(row.state).toBe('succeeded');
      expect(states.filter((state) => state === 'succeeded')).toHaveLength(1);
      expect(row.history.find(({ state }) => state === 'retrying')?.error).toContain('tried again by itself');
      await expectExact(history, 30);
      const replayed = await ended(await replayJob(scope, jobId));
      expect([replayed.state, replayed.replayOf]).toEqual(['succeeded', jobId]);
      await expectExact(history, 30);
    });

    test('a tenant of which nothing changed is asked for once a day only', async () => {
      const age = (interval: string) =>
        database.owner.query(
          `update analytics_runs set read_until = now() + interval '11 minutes' - interval '${interval}' where ` +
            'tenant_id = $1',
          [history.tenantId],
        );
      const asked = async () => {
        const before = await newestJob(history.tenantId);
        await requestRollUps(scope);
        const jobId = await newestJob(history.tenantId);
        await ended({ jobId });
        return jobId !== before;
      };
      await age('0');
      expect(await asked()).toBe(false);
      await withScope(scope, (tx) =>
        tx.insert(qrScans).values({
          id: crypto.randomUUID(),
          tenantId: history.tenantId,
          houseId: history.houseIds[0]!,
          result: 'ok',
          ip: '192.0.2.1',
          userAgent: 'test',
          scannedAt: new Date(Date.now() + 120_000),
        }),
      );
      expect(await asked()).toBe(true);
      await withScope(scope, (tx) => tx.delete(qrScans).where(eq(qrScans.tenantId, history.tenantId)));
      await age('25 hours');
      expect(await asked()).toBe(true);
    });
  });
});
