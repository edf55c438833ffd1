import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from '../../e2e/support/find-chromium.ts';
import { changesBetween, judgeAll } from './judge.ts';
import { renderReadiness } from './readiness-html.ts';
import { readEarlierRun, writeReadiness } from './readiness-report.ts';
import type { ReadinessReport } from './report-shape.ts';

/** Everything that a page can have: each state, a failed step, a matrix with an error, texts that try to be markup. */
function report(changes: Partial<ReadinessReport> = {}): ReadinessReport {
  const requirements = judgeAll(
    [
      {
        requirements: ['E2'],
        step: 'tests',
        kind: 'test',
        what: 'E2: walls › one',
        place: 'db/scope.test.ts',
        passed: true,
        link: 'readiness/x/tests.log',
      },
      {
        requirements: ['E2'],
        step: 'native',
        kind: 'test',
        what: 'E2: walls › one',
        place: 'db/scope.test.ts',
        passed: true,
        link: 'readiness/x/native.log',
      },
      {
        requirements: ['B4'],
        step: 'tests',
        kind: 'test',
        what: 'as often for thirty',
        place: 'app/features/identity/list-routes.test.ts',
        passed: true,
        link: 'readiness/x/tests.log',
      },
      {
        requirements: ['F4', 'J'],
        step: 'acceptance',
        kind: 'journey',
        what: 'asks <script>alert(1)</script>',
        place: 'asks.spec.ts',
        passed: true,
        link: '../playwright-report/index.html#?testId=1',
      },
      {
        requirements: ['A5'],
        step: 'rag',
        kind: 'figure',
        what: 'search, c200: p(95)<500',
        figure: 'p95 4,540 ms & "more"',
        passed: false,
        link: 'rag/1.html',
      },
      {
        requirements: ['A6'],
        step: 'traffic',
        kind: 'figure',
        what: 'A weekend',
        figure: '10 owners',
        passed: true,
        short: 'smaller <b>than asked',
      },
    ],
    [{ requirements: ['F4', 'H1'], missing: 'The <img src=x> page.' }],
  );
  const step = { command: 'npm run x', log: 'readiness/x/tests.log', links: [{ name: 'report', href: 'rag/1.html' }] };
  return {
    startedAt: '2026-11-21T10:00:00.000Z',
    seconds: 600,
    command: 'npm run readiness -- --only "<i>"',
    interrupted: false,
    exitCode: 1,
    commit: 'abc1234',
    changedFiles: 2,
    machine: {
      name: 'a-machine',
      system: 'linux',
      cpu: 'Two & a half cores',
      cores: 2,
      memoryGb: 8,
      node: '24.21.0',
      loadAverage: 0.4,
      findings: [
        { name: 'k6', found: 'none <at all>', good: false, needed: true },
        { name: 'Node', found: '24.21.0', good: true, needed: true },
      ],
    },
    load: { profile: 'smoke', database: 'native PostgreSQL' },
    steps: [
      {
        ...step,
        name: 'tests',
        title: 'Unit tests',
        state: 'passed',
        exitCode: 0,
        beganAfter: 0,
        seconds: 300,
        summary: '3 passed',
      },
      {
        ...step,
        name: 'rag',
        title: 'Load: retrieval',
        state: 'failed',
        exitCode: 99,
        beganAfter: 300,
        seconds: 120,
        summary: '1 of 2 marks <held>',
      },
      {
        ...step,
        name: 'logs',
        title: 'Logs',
        state: 'skipped',
        exitCode: null,
        beganAfter: 420,
        seconds: 0,
        summary: 'left out by --only or --skip',
        log: null,
        links: [],
      },
    ],
    requirements,
    waiting: [{ line: 'all maps', requirements: ['F6'], waitsFor: 'the <map>' }],
    problems: ['a.test.ts is tagged <E12>'],
    since: {
      startedAt: '2026-11-20T10:00:00.000Z',
      command: 'npm run readiness',
      commit: 'def',
      changes: changesBetween([{ id: 'A5', state: 'shown' }], requirements),
    },
    ...changes,
  };
}

describe('A11: the page', () => {
  const page = renderReadiness(report());

  test('escapes every text from outside', () => {
    expect(page).not.toMatch(/<(script|img|b>than|held|at all|map|E12|i>)/);
    for (const text of [
      'asks &lt;script&gt;',
      'The &lt;img src=x&gt; page.',
      'p95 4,540 ms &amp; &quot;more&quot;',
      '--only &quot;&lt;i&gt;&quot;',
    ])
      expect(page).toContain(text);
  });

  test('loads nothing, and shows no missing value', () => {
    expect(page).not.toMatch(/<[^>]*\ssrc=|url\(|@import|<link/);
    expect(page.replace(/<style>[\s\S]*<\/style>/, '')).not.toMatch(/undefined|NaN|\bnull\b|\[object/);
  });

  test('the verdict says what it comes to', () => {
    expect(page).toContain('<h1>Not ready: 1 requirement fails</h1>');
    const titled = (changes: Partial<ReadinessReport>) => /<h1>(.+?)<\/h1>/.exec(renderReadiness(report(changes)))?.[1];
    const without = report().requirements.map((one) => ({
      ...one,
      state: one.state === 'fails' ? ('shown' as const) : one.state,
    }));
    expect(titled({ requirements: without })).toBe('Not ready: 1 step failed');
    expect(titled({ requirements: without, exitCode: 2 })).toMatch(
      /^Nothing fails; \d+ shown in part, \d+ not at all$/,
    );
    expect(titled({ requirements: without.map((one) => ({ ...one, state: 'shown' as const })), exitCode: 0 })).toBe(
      'Ready: every requirement is shown',
    );
    expect(titled({ interrupted: true, exitCode: 130 })).toBe('Interrupted: only a part ran');
  });

  test('every requirement has its row and its chip, and says its state in words', () => {
    for (const { id } of report().requirements) expect(page).toContain(`<tr id="${id}">`);
    expect(page).toContain('A5 <span aria-hidden="true">✗</span><span class="sr">fails</span>');
    expect(page).toContain('B4 <span aria-hidden="true">✓</span><span class="sr">shown</span>');
    expect(page).toContain('E2 <span aria-hidden="true">◐</span><span class="sr">partly shown</span>');
  });

  test('each proof leads to its file, with what came of it', () => {
    expect(page).toContain(
      '<a href="../db/scope.test.ts"><code>db/scope.test.ts</code></a> <span class="quiet">2 passed</span>',
    );
    expect(page).toContain('step rag <span class="quiet">1 of 1 failed</span>');
    expect(page).toContain(
      '<a href="../e2e/developer/sees-figures.spec.ts"><code>e2e/developer/sees-figures.spec.ts</code></a> <span ' +
        'class="quiet">did not run</span>',
    );
  });

  test('each run is kept, and the next is compared with the last that came to its end', async () => {
    const reports = await mkdtemp(join(tmpdir(), 'openhouse-readiness-'));
    try {
      expect(await readEarlierRun(reports)).toBeNull();
      await writeReadiness(reports, report());
      await writeReadiness(reports, report({ startedAt: '2026-11-21T11:00:00.000Z', interrupted: true }));
      expect(await readEarlierRun(reports)).toMatchObject({ startedAt: '2026-11-21T10:00:00.000Z' });
      expect((await readdir(join(reports, 'readiness'))).toSorted()).toEqual([
        '2026-11-21T10-00-00-000Z.json',
        '2026-11-21T11-00-00-000Z.json',
      ]);
      expect(JSON.parse(await readFile(join(reports, 'readiness.json'), 'utf8'))).toMatchObject({ interrupted: true });
    } finally {
      await rm(reports, { recursive: true, force: true });
    }
  });
});

describe('A11: the page in a browser', () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    const { executablePath, args } = await findChromium();
    browser = await chromium.launch({ executablePath, args });
    folder = await mkdtemp(join(tmpdir(), 'openhouse-readiness-'));
    await writeFile(join(folder, 'readiness.html'), renderReadiness(report()));
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test.each([
    [390, 844],
    [820, 1180],
    [1440, 900],
  ])('at %i × %i nothing is cut off and axe finds nothing, evidence opened', async (width, height) => {
    const context = await browser.newContext({ viewport: { width, height } });
    try {
      const page = await context.newPage();
      await page.goto(pathToFileURL(join(folder, 'readiness.html')).href);
      await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      ).toBeLessThanOrEqual(0);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(
          ({ id, nodes }) =>
            `${id}: ${nodes
              .slice(0, 3)
              .map(({ target }) => target.join(' '))
              .join(', ')}`,
        ),
      ).toEqual([]);
    } finally {
      await context.close();
    }
  });
});
