import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { logger } from '#app/platform/logger.ts';
import { metricsText, trackRequest } from '#app/platform/metrics.ts';
import type { Database } from '#db/client.ts';
import { openTestDatabase } from '#db/testing.ts';
import type { Sample } from './alert-signals.ts';
import { ALERT_THRESHOLDS } from './alert-rules.ts';
import { judgedAlerts, takeIn, watchAlerts } from './evaluate-alerts.server.ts';
import { judgeAlert } from './judge-alerts.ts';
import { anchorOf, readRunbook } from './read-runbook.server.ts';
import { createSampler } from '../load/take-sample.server.ts';

const START = Date.UTC(2026, 10, 21);
const STEP_MS = 15_000;
const GIGABYTE = 1e9;
const calm: Sample = {
  at: START,
  databaseUp: true,
  dependenciesDown: 0,
  requests: 0,
  serverErrors: 0,
  chat: [],
  onboarding: [],
  eventLoopP99: 0.01,
  memoryBytes: 150e6,
  poolWaiting: 0,
  oldestJob: 0,
  oldestEvent: 0,
  failedJobs: 0,
  modelCalls: 0,
  modelFailures: 0,
  logLinesLost: 0,
  errorRowsDropped: 0,
  diskFreeBytes: 50 * GIGABYTE,
  activityBroken: false,
  activityWaiting: 0,
};

const thresholdOf = (name: string) => {
  const found = ALERT_THRESHOLDS.find((threshold) => threshold.name === name);
  if (!found) throw new Error(`There is no alert ${name}.`);
  return found;
};
/** One sample every 15 s, the newest last. */
const series = (...facts: Partial<Sample>[]): Sample[] =>
  facts.map((fact, index) => ({ ...calm, at: START + index * STEP_MS, ...fact }));
const judge = (name: string, samples: Sample[], later = 0) =>
  judgeAlert(thresholdOf(name), samples, (samples.at(-1)?.at ?? START) + later);
const times = (count: number, fact: Partial<Sample>) => Array.from({ length: count }, () => fact);

describe('D9: thresholds are data', () => {
  test('each has a name of its own, a limit, milder before worse, and a section in the runbook', () => {
    const headings = [...readFileSync('docs/runbook.md', 'utf8').matchAll(/^### (.+)$/gm)].map(([, heading]) =>
      anchorOf(heading ?? ''),
    );
    expect(new Set(ALERT_THRESHOLDS.map(({ name }) => name)).size).toBe(ALERT_THRESHOLDS.length);
    for (const { name, title, warning, critical } of ALERT_THRESHOLDS) {
      expect(
        headings.filter((heading) => heading === name),
        `runbook section ${name}`,
      ).toHaveLength(1);
      expect(anchorOf(title)).toBe(name);
      expect(warning ?? critical, name).not.toBeNull();
    }
    const graded = ALERT_THRESHOLDS.flatMap(({ name, comparison, warning, critical }) =>
      warning === null || critical === null ? [] : { name, rises: critical > warning, comparison },
    );
    expect(graded.length).toBeGreaterThan(2);
    expect(graded.filter(({ rises, comparison }) => rises !== (comparison === 'above'))).toEqual([]);
  });

  test('expressions name metrics that the process has', async () => {
    const text = await metricsText();
    for (const { name, expression } of ALERT_THRESHOLDS) {
      const named = [...expression.matchAll(/\b[a-z]+_[a-z_0-9]+\b/g)]
        .map(([word]) => word)
        .filter((word) => !/^(histogram_quantile)$/.test(word));
      expect(named.length, `${name} names a metric`).toBeGreaterThan(0);
      for (const metric of named)
        expect(text, `${name}: ${metric}`).toMatch(new RegExp(`# TYPE ${metric.replace(/_(bucket|count|sum)$/, '')} `));
    }
  });

  test('the page of the runbook has the anchors that the alerts lead to', async () => {
    const html = await readRunbook();
    for (const { name } of ALERT_THRESHOLDS) expect(html).toContain(`<h3 id="${name}">`);
  });
});

describe('D9: judging', () => {
  test('a state for the worse has to last, one for the better is at once', () => {
    const high = { poolWaiting: 30 };
    expect(judge('pool-exhausted', series({}, high, high, high))).toEqual({ state: 'ok', value: 30 });
    expect(judge('pool-exhausted', series({}, ...times(5, high)))).toEqual({ state: 'critical', value: 30 });
    expect(judge('pool-exhausted', series({}, ...times(4, high), { poolWaiting: 6 })).state).toBe('warning');
    expect(judge('pool-exhausted', series({}, ...times(9, high), {}))).toEqual({ state: 'ok', value: 0 });
    // A process that has just begun has not seen long enough.
    expect(judge('pool-exhausted', series(high, high)).state).toBe('ok');
  });

  test('the database', () => {
    const down: Partial<Sample> = { databaseUp: false, oldestJob: undefined, oldestEvent: undefined };
    expect(judge('database-unreachable', series({}, ...times(3, down)))).toEqual({ state: 'critical', value: 1 });
    // A timer is late by a millisecond or two.
    expect(
      judge(
        'database-unreachable',
        series({}, ...times(3, down)).map((sample, index) => ({ ...sample, at: sample.at + [0, 3, 1, 2][index]! })),
      ).state,
    ).toBe('critical');
    expect(judge('database-unreachable', series({}, ...times(2, down))).state).toBe('ok');
    // What it would tell is not known then, and not well either.
    expect(judge('jobs-late', series({}, ...times(3, down)))).toEqual({ state: 'unknown', value: null });
  });

  test('rates are of their window, not of the whole life', () => {
    const before = { requests: 10_000, serverErrors: 5_000 };
    const samples = series(...times(20, before), before, { requests: 10_100, serverErrors: 5_003 });
    expect(judge('server-errors', samples)).toEqual({ state: 'warning', value: 0.03 });
    expect(judge('server-errors', series(...times(21, before), { requests: 10_100, serverErrors: 5_010 }))).toEqual({
      state: 'critical',
      value: 0.1,
    });
    expect(judge('server-errors', series(...times(22, before)))).toEqual({ state: 'ok', value: null });
    expect(judge('server-errors', series({}, { requests: 20, serverErrors: 2 }))).toEqual({ state: 'ok', value: null });
    expect(judge('server-errors', series({}, { requests: 3, serverErrors: 3 }))).toEqual({
      state: 'critical',
      value: 1,
    });
    expect(judge('jobs-failing', series(...times(60, { failedJobs: 7 }), { failedJobs: 8 }))).toEqual({
      state: 'warning',
      value: 1,
    });
    expect(judge('log-lines-lost', series({}, { logLinesLost: 1 }))).toEqual({ state: 'critical', value: 1 });
  });

  test('percentiles, from buckets', () => {
    const buckets = (fast: number, slow: number, endless: number): Sample['chat'] => [
      [1, fast],
      [5, fast + slow],
      [10, fast + slow],
      [Number.POSITIVE_INFINITY, fast + slow + endless],
    ];
    expect(judge('chat-slow', series({ chat: buckets(100, 0, 0) }))).toEqual({
      state: 'ok',
      value: expect.closeTo(0.95),
    });
    expect(judge('chat-slow', series({ chat: buckets(88, 12, 0) }))).toEqual({
      state: 'warning',
      value: expect.closeTo(3.33),
    });
    expect(judge('chat-slow', series({ chat: buckets(80, 0, 20) }))).toEqual({ state: 'critical', value: 10 });
    expect(judge('chat-slow', series({ chat: buckets(0, 0, 4) }))).toEqual({ state: 'ok', value: null });
    expect(judge('onboarding-slow', series({})).value).toBeNull();
  });

  test('the disk, from below', () => {
    expect(
      ['warning', 'critical', 'ok'].map(
        (_, index) => judge('disk-nearly-full', series({ diskFreeBytes: [GIGABYTE, 1e8, 3e9][index] })).state,
      ),
    ).toEqual(['warning', 'critical', 'ok']);
  });

  test('what was seen a minute ago says nothing of now', () => {
    expect(judge('disk-nearly-full', series({}), 61_000)).toEqual({ state: 'unknown', value: null });
    expect(judge('disk-nearly-full', [])).toEqual({ state: 'unknown', value: null });
  });
});

describe('D9: in the process', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  test('a sample tells of requests, the queue, the disk and the database', async () => {
    const sampler = createSampler([tmpdir(), '/nowhere/at/all']);
    onTestFinished(() => sampler.close());
    const before = await sampler.take();
    trackRequest('POST')('routes/api.chat', 200, 0.4);
    trackRequest('GET')('routes/onboarding.$token', 503, 0.1);
    trackRequest('GET')('routes/readyz', 503, 0.1);
    const after = await sampler.take();
    expect([after.requests - before.requests, after.serverErrors - before.serverErrors]).toEqual([2, 1]);
    expect(after.chat.at(-1)).toEqual([Number.POSITIVE_INFINITY, (before.chat.at(-1)?.[1] ?? 0) + 1]);
    expect(after.chat.map(([bound]) => bound)).toEqual(after.chat.map(([bound]) => bound).toSorted((a, b) => a - b));
    expect(after).toMatchObject({
      databaseUp: true,
      poolWaiting: 0,
      oldestJob: 0,
      oldestEvent: 0,
      diskFreeBytes: expect.any(Number),
      activityBroken: false,
      activityWaiting: 0,
    });
    expect(after.memoryBytes).toBeGreaterThan(10e6);
  });

  test('states, since when, the gauge, and a line in the log at each change', async () => {
    const stop = watchAlerts([tmpdir()]);
    await stop.stop();
    const log = vi.spyOn(logger, 'log');
    const now = Date.now() + 60_000;
    for (const [index, fact] of [{}, {}, { diskFreeBytes: 1e8 }, { diskFreeBytes: 1e8 }].entries())
      takeIn({ ...calm, at: now + (index - 3) * STEP_MS, ...fact });
    const { alerts, evaluatedAt } = judgedAlerts(now);
    expect(evaluatedAt).toBe(new Date(now).toISOString());
    expect(alerts[0]).toMatchObject({
      name: 'disk-nearly-full',
      state: 'critical',
      value: 1e8,
      since: new Date(now - STEP_MS).toISOString(),
    });
    expect(alerts.slice(1).map(({ state }) => state)).toEqual(alerts.slice(1).map(() => 'ok'));
    expect(alerts.map(({ name }) => name).filter((name) => name.startsWith('memory'))).toEqual([
      database.kind === 'embedded' ? 'memory-high-embedded' : 'memory-high',
    ]);
    expect(await metricsText()).toContain('alert_state{alert="disk-nearly-full"} 2');
    expect(await metricsText()).toContain('alert_state{alert="server-errors"} 0');
    expect(log.mock.calls.filter(([, message]) => (message as unknown) === 'alert')).toEqual([
      ['error', 'alert', expect.objectContaining({ alert: 'disk-nearly-full', state: 'critical', before: 'ok' })],
    ]);
    takeIn({ ...calm, at: now + STEP_MS });
    expect(judgedAlerts(now + STEP_MS).alerts.find(({ name }) => name === 'disk-nearly-full')).toMatchObject({
      state: 'ok',
      since: new Date(now + STEP_MS).toISOString(),
    });
  });
});
