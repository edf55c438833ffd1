import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import semver from 'semver';
import { describe, expect, test } from 'vitest';
import { chatBand, memoryBand, onboardingBand, successBand, type Band } from '../harness/report/bands.ts';
import { PROFILE_NAMES } from '../lib/load-input.ts';

const read = (path: string) => readFileSync(path, 'utf8');
const manifest = JSON.parse(read('package.json')) as {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};

describe('the tree', () => {
  const sources = globSync('{app,db,inngest,e2e,perf}/**/*.{ts,tsx}')
    .filter((file) => !file.endsWith('.test.ts'))
    .map(read);
  test.each([
    '@remix-run/node',
    '@remix-run/react',
    'remix-auth',
    'drizzle-orm',
    'pg',
    'openai',
    'inngest',
    'playwright',
    '@playwright/test',
    'winston',
    'winston-daily-rotate-file',
  ])('K1: %s is used by the code', (name) => {
    const imported = new RegExp(`(?:from|import) ?\\(?'${name}['/]`);
    expect(sources.filter((text) => imported.test(text))).not.toEqual([]);
  });

  test('K1: k6, whose npm package is empty, is pinned with its checksums', () => {
    const version = /^require go\.k6\.io\/k6\/v2 (v2\S+)/m.exec(read('perf/k6/go.mod'))?.[1];
    expect(version).toBeDefined();
    expect(read('perf/k6/go.sum')).toContain(`go.k6.io/k6/v2 ${version} h1:`);
  });

  test('K2: the top level is the one named', () => {
    expect(
      [
        'app',
        'inngest',
        'e2e',
        'perf',
        'db',
        'docs',
        'package.json',
        'tsconfig.json',
        'playwright.config.ts',
        'remix.config.js',
      ].filter((name) => !existsSync(name)),
    ).toEqual([]);
  });

  test('every slice has its place in the rules of imports, in code and in queries', () => {
    const ruled = /const slices = \[([^\]]*)\]/.exec(read('.dependency-cruiser.cjs'))?.[1] ?? '';
    const slices = [...ruled.matchAll(/'([a-z]+)'/g)].map(([, name]) => name);
    expect(slices).toContain('documents');
    const folders = (of: string) => readdirSync(of).filter((name) => !name.includes('.'));
    expect(folders('app/features').filter((name) => !slices.includes(name))).toEqual([]);
    expect(folders('db/queries').filter((name) => ![...slices, 'engine'].includes(name))).toEqual([]);
  });

  test('the architecture shows every room of the application', () => {
    const shown = /```\n(app\/[^]*?)```/.exec(read('docs/architecture.md'))?.[1] ?? '';
    const rooms = globSync(['app/{platform,server}/*/*.ts', 'app/features/*/*/*.ts'])
      .map((file) => file.split('/').at(-2)!)
      .filter((name) => !['ui', 'testing'].includes(name));
    expect(rooms).toContain('conversations');
    expect([...new Set(rooms)].filter((name) => !shown.includes(`${name}/`))).toEqual([]);
  });

  test('A8: every command leads to a program', () => {
    const commands = [
      'seed:longview',
      'generate:qrs',
      'loadtest:rag',
      'loadtest:chat',
      'loadtest:onboarding',
      'loadtest:traffic',
      'loadtest:all',
    ];
    expect(
      commands.filter((name) => !existsSync(/^node (\S+)/.exec(manifest.scripts[name] ?? '')?.[1] ?? 'missing')),
    ).toEqual([]);
  });
});

describe('A9: the guide', () => {
  const guide = read('docs/PHASE_17_LOAD_TEST.md');

  test('its bands are those that the assessment goes by', () => {
    const cells = (name: string) =>
      guide
        .split('\n')
        .find((line) => line.startsWith(`| ${name} |`))
        ?.split('|')
        .slice(2, 5)
        .map((cell) => cell.trim());
    const bands: [string, (value: number) => Band, number, [string, string, string]][] = [
      ['success', successBand, 1, ['> #', '#–#', '< #']],
      ['chat p95', chatBand, 1_000, ['< #', '#–#', '> #']],
      ['onboarding p95', onboardingBand, 1_000, ['< #', '#–#', '> #']],
      ['server memory', memoryBand, 1, ['< #', '#–#', '> #']],
    ];
    for (const [name, band, unit, form] of bands) {
      const written = cells(name);
      expect(
        written?.map((cell) => cell.replace(/\d+/g, '#').replace(/ (?:%|s|MB)$/, '')),
        name,
      ).toEqual(form);
      const [from = 0, to = 0] = (written?.[1]?.match(/\d+/g) ?? []).map((figure) => Number(figure) * unit);
      const outer = [written?.[0], written?.[2]].map((cell) => Number(/\d+/.exec(cell ?? '')?.[0]) * unit);
      expect(outer, name).toEqual(name === 'success' ? [to, from] : [from, to]);
      // The border belongs to the middle; a step beyond it no longer does.
      const step = unit / 1_000;
      const around = [from - step, from, to, to + step].map(band);
      expect(name === 'success' ? around.toReversed() : around, name).toEqual([
        'ready',
        'investigate',
        'investigate',
        'stop',
      ]);
    }
  });

  test('tells of every profile and of every mistake that is made most', () => {
    expect([...guide.matchAll(/^\| `(\w+)` \| .* \| [^|]*(?:minute|hour)/gm)].map(([, name]) => name)).toEqual([
      ...PROFILE_NAMES,
    ]);
    const troubles = [...guide.matchAll(/^\*\*(.+?)\.?\*\*/gm)].map(([, name]) => name);
    expect(troubles).toEqual(
      expect.arrayContaining(['Missing secret', '401', expect.stringMatching(/^Token not found/), 'High latency']),
    );
  });

  test('names only commands that there are', () => {
    const named = [...guide.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name!);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !manifest.scripts[name])).toEqual([]);
  });
});

describe('K4: what the README promises', () => {
  const oldest = /Node (\d+) or later/.exec(read('README.md'))?.[1];

  test('every package of the lock file runs on the oldest Node that the README names', () => {
    type Locked = { engines?: { node?: string } | string[]; optional?: boolean };
    const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> };
    // The newest release of that line: what a machine with that Node has after its updates.
    const node = semver.maxSatisfying(['20.20.2', '22.22.0', '24.21.0'], `${oldest}.x`);
    expect(node).not.toBeNull();
    const needs = Object.entries(packages).flatMap(([name, { engines }]) => {
      const range = Array.isArray(engines) ? undefined : engines?.node;
      return range && !semver.satisfies(node!, range) ? [`${name}: ${range}`] : [];
    });
    expect(needs).toEqual([]);
  });

  const documents = ['README.md', 'e2e/README.md', ...globSync('docs/**/*.md')].filter(
    (file) => file !== 'docs/requirements.md',
  );

  test.each(documents)('%s names only scripts that there are', (file) => {
    const named = [...read(file).matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name!);
    expect(named.filter((name) => !manifest.scripts[name])).toEqual([]);
  });

  // Decisions tell of what was tried.
  const guides = documents.filter((file) => !file.startsWith('docs/decisions/'));
  test.each(guides)('%s asks nobody to run TypeScript with a Node that may not know it', (file) => {
    expect(
      [...read(file).matchAll(/(?<![\w/.-])(?:node|npx tsx|ts-node) \S+\.ts\b/g)].map(([command]) => command),
    ).toEqual([]);
  });
});
