import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestTenant, homeownerTokenOf, staffCookieOf, type TestTenant } from '#app/features/identity/testing.ts';
import { loader as overview } from '#app/routes/api.analytics.overview.ts';
import { loader as byDay } from '#app/routes/api.analytics.questions-by-day.ts';
import type { Database } from '#db/client.ts';
import { messageFeedback, messages } from '#db/schema/assistant.ts';
import { homeowners, qrScans } from '#db/schema/homes.ts';
import { jobScope, systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { createVersionedCache } from './cache-by-version.ts';
import type { AnalyticsDay } from './read-analytics.server.ts';
import { finishRollUp, planRollUp, rollUpDays } from './roll-up-analytics.server.ts';
import { addDays } from './schema.ts';
import { countDay, dublinDay, makeHistory, type History } from './testing/make-history.ts';

let database: Database;
let builder: TestTenant;
let other: TestTenant;
let history: History;
let cookie: string;
const system = systemScope('test');
const today = () => dublinDay(new Date());

beforeAll(async () => {
  database = await openTestDatabase();
  builder = await createTestTenant('builder');
  other = await createTestTenant('other');
  history = await makeHistory(builder.tenantId, { seed: 5, size: 200, days: 30 });
  await makeHistory(other.tenantId, { seed: 6, size: 50, days: 10 });
  cookie = await staffCookieOf({ userId: builder.developerId, tenantId: builder.tenantId });
});
afterAll(() => database.close());

async function call(
  route: typeof overview,
  query: Record<string, string>,
  headers: Record<string, string> = { Cookie: cookie },
) {
  const response = await route({
    request: new Request(`http://localhost/api/analytics/x?${new URLSearchParams(query)}`, { headers }),
    params: {},
    context: {},
  });
  return {
    status: response.status,
    body: (await response.json()) as Record<string, unknown> & { items: AnalyticsDay[]; errors?: { field: string }[] },
  };
}
const days = async (query: Record<string, string>) => (await call(byDay, query)).body.items;
const month = () => ({ from: addDays(today(), -30), to: today() });

async function rollUp(): Promise<void> {
  const scope = jobScope('test', builder.tenantId);
  const plan = await planRollUp(scope);
  for (const step of plan.steps) await rollUpDays(scope, v7(), step, 0);
  await finishRollUp(scope, plan);
}

/** What both developments did on `day` together. */
function expectedOn(day: string) {
  const counted = history.developmentIds.map((id) => countDay(history, id, day));
  const sum = (name: string) => counted.reduce((total, figures) => total + Number(figures[name] ?? 0), 0);
  return {
    day,
    questions: sum('questions'),
    answered: sum('answered'),
    refused: sum('refused'),
    courtesies: sum('courtesies'),
    stopped: sum('stopped'),
    failed: sum('failed'),
    passed_on: sum('passedOn'),
    houses_claimed: sum('housesClaimed'),
    feedback: { up: sum('feedbackUp'), down: sum('feedbackDown') },
    scans: { ok: sum('scansOk'), claimed: sum('scansClaimed'), revoked: sum('scansRevoked') },
  };
}

describe('B3, G1: GET /api/analytics/*', () => {
  test('the figures of each day are those of the history, before a roll-up, after it, and between', async () => {
    const expected = Array.from({ length: 31 }, (_, n) => expectedOn(addDays(today(), n - 30)));
    const live = await days(month());
    expect(live).toMatchObject(expected);
    await rollUp();
    expect(await days(month())).toEqual(live);
    await database.owner.query(
      "update analytics_runs set read_until = now() - interval '12 days' where tenant_id = $1",
      [builder.tenantId],
    );
    expect(await days(month())).toEqual(live);
    await rollUp();
  });

  test('the overview sums them up, counts a house once, and can be narrowed to a development', async () => {
    const { body } = await call(overview, month());
    const listed = await days(month());
    const sum = (of: (day: AnalyticsDay) => number) => listed.reduce((total, day) => total + of(day), 0);
    expect(body).toMatchObject({
      ...month(),
      time_zone: 'Europe/Dublin',
      development_id: null,
      questions: sum((day) => day.questions),
      answered: sum((day) => day.answered),
      refused: sum((day) => day.refused),
      feedback: { up: sum((day) => day.feedback.up) },
      scans: { ok: sum((day) => day.scans?.ok ?? 0) },
    });
    const askers = (development?: string) =>
      new Set(
        history.happenings
          .filter(
            (one) =>
              one.kind === 'question' && (!development || history.developmentOf.get(one.houseId) === development),
          )
          .map(({ houseId }) => houseId),
      );
    expect(body.houses).toEqual({ total: 9, claimed: 6, active: askers().size });
    const [development = ''] = history.developmentIds;
    const narrowed = await call(overview, { ...month(), development_id: development });
    expect(narrowed.body).toMatchObject({
      development_id: development,
      questions: history.happenings.filter(
        (one) => one.kind === 'question' && history.developmentOf.get(one.houseId) === development,
      ).length,
      houses: { active: askers(development).size },
    });
  });

  test('medians of one development are given, those of several together are not', async () => {
    const [development = ''] = history.developmentIds;
    const found = await days({ ...month(), development_id: development });
    expect(found.length).toBeGreaterThan(27);
    expect(found.filter((day) => day.latency_ms !== null)).not.toEqual([]);
    for (const day of found) {
      const { latencyMedianMs, latencyP95Ms } = countDay(history, development, day.day);
      expect(day.latency_ms).toEqual(latencyMedianMs === null ? null : { median: latencyMedianMs, p95: latencyP95Ms });
    }
  });

  test('a question, a rating, a scan and a claim are seen at once, whatever was cached', async () => {
    const figures = async () =>
      (await call(overview, month())).body as unknown as {
        questions: number;
        feedback: { down: number };
        scans: { revoked: number };
        houses: { claimed: number };
      };
    const before = await figures();
    expect(await figures()).toEqual(before);
    const [sample] = await withScope(system, (tx) =>
      tx.select().from(messages).where(eq(messages.tenantId, builder.tenantId)).limit(1),
    );
    const answerId = v7();
    await withScope(system, (tx) =>
      tx.insert(messages).values([
        { ...sample!, id: v7(), role: 'user', createdAt: new Date() },
        {
          ...sample!,
          id: answerId,
          role: 'assistant',
          state: 'complete',
          mode: 'refusal',
          grounded: false,
          createdAt: new Date(),
        },
      ]),
    );
    expect((await figures()).questions).toBe(before.questions + 1);
    await withScope(system, (tx) =>
      tx
        .insert(messageFeedback)
        .values({ tenantId: builder.tenantId, messageId: answerId, houseId: sample!.houseId, rating: 'down' }),
    );
    expect((await figures()).feedback.down).toBe(before.feedback.down + 1);
    await withScope(system, (tx) =>
      tx.insert(qrScans).values({
        id: v7(),
        tenantId: builder.tenantId,
        houseId: sample!.houseId,
        result: 'revoked',
        ip: '192.0.2.1',
        userAgent: 'test',
      }),
    );
    expect((await figures()).scans.revoked).toBe(before.scans.revoked + 1);
    await withScope(system, (tx) =>
      tx.update(homeowners).set({ claimedAt: new Date() }).where(eq(homeowners.id, builder.homeownerId)),
    );
    expect((await figures()).houses.claimed).toBe(before.houses.claimed + 1);
  });

  test('another builder sees its own; a development of somebody else’s is none', async () => {
    const theirs = { Cookie: await staffCookieOf({ userId: other.developerId, tenantId: other.tenantId }) };
    expect((await call(overview, month(), theirs)).body).toMatchObject({ questions: 50, houses: { total: 9 } });
    expect((await call(overview, { ...month(), development_id: history.developmentIds[0]! }, theirs)).status).toBe(404);
    expect((await call(overview, month(), { Authorization: `Bearer ${await homeownerTokenOf(builder)}` })).status).toBe(
      403,
    );
  });

  test.each([
    [{ from: 'yesterday' }, 'from'],
    [{ to: '2026-02-30' }, 'to'],
    [{ from: '2026-03-02', to: '2026-03-01' }, 'from'],
    [{ from: '2025-01-01', to: '2026-01-02' }, 'from'],
    [{ to: '2999-01-01' }, 'to'],
    [{ to: '0001-01-01' }, 'to'],
    [{ development_id: '1' }, 'development_id'],
  ])('%j is refused with the field', async (query, field) => {
    for (const route of [overview, byDay]) {
      const { status, body } = await call(route, query);
      expect([status, body.errors?.map((error) => error.field)]).toEqual([422, [field]]);
    }
  });

  test('366 days are given, and fourteen when none are named', async () => {
    expect(await days({ from: '2025-01-01', to: '2026-01-01' })).toHaveLength(366);
    expect((await days({})).map(({ day }) => day)).toEqual(
      Array.from({ length: 14 }, (_, n) => addDays(today(), n - 13)),
    );
  });
});

test('B3: a cached value counts for its version, for a while, and while there is room', async () => {
  let made = 0;
  let clock = 1;
  const cache = createVersionedCache({ maxEntries: 2, maxAgeMs: 100, now: () => clock });
  const get = (key: string, version: string) => cache.get(key, version, async () => (made += 1));
  expect([
    await get('a', '1'),
    await get('a', '1'),
    await get('a', '2'),
    await get('b', '2'),
    await get('a', '2'),
  ]).toEqual([1, 1, 2, 3, 2]);
  clock = 102;
  expect(await get('a', '2')).toBe(4);
  await get('c', '2');
  expect([await get('a', '2'), await get('b', '2')]).toEqual([4, 6]);
});
