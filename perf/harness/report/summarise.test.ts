import { describe, expect, test } from 'vitest';
import { emptyCollection } from './collect-points.ts';
import { slowingOf, summarise } from './summarise.ts';
import { measured as measuredRun, samples, START } from './testing.ts';

const measured = (changes: Parameters<typeof measuredRun>[0]) =>
  measuredRun({
    samples: samples(100, {}),
    thresholds: [{ metric: 'step_ok', condition: 'rate>0.95', passed: true }],
    ...changes,
  });

const memory = (rss: number) => [{ at: START, rss, childrenRss: 100, eventLoopP99: 12 }];

describe('A7: the summary of a run', () => {
  test('counts, percentiles and the rate between the first and the last request', () => {
    const { totals, steps, passed } = summarise(
      measured({ samples: [...samples(90, {}), ...samples(10, { outcome: 'HTTP 500', scenario: 'c5' })] }),
    );
    expect(totals).toMatchObject({ requests: 100, successes: 90, failures: 10, successPercent: 90 });
    expect(totals.rate).toBeCloseTo(100 / 8.9);
    expect(steps.map(({ scenario, requests, failures }) => [scenario, requests, failures])).toEqual([
      ['c1', 90, 0],
      ['c5', 10, 10],
    ]);
    expect(steps[0]!.latency).toMatchObject({ min: 1, p50: 45.5, max: 90 });
    expect(passed).toBe(true);
  });

  test('a broken threshold is a reason', () => {
    const { passed, reasons, verdict } = summarise(
      measured({ exitCode: 99, thresholds: [{ metric: 'step_ok', condition: 'rate>0.95', passed: false }] }),
    );
    expect(passed).toBe(false);
    expect(reasons).toEqual(['step_ok: rate>0.95 does not hold']);
    expect(verdict).toBe('investigate');
  });

  test('a run without a single request does not pass, although no threshold is broken', () => {
    expect(summarise(measured({ samples: [] })).reasons).toEqual(['not a single request of: search']);
  });

  test('an aborted run tells k6’s last words, a dead server is a reason', () => {
    expect(
      summarise(measured({ exitCode: 108, said: 'first\nThe tokens are refused (401)\n', serverDied: true })).reasons,
    ).toEqual(['k6 ended with 108: The tokens are refused (401)', 'the server ended while it was under load']);
  });

  test('more than 500 MB stop a run, unless the database is in the process', () => {
    expect(summarise(measured({ server: memory(501) }))).toMatchObject({ passed: false, verdict: 'stop' });
    expect(summarise(measured({ server: memory(501), embeddedDatabase: true }))).toMatchObject({
      passed: true,
      verdict: 'stop',
    });
    expect(summarise(measured({ server: memory(199) }))).toMatchObject({ passed: true, verdict: 'ready' });
  });

  test('chat may at most double while files are uploaded', () => {
    const chat = (scenario: string, ms: number) => samples(20, { step: 'chat', scenario, ms });
    const others = ['search', 'documents', 'upload'].flatMap((step) => samples(1, { step, ms: 20 }));
    const run = (during: number) =>
      summarise(
        measured({
          suite: 'traffic',
          samples: [...chat('chat_before', 300), ...chat('chat_during', during), ...others],
        }),
      );
    expect(run(599).passed).toBe(true);
    expect(run(601).reasons).toEqual([
      'during retrievals and uploads chat p95 went from 300 to 601 ms, more than twice as much',
    ]);
    expect(slowingOf(chat('chat_before', 300))).toBeNull();
  });

  test('failures are counted by step and kind, with examples', () => {
    const failure = {
      step: 'chat',
      kind: 'wrong answer',
      status: '200',
      requestId: 'r',
      about: 'A: Where?',
      detail: 'there',
      at: START,
    };
    const collected = {
      ...emptyCollection(),
      samples: samples(10, {}),
      failures: [...Array.from({ length: 5 }, () => failure), { ...failure, kind: 'HTTP 401' }],
    };
    const { errors } = summarise(measured({ collected }));
    expect(errors.map(({ kind, count, examples }) => [kind, count, examples.length])).toEqual([
      ['wrong answer', 5, 3],
      ['HTTP 401', 1, 1],
    ]);
  });

  test('the series covers a long run with 120 points at most', () => {
    const long = samples(1_000, {}).map((sample, index) => ({ ...sample, at: START + index * 1_000 }));
    const { series } = summarise(measured({ samples: long, seconds: 1_000 }));
    expect(series.at.length).toBeLessThanOrEqual(120);
    expect(series.requests.every((rate) => rate > 0 && rate <= 1.2)).toBe(true);
  });
});
