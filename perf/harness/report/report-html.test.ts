import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LoadReport } from './load-report.ts';
import { renderSummary } from './print-summary.ts';
import { renderReport } from './report-html.ts';
import { barChart, lineChart } from './svg-charts.ts';
import { readPrevious, writeReport } from './write-report.ts';

const latency = { count: 10, min: 1, avg: 20, p50: 18, p90: 40, p95: 44, p99: 60, max: 71 };

function report(changes: Partial<LoadReport> = {}): LoadReport {
  return {
    suite: 'chat',
    profile: 'smoke',
    prove: null,
    command: 'node perf/harness/run-load-test.ts chat',
    startedAt: '2026-11-21T10:00:00.000Z',
    seconds: 20,
    machine: {
      cpu: 'Two & a half cores',
      cores: 2,
      memoryGb: 8,
      system: 'linux',
      node: '24.21.0',
      k6: 'k6 v2.2.0',
      loadAverage: 0.4,
      machineMs: 21,
    },
    target: { kind: 'own', url: 'http://127.0.0.1:1', database: 'embedded PGlite', commit: 'abc', houses: 220 },
    passed: false,
    verdict: 'investigate',
    reasons: ['step_ok{step:chat}: rate>0.95 does not hold'],
    totals: { requests: 10, successes: 9, failures: 1, successPercent: 90, rate: 2, latency },
    steps: [{ step: 'chat', scenario: 'owners', requests: 10, failures: 1, latency }],
    compounds: [],
    thresholds: [{ metric: 'step_ok{step:chat}', condition: 'rate>0.95', passed: false }],
    assessment: [{ what: 'Success', figure: '90.00 %', band: 'investigate', rule: '> 95 % · 90–95 % · < 90 %' }],
    memory: { start: 150, peak: 190, end: 170, childrenPeak: 120, embeddedDatabase: true },
    firstToken: { server: { count: 10, p50: 20, p95: 40 }, client: null },
    errors: [
      {
        step: 'chat',
        kind: 'wrong answer',
        count: 1,
        examples: [{ about: 'A: <script>alert(1)</script>', detail: '"quoted" & \'single\'', requestId: 'r-1' }],
      },
    ],
    droppedIterations: 0,
    limited: 6,
    series: {
      at: [0, 1, 2],
      p50: [10, null, 18],
      p95: [20, null, 44],
      requests: [2, 0, 3],
      failures: [0, 0, 1],
      rss: [150, 190, 170],
      childrenRss: [120, 120, 119],
      eventLoopP99: [1, 2, 3],
    },
    notes: ['</style><img src=x>'],
    previous: null,
    verdicts: [{ requirements: ['A4', 'A7'], what: 'chat: p(95)<3000', figure: 'p95 44 ms', passed: true }],
    ...changes,
  };
}

describe('A7: the report', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'openhouse-report-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('escapes every text from outside', () => {
    const page = renderReport(report());
    expect(page).not.toContain('<script');
    expect(page).not.toContain('<img');
    expect(page).toContain('A: &lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).toContain('&quot;quoted&quot; &amp; &apos;single&apos;');
    expect(page).toContain('step_ok{step:chat}: rate&gt;0.95 does not hold');
  });

  test('is one file that loads nothing, with a chart for time, steps, memory and errors', () => {
    const page = renderReport(report());
    expect(page).not.toMatch(/<[^>]*(?:src|href)=|url\((?!#)|@import/);
    for (const title of ['Latency', 'Server memory (RSS)', 'Percentiles of each step', 'Failures (requests)'])
      expect(page).toContain(`<figcaption>${title}`);
    expect(page).not.toMatch(/undefined|NaN|null/);
  });

  test('a gap in the measurements is a gap in the line', () => {
    const [path] = /<path d="[^"]+"[^>]*stroke="var\(--gold\)"[^>]*>/.exec(
      lineChart({
        title: 'T',
        unit: 'ms',
        at: [0, 1, 2, 3, 4],
        lines: [{ name: '', tone: 'a', values: [20, 21, null, 44, 40] }],
      }),
    )!;
    expect(path.match(/M/g)).toHaveLength(2);
  });

  test('the terminal’s summary has the figures, the reasons and the band', () => {
    const text = renderSummary(report());
    for (const part of [
      'requests 10',
      'p95 44 ms',
      'Investigate',
      'step_ok{step:chat}: rate>0.95 does not hold',
      '1 × chat: wrong answer',
      '6 questions over the limit',
    ])
      expect(text).toContain(part);
  });

  test('is kept as latest and under its moment, and the next run is compared with it', async () => {
    await writeReport(folder, report());
    const second = report({ startedAt: '2026-11-21T11:00:00.000Z' });
    const previous = await readPrevious(folder, second);
    expect(previous).toMatchObject({ startedAt: '2026-11-21T10:00:00.000Z', p95: 44, rssPeak: 190 });
    expect(
      await readPrevious(folder, { ...second, target: { ...second.target, database: 'native PostgreSQL' } }),
    ).toBeNull();
    expect(await readPrevious(folder, { ...second, profile: 'pilot' })).toBeNull();
    expect(renderSummary({ ...second, previous, machine: { ...second.machine, machineMs: 90 } })).toContain(
      'a fixed piece of work 21 ms → 90 ms',
    );
    await writeReport(folder, { ...second, previous });
    expect((await readdir(join(folder, 'chat'))).toSorted()).toEqual([
      '2026-11-21T10-00-00-000Z.html',
      '2026-11-21T10-00-00-000Z.json',
      '2026-11-21T11-00-00-000Z.html',
      '2026-11-21T11-00-00-000Z.json',
      'latest.html',
      'latest.json',
    ]);
    expect(await readFile(join(folder, 'chat', 'latest.html'), 'utf8')).toContain('Beside the run before');
  });

  test('a run that was spoiled on purpose is no yardstick', async () => {
    await writeReport(folder, report({ prove: 'slow' }));
    expect(await readPrevious(folder, report())).toBeNull();
    expect(await readdir(join(folder, 'chat'))).toContain('prove-slow.html');
  });

  test('axes have round numbers, bars their labels and notes, and what comes from outside is escaped', () => {
    const words = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
    const line = lineChart({
      title: 'T',
      unit: 'ms',
      at: [0, 10],
      lines: [{ name: 'p95', tone: 'a', values: [10, 44] }],
    });
    expect(words(line)).toEqual(expect.arrayContaining(['0', '10', '50', '0 s', '10 s', 'ms']));
    const part = { name: 'p99', value: 1_200, tone: 'soft' } as const;
    const bars = barChart({ title: 'T', unit: 'ms', bars: [{ label: '<b> & "c"', note: '1,200 ms', parts: [part] }] });
    expect(words(bars)).toEqual(expect.arrayContaining(['&lt;b&gt; &amp; &quot;c&quot;', '1,200 ms', '900']));
    const empty = barChart({ title: 'T', unit: 'ms', bars: [] });
    expect(empty).toContain('<figcaption>T (ms)');
    expect(words(empty)).toEqual([]);
  });
});
