import { describe, expect, test } from 'vitest';
import { distributionOf } from '../harness/report/percentiles.ts';
import { besides, sayFailures, speedVerdicts, type Figures } from './speed-verdicts.ts';
import { addUp, higher, nameOf } from './watch-memory.ts';

/** All calls took as long. */
const flat = (value: number) => distributionOf([value, value, value])!;
const good = { requests: 1000, failures: {} };
const whole = (change: Partial<Figures> = {}): Figures => ({
  search: {
    ...good,
    notCached: flat(150),
    again: flat(60),
    functions: flat(100),
    statements: flat(80),
    rounds: [1.5],
    coldLocal: flat(900),
    coldStub: flat(300),
  },
  chat: { ...good, all: flat(100), common: flat(20), new: flat(90) },
  onboarding: { ...good, together: flat(80), closed: flat(120), steps: { scan: flat(20) } },
  page: { ...good, home: [600, 10, 600], trivial: [1000, 1000, 4000] },
  uploads: { ...good, before: flat(50), during: flat(100), accepted: 30, uploadP95: 400 },
  memory: { idle: { web: 120 }, peaks: { chat: { web: 200, embedder: 140 } } },
  ...change,
});
const held = (figures: Figures) => speedVerdicts(figures).map(({ passed }) => passed);

describe('the goals of speed', () => {
  test('are met at their bounds', () => {
    expect(held(whole())).toEqual([true, true, true, true, true, true]);
  });

  test.each<[string, Partial<Figures>]>([
    ['search above its ratio', { search: { ...whole().search!, notCached: flat(151) } }],
    ['a search failed', { search: { ...whole().search!, failures: { 'search: HTTP 500': 1 } } }],
    ['chat above 100 ms', { chat: { ...whole().chat!, all: flat(100.5) } }],
    [
      'more than one answer of twenty not grounded',
      { chat: { ...whole().chat!, failures: { 'chat: not grounded': 51 } } },
    ],
    ['onboarding above 80 ms', { onboarding: { ...whole().onboarding!, together: flat(81) } }],
    ['a page of less than 0.6', { page: { ...good, home: [590], trivial: [1000] } }],
    ['chat beside uploads more than twice as slow', { uploads: { ...whole().uploads!, during: flat(101) } }],
    ['an upload refused', { uploads: { ...whole().uploads!, accepted: 29 } }],
    [
      'memory above 200 MB in one part',
      { memory: { idle: { web: 100 }, peaks: { search: { web: 201 }, page: { web: 150 } } } },
    ],
    ['memory not read at all', { memory: { idle: {}, peaks: {} } }],
  ])('are not met: %s', (_what, change) => {
    expect(held(whole(change)).filter((passed) => !passed)).toHaveLength(1);
  });

  test('a few answers that the documents do not hold are no failure of speed', () => {
    expect(held(whole({ chat: { ...whole().chat!, failures: { 'chat: not grounded': 50 } } }))).not.toContain(false);
  });

  test('only what was measured is judged', () => {
    expect(speedVerdicts({}).length).toBe(0);
    expect(speedVerdicts({ page: whole().page }).map(({ requirements }) => requirements)).toEqual([['F8']]);
  });

  test('the ratio of pages is that of the middle rounds', () => {
    expect(speedVerdicts({ page: whole().page })[0]!.figure).toBe('0.60 × (600 by 1000 a second)');
  });

  test('what is reported beside names every memory and the cold questions', () => {
    const lines = besides(whole()).map((line) => line.join(': '));
    expect(lines).toContain('200 cold questions at once, embeddings stub: p50 300 ms, p95 300 ms');
    expect(lines).toContain('memory, peak in chat: web 200 · embedder 140');
  });
});

test('failures are said by kind', () => {
  expect(sayFailures({ requests: 10, failures: { 'chat: HTTP 429': 2, 'chat: time-out': 1 } })).toBe(
    '; 3 of 10 failed: chat: HTTP 429 (2), chat: time-out (1)',
  );
  expect(sayFailures(good)).toBe('');
});

test('memory: processes of one name at one moment are added up, moments are not', () => {
  expect(
    addUp([
      { name: 'web', mb: 1 },
      { name: nameOf('node app/features/ingestion/extraction/child/extract-child.ts'), mb: 2 },
      { name: nameOf('node x/extract-child.ts'), mb: 3 },
    ]),
  ).toEqual({ web: 1, 'extraction, all together': 5 });
  expect(higher({ web: 3, embedder: 1 }, { web: 2, others: 4 })).toEqual({ web: 3, embedder: 1, others: 4 });
});
