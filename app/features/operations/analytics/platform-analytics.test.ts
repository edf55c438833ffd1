import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import type { Database } from '#db/client.ts';
import { analyticsDays, analyticsRuns } from '#db/schema/analytics.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { readPlatformAnalytics } from './read-platform-analytics.server.ts';
import { platformAnalyticsSchema } from './schema.ts';

const scope = systemScope('test');
const TODAY = '2026-11-30';
let database: Database;
let ash: TestTenant;
let birch: TestTenant;

const day = (of: TestTenant, on: string, over: Partial<typeof analyticsDays.$inferInsert>) => ({
  tenantId: of.tenantId,
  developmentId: of.developmentId,
  day: on,
  questions: 0,
  activeHouses: 0,
  answered: 0,
  refused: 0,
  courtesies: 0,
  stopped: 0,
  failed: 0,
  feedbackUp: 0,
  feedbackDown: 0,
  passedOn: 0,
  housesClaimed: 0,
  computedAt: new Date(),
  ...over,
});

beforeAll(async () => {
  database = await openTestDatabase();
  ash = await createTestTenant('ash');
  birch = await createTestTenant('birch');
  const rows = [
    day(ash, '2026-11-28', { questions: 4, answered: 3, refused: 1, latencyP95Ms: 900, modelCost: 0.5, modelCalls: 2 }),
    day(birch, '2026-11-28', { questions: 2, answered: 1, refused: 1, failed: 1, latencyP95Ms: 2_000 }),
    day(birch, '2026-11-30', { questions: 1, answered: 1, feedbackDown: 1, modelCost: 0.25, modelCalls: 1 }),
    day(birch, '2026-01-01', { questions: 100, answered: 100 }),
  ];
  await withScope(scope, async (tx) => {
    await tx.insert(analyticsDays).values(rows);
    await tx
      .insert(analyticsRuns)
      .values({ tenantId: ash.tenantId, readUntil: new Date(TODAY), finishedAt: new Date(TODAY) });
  });
});
afterAll(() => database.close());

const read = (query: Record<string, string>) =>
  readPlatformAnalytics(scope, platformAnalyticsSchema(TODAY).parse(query));

describe('H3: analytics over all tenants', () => {
  it('adds up every builder’s days, and gives a day without any its zeros', async () => {
    const { days, all } = await read({ from: '2026-11-28', to: TODAY });
    expect(days.map(({ day: on, questions, answered_share }) => [on, questions, answered_share])).toEqual([
      ['2026-11-28', 6, 4 / 6],
      ['2026-11-29', 0, null],
      ['2026-11-30', 1, 1],
    ]);
    expect(all).toMatchObject({
      questions: 7,
      answered: 5,
      refused: 2,
      failed: 1,
      feedback: { up: 0, down: 1 },
      model: { calls: 3, cost_usd: 0.75 },
      slowest_p95_ms: 2_000,
    });
  });

  it('counts no day outside of those that are asked for', async () => {
    const { days, all } = await read({ days: '7' });
    expect(days).toHaveLength(7);
    expect(all.questions).toBe(7);
    expect((await read({ from: '2026-02-01', to: '2026-02-02' })).all).toMatchObject({
      questions: 0,
      answered_share: null,
      model: { cost_usd: null },
      slowest_p95_ms: null,
    });
  });

  it('sets builders beside each other by name, a page at a time', async () => {
    const first = await read({ days: '7', limit: '1' });
    expect(first.all.questions).toBe(4);
    expect(first.items).toMatchObject([{ id: ash.tenantId, questions: 4, counted_at: '2026-11-30T00:00:00.000Z' }]);
    const second = await read({ days: '7', limit: '1', cursor: first.next_cursor ?? '' });
    expect(second.items).toMatchObject([{ id: birch.tenantId, questions: 3, failed: 1, counted_at: null }]);
    expect(second.next_cursor).toBeNull();
  });

  it.each([
    { days: '8' },
    { from: '2026-11-30', to: '2026-11-01' },
    { from: '2024-01-01', to: '2026-01-01' },
    { to: 'x' },
  ])('refuses %o', (query) => {
    expect(platformAnalyticsSchema(TODAY).safeParse(query).success).toBe(false);
  });
});
