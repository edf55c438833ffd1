import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { loader } from '#app/routes/metrics.ts';
import { env } from '#app/platform/env.ts';
import { logger } from '#app/platform/logger.ts';
import { recordFirstText, recordModelCall, recordRateLimitHit, trackRequest } from '#app/platform/metrics.ts';
import { requestContext, runWithRequestContext, type RequestContext } from '#app/platform/request-context.ts';
import type { Database } from '#db/client.ts';
import { jobStatus, outbox } from '#db/schema/jobs.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { collectMetrics } from './collect-metrics.server.ts';
import { measureDatabase } from './measure-database.server.ts';
import { PerformanceTimer } from './performance-timer.server.ts';

let database: Database;
const scope = systemScope('test');
beforeAll(async () => {
  database = await openTestDatabase();
  for (const pool of new Set([database.pool, database.platformPool])) measureDatabase(pool);
});
afterAll(() => database.close());
beforeEach(() => {
  vi.restoreAllMocks();
});

const context = (facts: Partial<RequestContext> = {}): RequestContext => ({
  requestId: 'req-12345678',
  method: 'GET',
  path: '/metrics',
  ip: '127.0.0.1',
  direct: false,
  userAgent: '',
  ...facts,
});
const ask = (headers: Record<string, string> = {}, facts: Partial<RequestContext> = {}) =>
  runWithRequestContext(context(facts), () =>
    loader({ request: new Request('http://localhost:3000/metrics', { headers }), params: {}, context: {} }),
  );

describe('D7: who may read /metrics', () => {
  test('a program on this machine that asks directly', async () => {
    expect((await ask({}, { direct: true })).status).toBe(200);
  });

  test.each([
    [{}, {}],
    // The address that a proxy vouches for is not the connection's own.
    [{}, { ip: '127.0.0.1' }],
    [{ Authorization: 'Bearer wrong-wrong-wrong-wrong' }, {}],
    [{ Authorization: 'Bearer ' }, {}],
  ] as [Record<string, string>, Partial<RequestContext>][])('nobody else: %j %j', async (headers, facts) => {
    const response = await ask(headers, facts);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ status: 403, detail: expect.stringContaining('METRICS_TOKEN') });
  });

  test('a bearer of METRICS_TOKEN, from anywhere', async () => {
    env.METRICS_TOKEN = 'metrics-token-0123456789';
    onTestFinished(() => {
      delete env.METRICS_TOKEN;
    });
    expect(
      (await ask({ Authorization: 'Bearer metrics-token-0123456789', 'X-Forwarded-For': '203.0.113.9' })).status,
    ).toBe(200);
    expect((await ask({ Authorization: 'Bearer metrics-token-012345678' })).status).toBe(403);
  });
});

const figure = (text: string, series: string) =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${series} `))
      ?.slice(series.length + 1),
  );

test('D7: what is told, by its Prometheus names and units', async () => {
  await withScope(scope, async (tx) => {
    const createdAt = new Date(Date.now() - 90_000);
    await tx
      .insert(jobStatus)
      .values(
        [{ state: 'queued' as const, createdAt }, { state: 'retrying' as const }, { state: 'succeeded' as const }].map(
          (row) => ({ id: v7(), event: { name: 'x', data: {} }, deadlineAt: new Date(), ...row }),
        ),
      );
    await tx.insert(outbox).values({ id: v7(), event: { name: 'x', data: {} }, createdAt });
  });
  trackRequest('GET')('routes/api.search', 200, 0.12);
  trackRequest('BREW')('none', 405, 0.001);
  recordModelCall({
    operation: 'chat',
    model: 'm',
    outcome: 'ok',
    seconds: 1.2,
    firstTokenSeconds: 0.3,
    promptTokens: 10,
    completionTokens: 20,
  });
  recordFirstText(0.2);
  recordRateLimitHit('chat');
  // The queue's figures are kept for 2 s.
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 5_000);
  const response = await ask({}, { direct: true });
  expect(response.headers.get('Content-Type')).toContain('text/plain');
  const text = await response.text();
  expect(figure(text, 'http_request_duration_seconds_count{method="GET",route="routes/api.search",status="200"}')).toBe(
    1,
  );
  expect(figure(text, 'http_request_duration_seconds_count{method="OTHER",route="none",status="405"}')).toBe(1);
  expect(figure(text, 'http_requests_in_flight')).toBe(0);
  expect(figure(text, 'jobs_open{state="queued"}')).toBe(1);
  expect(figure(text, 'jobs_open{state="retrying"}')).toBe(1);
  expect(figure(text, 'jobs_open{state="running"}')).toBe(0);
  expect(figure(text, 'jobs_oldest_open_age_seconds')).toBeGreaterThanOrEqual(89);
  expect(figure(text, 'job_outbox_events')).toBe(1);
  expect(figure(text, 'job_outbox_oldest_age_seconds')).toBeGreaterThanOrEqual(89);
  expect(figure(text, 'db_pool_connections{state="total"}')).toBeGreaterThanOrEqual(1);
  expect(figure(text, 'db_pool_connections{state="waiting"}')).toBe(0);
  expect(figure(text, 'model_first_token_seconds_count{operation="chat",model="m"}')).toBe(1);
  expect(figure(text, 'model_tokens_total{model="m",kind="completion"}')).toBe(20);
  expect(figure(text, 'chat_first_text_seconds_count')).toBe(1);
  expect(figure(text, 'rate_limit_hits_total{limit="chat"}')).toBe(1);
  expect(figure(text, 'process_resident_memory_bytes')).toBeGreaterThan(10_000_000);
  expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
  expect(figure(text, 'db_query_duration_seconds_count')).toBeGreaterThan(3);
});

test('D7: while the database hangs the rest is told, within seconds', async () => {
  const held = await database.platformPool.connect();
  const others = await Promise.all(
    Array.from({ length: (database.platformPool.options.max ?? 10) - 1 }, () => database.platformPool.connect()),
  );
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000);
  const text = await collectMetrics();
  for (const client of [held, ...others]) client.release();
  expect(figure(text, 'jobs_open{state="queued"}')).toBeNaN();
  expect(figure(text, 'db_pool_connections{state="waiting"}')).toBeGreaterThanOrEqual(1);
  expect(text).toContain('process_resident_memory_bytes');
});

describe('D4: what was slow', () => {
  test('a request’s queries add up in its timings', async () => {
    const timings = await runWithRequestContext(context(), async () => {
      await withScope(scope, (tx) => tx.select().from(outbox).limit(1));
      return requestContext()?.timings;
    });
    expect(timings?.db).toBeGreaterThan(0);
  });

  test('PerformanceTimer tells its laps, and logs only over its threshold', async () => {
    const log = vi.spyOn(logger, 'warn').mockImplementation(() => logger);
    let clock = 0;
    const now = () => clock;
    const quick = PerformanceTimer.start('answer', { thresholdMs: 500, now });
    clock = 499;
    expect(quick.stop()).toBe(499);
    expect(log).not.toHaveBeenCalled();
    const slow = PerformanceTimer.start('answer', { thresholdMs: 500, now, fields: { chunks: 8 } });
    clock += 200;
    expect(slow.lap('retrieve')).toBe(200);
    clock += 350;
    slow.lap('write');
    clock += 50;
    slow.lap('retrieve');
    expect([slow.stop(), slow.stop()]).toEqual([600, 600]);
    expect(log.mock.calls).toEqual([
      [
        'slow operation',
        {
          stream: 'performance',
          operation: 'answer',
          duration_ms: 600,
          threshold_ms: 500,
          chunks: 8,
          laps_ms: { retrieve: 250, write: 350 },
        },
      ],
    ]);
    await expect(
      PerformanceTimer.measure('broken', () => Promise.reject(new Error('no')), { thresholdMs: 0 }),
    ).rejects.toThrow('no');
    expect(log).toHaveBeenCalledTimes(2);
  });
});
