import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from 'react-router-dom/server.js';
import { describe, expect, test } from 'vitest';
import { counted, formatCount } from '#app/ui/counted.ts';
import { comparePeriods, trendInWords } from './compare-periods.ts';
import type { AnalyticsDay } from './read-analytics.server.ts';
import type { Overview } from './read-overview.server.ts';
import { addDays, overviewQuerySchema } from './schema.ts';
import { summariseAnalytics } from './summarise-analytics.ts';
import { OverviewPage } from './ui/overview-page.tsx';

const count = fc.oneof(fc.constantFrom(0, 1, 2), fc.nat(2_000_000_000));
const day: fc.Arbitrary<AnalyticsDay> = fc.record({
  day: fc.constant('2026-01-01'),
  questions: count,
  answered: count,
  doubtful: count,
  refused: count,
  courtesies: count,
  stopped: count,
  failed: count,
  feedback: fc.record({ up: count, down: count }),
  passed_on: count,
  active_houses: count,
  owners_seen: count,
  houses_claimed: count,
  latency_ms: fc.option(fc.record({ median: count, p95: count })),
  scans: fc.option(fc.record({ ok: count, claimed: count, revoked: count })),
});

function analyticsOf(days: AnalyticsDay[]) {
  const dated = days.map((one, index) => ({ ...one, day: addDays('2026-01-01', index) }));
  return {
    from: '2026-01-01',
    to: addDays('2026-01-01', days.length - 1),
    time_zone: 'Europe/Dublin' as const,
    development_id: null,
    days: dated,
    houses: { total: days.length, claimed: days.length % 2, active: days.length % 3 },
  };
}

const readinessOf = fc.record({
  developments: fc.array(
    fc.record({
      id: fc.uuid(),
      name: fc.constantFrom('Longview Park', 'حي المنظر', '🏡 Court', 'x'.repeat(200)),
      houses: count,
      complete: count,
    }),
    { maxLength: 6 },
  ),
  more: fc.boolean(),
});
const NOTHING_READY = { developments: [], more: false };

async function textOf(
  now: AnalyticsDay[],
  before: AnalyticsDay[],
  readiness: Overview['readiness'] = NOTHING_READY,
): Promise<string> {
  const analytics = analyticsOf(now);
  const overview = summariseAnalytics(analytics);
  const measures = comparePeriods(overview, summariseAnalytics(analyticsOf(before)), analytics.days);
  const range = { from: analytics.from, to: analytics.to, days: null, length: now.length };
  const element = (
    <OverviewPage range={range} overview={overview} measures={measures} days={analytics.days} readiness={readiness} />
  );
  const handler = createStaticHandler([{ path: '*', element }]);
  const context = await handler.query(new Request('http://localhost/developer'));
  if (context instanceof Response) throw new Error('The page leads elsewhere.');
  const router = createStaticRouter(handler.dataRoutes, context);
  return renderToStaticMarkup(<StaticRouterProvider router={router} context={context} hydrate={false} />);
}

describe('G1, G8: the overview', () => {
  test('whatever the figures, no value is missing, no number none, and one thing is one', async () => {
    const property = fc.asyncProperty(
      fc.array(day, { minLength: 1, maxLength: 90, size: 'max' }),
      fc.array(day, { maxLength: 3 }),
      readinessOf,
      async (now, before, readiness) => {
        const html = await textOf(now, before.length > 0 ? before : now, readiness);
        expect(html).not.toMatch(/NaN|undefined|null|Infinity|\[object|e\+\d/);
        expect(html.replaceAll(/<[^>]*>/g, ' ')).not.toMatch(/\b1 (answers|questions|visits|ratings|scans|houses)\b/);
      },
    );
    await expect(fc.assert(property, { numRuns: 60 })).resolves.toBeUndefined();
  });

  test('nothing yet says what to do first', async () => {
    const empty: AnalyticsDay = {
      day: '2026-01-01',
      questions: 0,
      answered: 0,
      doubtful: 0,
      refused: 0,
      active_houses: 0,
      owners_seen: 0,
      passed_on: 0,
      houses_claimed: 0,
      courtesies: 0,
      stopped: 0,
      failed: 0,
      feedback: { up: 0, down: 0 },
      latency_ms: null,
      scans: null,
    };
    expect(await textOf([empty, empty], [empty])).toContain('Print the codes');
  });

  test.each([
    [{ value: 4, before: 3 }, '1 more than in the 30 days before'],
    [{ value: 3, before: 4 }, '1 less than in the 30 days before'],
    [{ value: 0, before: 4 }, '4 fewer than in the 30 days before'],
    [{ value: 4, before: 4 }, 'as many as in the 30 days before'],
    [{ value: 0, before: 0 }, 'none, as in the 30 days before'],
  ])('%j: %s', (measure, words) => {
    expect(trendInWords({ ...measure, daily: [] }, 30)).toBe(words);
  });

  test.each<[Record<string, string>, unknown]>([
    [{}, { from: '2026-01-02', to: '2026-01-31', days: 30 }],
    [
      { days: '7', from: '', to: '' },
      { from: '2026-01-25', to: '2026-01-31', days: 7 },
    ],
    [
      { from: '2026-01-05', to: '2026-01-05' },
      { from: '2026-01-05', to: '2026-01-05', days: null },
    ],
    [{ days: '8' }, undefined],
    [{ from: '2026-02-30' }, undefined],
    [{ from: '2026-01-05', to: '2026-01-04' }, undefined],
    [{ from: '2024-01-05', to: '2026-01-04' }, undefined],
    [{ from: '2026-01-05', to: '2026-02-04' }, undefined],
  ])('the period of %j', (query, period) => {
    expect(overviewQuerySchema('2026-01-31').safeParse(query).data).toEqual(period);
  });
});

test('things are counted in words', () => {
  expect([counted(1, 'house'), counted(0, 'house'), counted(2, 'reply', 'replies')]).toEqual([
    '1 house',
    '0 houses',
    '2 replies',
  ]);
  expect([999, 1000, 1_234_567].map(formatCount)).toEqual(['999', '1,000', '1,234,567']);
});
