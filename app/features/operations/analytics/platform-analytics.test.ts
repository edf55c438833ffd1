import { and, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import type { Database } from '#db/client.ts';
import { rollUpDay } from '#db/queries/insights/analytics.ts';
import { FIRST_TOKEN_BOUNDS, READY_BOUNDS } from '#db/schema/time-buckets.ts';
import { analyticsDays, analyticsRuns } from '#db/schema/analytics.ts';
import { conversations, messages } from '#db/schema/assistant.ts';
import { documents, documentVersions } from '#db/schema/documents.ts';
import { llmUsage } from '#db/schema/observability.ts';
import { jobScope, systemScope } from '#db/scope-makers.ts';
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

/** So many values in the bucket of each upper bound. */
const buckets = (bounds: readonly number[], of: Record<number, number>) =>
  [...bounds, Infinity].map((bound) => of[bound] ?? 0);
const ASH = {
  firstTokens: buckets(FIRST_TOKEN_BOUNDS, { 500: 10 }),
  readyTimes: buckets(READY_BOUNDS, { 60: 2 }),
  documentsRead: 2,
  pagesRead: 30,
  documentsFailed: 1,
};
const BIRCH = { firstTokens: buckets(FIRST_TOKEN_BOUNDS, { 3_000: 30 }), documentsRead: 0, pagesRead: 0 };

beforeAll(async () => {
  database = await openTestDatabase();
  ash = await createTestTenant('ash');
  birch = await createTestTenant('birch');
  const rows = [
    day(ash, '2026-11-28', {
      questions: 4,
      answered: 3,
      refused: 1,
      latencyP95Ms: 900,
      modelCost: 0.5,
      modelCalls: 2,
      ...ASH,
    }),
    day(birch, '2026-11-28', { questions: 2, answered: 1, refused: 1, failed: 1, latencyP95Ms: 2_000, ...BIRCH }),
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

  it('tells first words and readings of days and builders together, by what was counted in each bucket', async () => {
    const { days, all, items } = await read({ from: '2026-11-28', to: TODAY });
    // 10 of 40 within 500 ms, 30 between 2 and 3 s: the 20th and the 38th.
    expect(all.first_token_ms).toEqual({ p50: 2_333, p95: 2_933 });
    expect(all.ingestion).toEqual({ documents: 2, pages: 30, failed: 1, ready_minutes: 0.8 });
    expect(days.map(({ first_token_ms, ingestion }) => [first_token_ms, ingestion.documents])).toEqual([
      [{ p50: 2_333, p95: 2_933 }, 2],
      [null, 0],
      [null, 0],
    ]);
    expect(items.map(({ first_token_ms: first, ingestion }) => [first, ingestion.ready_minutes])).toEqual([
      [{ p50: 450, p95: 495 }, 0.8],
      [{ p50: 2_500, p95: 2_950 }, null],
    ]);
  });

  it('counts them from the models’ use and the versions of documents', async () => {
    const { tenantId, developmentId, houseId, homeownerId } = ash;
    const job = jobScope('test', tenantId);
    const on = new Date('2026-11-20T12:00:00Z');
    const [conversation, message, document] = [v7(), v7(), v7()];
    await withScope(scope, async (tx) => {
      await tx.insert(conversations).values({ tenantId, id: conversation, houseId, homeownerId, sessionId: v7() });
      const said = { tenantId, conversationId: conversation, houseId, homeownerId };
      await tx
        .insert(messages)
        .values({ ...said, id: message, role: 'assistant', content: 'x', mode: 'model', createdAt: on });
      const use = { tenantId, at: on, operation: 'chat' as const, model: 'm', promptTokens: 1, completionTokens: 1 };
      await tx.insert(llmUsage).values([
        { ...use, id: v7(), latencyMs: 900, firstTokenMs: 250, messageId: message },
        { ...use, id: v7(), latencyMs: 900, firstTokenMs: 300, messageId: message },
        { ...use, id: v7(), latencyMs: 90_000, firstTokenMs: 70_000, messageId: message },
        { ...use, id: v7(), latencyMs: 900, firstTokenMs: null, messageId: message },
      ]);
      await tx
        .insert(documents)
        .values({ tenantId, id: document, developmentId, title: 'Boiler', category: 'manuals', houseTypes: ['A'] });
      const file = {
        tenantId,
        documentId: document,
        filename: 'x.pdf',
        kind: 'pdf' as const,
        sizeBytes: 1,
        sha256: 'x',
      };
      const version = (number: number, more: object) => ({
        ...file,
        id: v7(),
        version: number,
        storageKey: `${tenantId}/${number}`,
        createdAt: on,
        ...more,
      });
      await tx
        .insert(documentVersions)
        .values([
          version(1, { status: 'ready', pages: 12, readyAt: new Date('2026-11-20T12:01:30Z') }),
          version(2, { status: 'failed', reason: 'broken' }),
          version(3, { status: 'queued' }),
        ]);
    });
    await withScope(job, (tx) => rollUpDay(tx, job, '2026-11-20'));
    const [row] = await withScope(scope, (tx) =>
      tx
        .select()
        .from(analyticsDays)
        .where(and(eq(analyticsDays.tenantId, tenantId), eq(analyticsDays.day, '2026-11-20'))),
    );
    expect(row).toMatchObject({
      modelCalls: 4,
      firstTokens: buckets(FIRST_TOKEN_BOUNDS, { 300: 1, 400: 1, Infinity: 1 }),
      documentsRead: 1,
      pagesRead: 12,
      documentsFailed: 1,
      readyTimes: buckets(READY_BOUNDS, { 120: 1 }),
    });
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
