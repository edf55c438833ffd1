import { afterAll, beforeAll, expect, test } from 'vitest';
import { logSlowOperation } from '#app/features/observability/performance-timer.server.ts';
import { trackRequest } from '#app/platform/metrics.ts';
import type { Database } from '#db/client.ts';
import { deleteExpired } from '#db/queries/jobs/retention.ts';
import { loadSamples } from '#db/schema/operations.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import type { Sample } from '../alerts/alert-signals.ts';
import { quantileOf } from './response-counts.ts';
import { readLoad } from './read-load.server.ts';
import { createLoadRecorder } from './record-load.server.ts';
import { loadQuerySchema } from './schema.ts';

const scope = systemScope('test');
const minute = 60_000;
/** The first second of an hour that has passed, a whole hour before its end. */
const start = Math.floor(Date.now() / (60 * minute)) * 60 * minute - 60 * minute;

const sampleAt = (at: number, over: Partial<Sample> = {}): Sample => ({
  at,
  databaseUp: true,
  dependenciesDown: 0,
  requests: 0,
  serverErrors: 0,
  chat: [],
  onboarding: [],
  eventLoopP99: 0.01,
  memoryBytes: 100_000_000,
  poolWaiting: 0,
  oldestJob: 3,
  oldestEvent: 0,
  failedJobs: 0,
  modelCalls: 0,
  modelFailures: 0,
  logLinesLost: 0,
  errorRowsDropped: 0,
  diskFreeBytes: 5_000_000_000,
  activityBroken: false,
  activityWaiting: 0,
  ...over,
});

const answer = (route: string, status: number, seconds: number) => trackRequest('GET')(route, status, seconds);
const look = (query: Record<string, string>, now: number) => readLoad(scope, loadQuerySchema.parse(query), now);

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test('H9: a quantile lies inside the bucket that holds it, and beyond the last bound at that bound', () => {
  const counts = [100, 0, ...Array.from({ length: 16 }, (_, index) => (index === 3 ? 90 : index === 9 ? 9 : 0))];
  // Of a hundred answers 90 took 25 to 50 ms, nine 0.75 to 1 s, one longer than 30 s.
  expect(quantileOf(counts, 0.5)).toBeCloseTo(25 + (25 * 50) / 90, 1);
  expect(quantileOf(counts, 0.95)).toBeCloseTo(750 + (250 * 5) / 9, 1);
  expect(quantileOf(counts, 0.999)).toBe(30_000);
  expect(quantileOf([0], 0.95)).toBeNull();
});

test('H9: minutes of two processes are kept, folded into their hour and their day, and read together', async () => {
  answer('routes/before', 200, 0.01);
  const [one, other] = [
    createLoadRecorder(scope, 3001, new Date(start)),
    createLoadRecorder(scope, 3002, new Date(start)),
  ];
  await one.note(sampleAt(start + 1_000));
  answer('routes/api.chat', 200, 0.03);
  answer('routes/api.chat', 500, 0.8);
  answer('routes/readyz', 503, 0.8);
  logSlowOperation('database', 800, 500, { statement: 'select  $1\n from houses' });
  await one.note(sampleAt(start + 16_000, { memoryBytes: 300_000_000, eventLoopP99: 0.4, poolWaiting: 7 }));
  expect((await look({}, start + 20_000)).processes, 'nothing before the minute has passed').toEqual([]);
  await one.note(sampleAt(start + minute + 1_000));
  await other.note(sampleAt(start + minute + 2_000));
  answer('routes/home._index', 200, 0.03);
  await one.note(sampleAt(start + 2 * minute));
  await other.note(sampleAt(start + 2 * minute));

  const hour = await look({}, start + 3 * minute);
  expect(hour.items.map(({ route, requests, errors }) => [route, requests, errors])).toEqual([
    ['routes/api.chat', 2, 1],
    // Both processes of this test count the same requests.
    ['routes/home._index', 2, 0],
  ]);
  expect(hour.items[0]).toMatchObject({ p50_ms: 50, p99_ms: expect.closeTo(995, 0) as number });
  expect(hour.series).toHaveLength(60);
  const first = hour.series.find(({ at }) => at === new Date(start).toISOString());
  expect(first).toMatchObject({
    requests: 2,
    errors: 1,
    rss_bytes: 300_000_000,
    event_loop_ms: 400,
    pool_waiting: 7,
    queue_seconds: 3,
  });
  expect(hour.processes.map(({ process }) => process.split(':')[1]?.slice(0, 4)).toSorted()).toEqual(['3001', '3002']);
  expect(hour.slow).toEqual([
    { operation: 'database', what: 'select $1 from houses', count: 1, total_ms: 800, max_ms: 800 },
  ]);
  expect(hour.storage.database_bytes).toBeGreaterThan(1_000_000);
  expect(hour.storage.tables.length).toBeGreaterThan(5);

  for (const range of ['day', 'week']) {
    const folded = await look({ range }, start + 3 * minute);
    expect([range, folded.items.map(({ route, requests }) => [route, requests])]).toEqual([
      range,
      [
        ['routes/api.chat', 2],
        ['routes/home._index', 2],
      ],
    ]);
    expect(folded.series.at(-1)).toMatchObject({ requests: 4, errors: 1, rss_bytes: 300_000_000 });
    expect(folded.series).toHaveLength(range === 'day' ? 24 : 168);
  }
  // The rows that are written again take the place of those before: three a process and minute, two of them the same.
  const rows = await withScope(scope, (tx) => tx.select({ span: loadSamples.span }).from(loadSamples));
  expect(Map.groupBy(rows, ({ span }) => span).get('hour')).toHaveLength(2);
  expect(Map.groupBy(rows, ({ span }) => span).get('minute')).toHaveLength(3);
});

test('H9: routes are filtered, sorted and paged; what is written at the end of a process is the rest', async () => {
  const recorder = createLoadRecorder(scope, 3003, new Date(start));
  const now = Date.now();
  await recorder.note(sampleAt(now));
  answer('routes/developer._index', 200, 0.01);
  answer('routes/developer.units._index', 200, 2.5);
  await recorder.stop();
  const slowest = await look({ q: 'developer', sort: '-p95', limit: '1' }, now);
  expect(slowest.items.map(({ route }) => route)).toEqual(['routes/developer.units._index']);
  const next = await look({ q: 'developer', sort: '-p95', limit: '1', cursor: slowest.next_cursor! }, now);
  expect([next.items.map(({ route }) => route), next.next_cursor]).toEqual([['routes/developer._index'], null]);
});

test('H9: while the database is away the rows wait', async () => {
  const recorder = createLoadRecorder(scope, 3004, new Date(start));
  const at = start + 30 * minute;
  await recorder.note(sampleAt(at));
  answer('routes/terms', 200, 0.01);
  const { platformPool } = database;
  const connect = platformPool.connect.bind(platformPool);
  platformPool.connect = (() => Promise.reject(new Error('away'))) as typeof connect;
  try {
    await recorder.note(sampleAt(at + minute));
  } finally {
    platformPool.connect = connect;
  }
  expect((await look({ q: 'terms' }, at + minute)).items).toEqual([]);
  await recorder.note(sampleAt(at + 2 * minute));
  expect((await look({ q: 'terms' }, at + 2 * minute)).items).toMatchObject([{ route: 'routes/terms', requests: 1 }]);
});

test('H9: the table is bounded: minutes go after a day, hours after eight, days after ninety', async () => {
  const before = (days: number) => new Date(Date.now() - days * 24 * 60 * minute);
  const row = {
    process: 'old',
    requests: 1,
    errors: 0,
    routes: {},
    slow: [],
    eventLoopMs: 0,
    heapBytes: 0,
    rssBytes: 0,
    poolOpen: 0,
    poolWaiting: 0,
  };
  const count = () => withScope(scope, (tx) => tx.$count(loadSamples));
  const standing = await count();
  await withScope(scope, (tx) =>
    tx.insert(loadSamples).values([
      { ...row, span: 'minute', at: before(1.1) },
      { ...row, span: 'minute', at: before(0.9) },
      { ...row, span: 'hour', at: before(8.1) },
      { ...row, span: 'hour', at: before(7.9) },
      { ...row, span: 'day', at: before(91) },
      { ...row, span: 'day', at: before(89) },
    ]),
  );
  const gone = await withScope(scope, async (tx) => [
    await deleteExpired(tx, 'load by the minute', 100),
    await deleteExpired(tx, 'load by the hour', 100),
    await deleteExpired(tx, 'load by the day', 100),
  ]);
  expect(gone).toEqual([1, 1, 1]);
  expect(await count()).toBe(standing + 3);
});
