import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { numbersOf } from './evidence.ts';
import { readPlaywright, type PlaywrightReport } from './read-playwright.ts';
import { readVerdicts } from './read-verdicts.ts';
import { readVitest, type VitestReport } from './read-vitest.ts';
import { readGaps } from './readiness-report.ts';
import { isRequirement, REQUIREMENTS } from './requirements.ts';
import { STEP_NAMES } from './steps.ts';

describe('A11: the list of requirements', () => {
  test('is complete', () => {
    const ranges: [string, number][] = [
      ['A', 11],
      ['B', 6],
      ['C', 11],
      ['D', 9],
      ['E', 10],
      ['F', 14],
      ['G', 13],
      ['H', 11],
      ['I', 4],
      ['J', 0],
      ['K', 4],
      ['Q', 12],
    ];
    const expected = ranges.flatMap(([letter, last]) =>
      last === 0 ? [letter] : Array.from({ length: last }, (_, index) => `${letter}${index + 1}`),
    );
    expect(REQUIREMENTS.map(({ id }) => id)).toEqual(expected);
  });

  test('has words of its own for each', () => {
    expect(new Set(REQUIREMENTS.map(({ title }) => title)).size).toBe(REQUIREMENTS.length);
    expect(Math.max(...REQUIREMENTS.map(({ title }) => title.length))).toBeLessThan(90);
  });

  test('each proof is a step, or a test file that speaks of the requirement', () => {
    const speaks = (id: string, proof: string) => {
      if (!proof.includes('/')) return (STEP_NAMES as readonly string[]).includes(proof);
      return (
        existsSync(proof) &&
        new RegExp(`'@${id}'|['"\`][A-Z\\d, ]*\\b${id}(?:, [A-Z\\d, ]+)?: `).test(readFileSync(proof, 'utf8'))
      );
    };
    const all = REQUIREMENTS.flatMap(({ id, proofs }) => proofs.map((proof) => ({ id, proof })));
    expect(all.length).toBeGreaterThan(80);
    expect(all.filter(({ id, proof }) => !speaks(id, proof))).toEqual([]);
  });

  test('what is known to be missing names requirements that there are, in a sentence', async () => {
    const { gaps, waiting } = await readGaps(process.cwd());
    expect(gaps.flatMap(({ requirements }) => requirements.filter((id) => !isRequirement(id)))).toEqual([]);
    expect(gaps.filter(({ missing }) => !/^[A-Z\d`].{20,}\.$/u.test(missing))).toEqual([]);
    const ofJ = gaps
      .filter(({ requirements }) => requirements.includes('J'))
      .map(({ missing }) => missing)
      .join();
    expect(waiting.filter(({ line }) => !ofJ.includes(line))).toEqual([]);
  });
});

describe('A11: titles carry the requirements that they are evidence for', () => {
  test.each([
    [
      ['E2, F5: who sees a document', 'owners see their type'],
      ['E2', 'F5'],
    ],
    [
      ['E8: same origin', 'E1: refuses a page'],
      ['E8', 'E1'],
    ],
    [['J: the whole way'], ['J']],
    [['reads A4 as a paper size: not a number', 'bounds as A7 has them'], []],
    [['(C5)', 'is tried again (C5)'], []],
    [['E2 and a word: no'], []],
  ])('%j', (titles, numbers) => expect(numbersOf(titles)).toEqual(numbers));
});

const assertion = (titles: string[], status: string) => ({
  ancestorTitles: titles.slice(0, -1),
  title: titles.at(-1)!,
  status,
});
const vitest = (files: VitestReport['testResults']): VitestReport => {
  const all = files.flatMap(({ assertionResults }) => assertionResults);
  return {
    startTime: 1,
    numTotalTests: all.length,
    numPassedTests: all.filter(({ status }) => status === 'passed').length,
    numFailedTests: all.filter(({ status }) => status === 'failed').length,
    testResults: files,
  };
};
const of = { step: 'tests', root: '/tree', link: 'log' };

describe('A11: what vitest wrote', () => {
  test('passed and failed tests are evidence, skipped and untagged ones are none', () => {
    const read = readVitest(
      vitest([
        {
          name: '/tree/db/a.test.ts',
          status: 'failed',
          message: '',
          assertionResults: [
            assertion(['E2: walls', 'one'], 'passed'),
            assertion(['E2: walls', 'E3: two'], 'failed'),
            assertion(['E2: walls', 'three'], 'skipped'),
            assertion(['free'], 'passed'),
          ],
        },
      ]),
      of,
    );
    expect(
      read.evidence.map(({ requirements, what, passed, place }) => ({ requirements, what, passed, place })),
    ).toEqual([
      { requirements: ['E2'], what: 'walls › one', passed: true, place: 'db/a.test.ts' },
      { requirements: ['E2', 'E3'], what: 'walls › two', passed: false, place: 'db/a.test.ts' },
    ]);
    expect(read).toMatchObject({ summary: '2 passed, 1 failed, 1 skipped in 1 files', problems: [] });
  });

  test('a file that broke before its tests speaks against what they should have shown', () => {
    const read = readVitest(
      vitest([
        {
          name: '/tree/a.test.ts',
          status: 'failed',
          message: 'no database\nat …',
          assertionResults: [assertion(['E2: walls', 'one'], 'skipped')],
        },
      ]),
      of,
    );
    expect(read.evidence).toMatchObject([{ requirements: ['E2'], passed: false }]);
    expect(read.problems).toEqual(['a.test.ts broke before its tests: no database']);
  });

  test('a number that is no requirement is told', () => {
    const read = readVitest(
      vitest([
        {
          name: '/tree/a.test.ts',
          status: 'passed',
          message: '',
          assertionResults: [assertion(['E12: nothing'], 'passed')],
        },
      ]),
      of,
    );
    expect(read.evidence).toEqual([]);
    expect(read.problems).toEqual(['a.test.ts: E12: nothing is tagged E12, which is no requirement: correct its tag.']);
  });
});

describe('A11: what Playwright wrote', () => {
  const spec = (title: string, tags: string[], statuses: string[]) => ({
    title,
    tags,
    id: `id-${title}`,
    file: 'a.spec.ts',
    tests: statuses.map((status) => ({ status })),
  });
  const report = (specs: ReturnType<typeof spec>[], suites: PlaywrightReport['suites'] = []): PlaywrightReport => ({
    suites: [{ title: 'a.spec.ts', specs, suites }],
    stats: { startTime: '2026-11-21T10:00:00Z', expected: 1, unexpected: 1, flaky: 1, skipped: 0 },
  });

  test('tags are evidence, at any depth; a pass at a second try is none, nor is what was skipped', () => {
    const read = readPlaywright(
      report(
        [
          spec('asks', ['F4', '@J'], ['expected']),
          spec('fails', ['F4'], ['unexpected']),
          spec('skipped', ['F4'], ['skipped']),
          spec('plain', [], ['expected']),
        ],
        [{ title: 'the intro', specs: [spec('flaky', ['F1'], ['flaky'])] }],
      ),
      { step: 'acceptance', report: 'p.html' },
    );
    expect(read.evidence.map(({ what, requirements, passed, link }) => ({ what, requirements, passed, link }))).toEqual(
      [
        { what: 'asks', requirements: ['F4', 'J'], passed: true, link: 'p.html#?testId=id-asks' },
        { what: 'fails', requirements: ['F4'], passed: false, link: 'p.html#?testId=id-fails' },
        { what: 'the intro › flaky', requirements: ['F1'], passed: false, link: 'p.html#?testId=id-flaky' },
      ],
    );
    expect(read.summary).toBe('1 passed, 1 failed, 1 at a second try only');
  });

  test('a tag of no requirement is told', () => {
    expect(
      readPlaywright(report([spec('asks', ['F99'], ['expected'])]), { step: 'acceptance', report: 'p' }).problems,
    ).toEqual(['a.spec.ts: asks is tagged F99, which is no requirement: correct its tag.']);
  });
});

describe('A11: what our own reports say', () => {
  test('each verdict is evidence with its figure', () => {
    const read = readVerdicts(
      {
        startedAt: '',
        verdicts: [
          { requirements: ['A5'], what: 'p95', figure: '90 ms', passed: true, short: 'levels' },
          { requirements: ['A5', 'X1'], what: 'p99', figure: '9 s', passed: false },
        ],
      },
      { step: 'rag', link: 'rag.html' },
    );
    expect(read.evidence).toEqual([
      {
        requirements: ['A5'],
        step: 'rag',
        kind: 'figure',
        what: 'p95',
        figure: '90 ms',
        passed: true,
        short: 'levels',
        link: 'rag.html',
      },
      {
        requirements: ['A5'],
        step: 'rag',
        kind: 'figure',
        what: 'p99',
        figure: '9 s',
        passed: false,
        link: 'rag.html',
      },
    ]);
    expect(read.summary).toBe('1 of 2 figures hold');
    expect(read.problems).toHaveLength(1);
  });
});
