import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from 'react-router-dom/server.js';
import { describe, expect, test } from 'vitest';
import { addDays } from '../schema.ts';
import { DIVES, type Dive, type DiveName } from './dive.ts';
import { diveQuerySchema } from './schema.ts';
import { DivePage, type DivePageProps } from './ui/dive-page.tsx';
import { DIVE_WORDS } from './ui/dive-words.ts';

const NAMES = ['', 'Longview Park', 'حي المنظر الطويل', '🏡👨‍👩‍👧 Court', 'x'.repeat(200), '<b>&"’', 'null island'];
const name = fc.constantFrom(...NAMES);
const count = fc.oneof(fc.constantFrom(0, 1, 2), fc.nat(2_000_000_000));
const day = fc.constantFrom('2026-01-01', null);
const id = fc.uuid();

const part = fc.record({ name: fc.uuid(), label: name, count, done: count, failed: count });
/** A row of any dive's list: each table shows its own columns of it. */
const item = fc.record({
  id,
  name,
  title: name,
  category: fc.constantFrom('guides', 'roof-terrace', ':gone', ''),
  development: name,
  citations: count,
  last_cited_on: day,
  last_seen_on: day,
  average_ms: fc.option(count),
  ...Object.fromEntries(
    [
      'questions',
      'answered',
      'doubtful',
      'refused',
      'passed_on',
      'houses',
      'claimed',
      'houses_claimed',
      'finished',
      'succeeded',
      'failed',
      'handed_over',
      'handed_over_now',
      'papers_complete',
      'papers_confirmed',
    ].map((key) => [key, count]),
  ),
});

/** A dive with so many days and rows, whatever its figures. */
function diveArbitrary(which: DiveName): fc.Arbitrary<Dive> {
  const words = DIVE_WORDS[which];
  const series = words.charts.flatMap((chart) => chart.series.map(({ key }) => key));
  const of = <T,>(keys: readonly string[], value: fc.Arbitrary<T>) =>
    fc.record(Object.fromEntries(keys.map((key) => [key, value]))) as fc.Arbitrary<Record<string, T>>;
  const figure = fc.record({ value: fc.option(count), before: fc.option(count) });
  return fc.integer({ min: 1, max: 40 }).chain((length) =>
    fc.record({
      from: fc.constant('2026-01-01'),
      to: fc.constant(addDays('2026-01-01', length - 1)),
      time_zone: fc.constant('Europe/Dublin' as const),
      development_id: fc.constant(null),
      figures: of(
        words.figures.map(({ key }) => key),
        figure,
      ),
      days: fc.constant(Array.from({ length }, (_, index) => addDays('2026-01-01', index))),
      series: of(series, fc.array(count, { minLength: length, maxLength: length })),
      parts: of(
        [...words.parts.map(({ key }) => key), ...(which === 'questions' ? ['hours'] : [])],
        fc.array(part, { maxLength: 4 }),
      ),
      items: fc.oneof(
        fc.constant([]),
        fc.array(item, { minLength: 1, maxLength: 1 }),
        fc.array(item, { maxLength: 9 }),
      ),
      next_cursor: fc.option(fc.constant('next')),
    }),
  ) as fc.Arbitrary<Dive>;
}

async function htmlOf(which: DiveName, dive: Dive, show: DivePageProps['show'] = 'all'): Promise<string> {
  const element = (
    <DivePage
      name={which}
      range={{ from: dive.from, to: dive.to, days: null }}
      show={show}
      developments={NAMES.map((label, index) => ({ value: String(index), label }))}
      dive={dive as unknown as DivePageProps['dive']}
    />
  );
  const handler = createStaticHandler([{ path: '*', element }]);
  const context = await handler.query(new Request(`http://localhost/developer/analytics/${which}`));
  if (context instanceof Response) throw new Error('The page leads elsewhere.');
  const router = createStaticRouter(handler.dataRoutes, context);
  return renderToStaticMarkup(<StaticRouterProvider router={router} context={context} hydrate={false} />);
}

const words = (html: string) => html.replaceAll(/<[^>]*>/g, ' ').replaceAll('null island', '');
const ONE_OF_MANY = /(?<![\d,.])1 (answers|questions|visits|ratings|scans|houses|jobs|citations)\b/;

describe.each(DIVES)('G4, G8: the deep dive of %s', (which) => {
  test('whatever the figures and names, no value is missing, no number none, and one thing is one', async () => {
    const property = fc.asyncProperty(diveArbitrary(which), async (dive) => {
      const text = words(await htmlOf(which, dive));
      expect(text).not.toMatch(/NaN|undefined|null|Infinity|\[object|e\+\d/);
      expect(text).not.toMatch(ONE_OF_MANY);
    });
    await expect(fc.assert(property, { numRuns: 40 })).resolves.toBeUndefined();
  });

  test('nothing yet says so, and every figure still leads somewhere', async () => {
    const [dive] = fc.sample(diveArbitrary(which), { numRuns: 1, seed: 1 });
    const empty: Dive = {
      ...dive!,
      figures: Object.fromEntries(Object.keys(dive!.figures).map((key) => [key, { value: null, before: null }])),
      series: Object.fromEntries(Object.keys(dive!.series).map((key) => [key, dive!.days.map(() => 0)])),
      parts: Object.fromEntries(Object.keys(dive!.parts).map((key) => [key, []])),
      items: [],
      next_cursor: null,
    };
    const html = await htmlOf(which, empty);
    expect(words(html)).toMatch(/No \w+ in these days/);
    expect(words(html)).toMatch(/No development yet|No documents yet/);
    expect(html).not.toContain('href=""');
    expect(html).not.toMatch(/href="#"/);
  });
});

test('G4, G8: ten thousand rows are shown as they are given, none of them broken', async () => {
  const [dive] = fc.sample(diveArbitrary('documents'), { numRuns: 1, seed: 2 });
  const [row] = fc.sample(item, { numRuns: 1, seed: 2 });
  const items = Array.from({ length: 10_000 }, (_, index) => ({
    ...row!,
    id: `row-${index}`,
    title: `Manual ${index}`,
  }));
  const html = await htmlOf('documents', { ...dive!, items });
  expect(html.match(/role="rowheader"/g)).toHaveLength(10_000);
  expect(words(html)).not.toMatch(/NaN|undefined|null/);
});

describe('G4: the address of a deep dive', () => {
  const usual = { show: 'all', limit: 25 };
  test.each<[Record<string, string>, unknown]>([
    [{}, { from: '2026-01-02', to: '2026-01-31', days: 30, ...usual }],
    [
      { days: '7', development_id: '', show: '' },
      { from: '2026-01-25', to: '2026-01-31', days: 7, ...usual },
    ],
    [
      { from: '2026-01-05', to: '2026-01-06', show: 'never', limit: '5' },
      { from: '2026-01-05', to: '2026-01-06', days: null, show: 'never', limit: 5 },
    ],
    [{ days: '8' }, undefined],
    [{ development_id: '1' }, undefined],
    [{ show: 'some' }, undefined],
    [{ limit: '0' }, undefined],
    [{ limit: '101' }, undefined],
    [{ from: '2024-01-05', to: '2026-01-04' }, undefined],
  ])('%j', (query, read) => {
    expect(diveQuerySchema('2026-01-31').safeParse(query).data).toEqual(read);
  });
});
