import { existsSync, globSync, readFileSync } from 'node:fs';
import semver from 'semver';
import { describe, expect, test } from 'vitest';

const read = (path: string) => readFileSync(path, 'utf8');
const manifest = JSON.parse(read('package.json')) as { scripts: Record<string, string>; dependencies: Record<string, string>; devDependencies: Record<string, string> };

describe('the tree', () => {
  test.each(['@remix-run/node', '@remix-run/react', 'remix-auth', 'drizzle-orm', 'pg', 'openai', 'inngest', 'playwright', '@playwright/test', 'winston', 'winston-daily-rotate-file'])('K1: %s is used', (name) => {
    expect({ ...manifest.dependencies, ...manifest.devDependencies }).toHaveProperty([name]);
  });

  test('K1: k6, whose npm package is empty, is pinned with its checksums', () => {
    const version = /^require go\.k6\.io\/k6\/v2 (v2\S+)/m.exec(read('perf/k6/go.mod'))?.[1];
    expect(version).toBeDefined();
    expect(read('perf/k6/go.sum')).toContain(`go.k6.io/k6/v2 ${version} h1:`);
  });

  test('K2: the top level is the one named', () => {
    expect(['app', 'inngest', 'e2e', 'perf', 'db', 'docs', 'package.json', 'tsconfig.json', 'playwright.config.ts', 'remix.config.js'].filter((name) => !existsSync(name))).toEqual([]);
  });

  test('A8: every command leads to a program', () => {
    const commands = ['seed:longview', 'generate:qrs', 'loadtest:rag', 'loadtest:chat', 'loadtest:onboarding', 'loadtest:traffic', 'loadtest:all'];
    expect(commands.filter((name) => !existsSync(/^node (\S+)/.exec(manifest.scripts[name] ?? '')?.[1] ?? 'missing'))).toEqual([]);
  });
});

describe('A9: the guide', () => {
  const guide = read('docs/PHASE_17_LOAD_TEST.md');

  test('has a chapter on tokens, reading, limits, troubleshooting and baselines', () => {
    const chapters = [...guide.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
    for (const chapter of [/tokens are made/, /Reading the results/, /Concurrency limits for production/, /Troubleshooting/, /Measured baselines/, /readiness report/]) expect(chapters).toEqual(expect.arrayContaining([expect.stringMatching(chapter)]));
    for (const trouble of ['Missing secret', '401', 'Token not found', 'High latency']) expect(guide).toMatch(new RegExp(`^\\*\\*${trouble}`, 'm'));
  });

  test('names only commands that there are', () => {
    const named = [...guide.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name!);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !manifest.scripts[name])).toEqual([]);
  });
});

describe('A11: no evidence is lost to a slip in a title', () => {
  test('a test names its requirements at the beginning of its title', () => {
    const calls = globSync('{app,db,inngest,perf}/**/*.test.{ts,tsx}').flatMap((file) => [...read(file).matchAll(/^\s*(?:describe|test|it)\b[^'"`\n]*['"`](.+?)['"`], /gm)].map(([, title]) => `${file}: ${title}`));
    expect(calls.length).toBeGreaterThan(300);
    expect(calls.filter((title) => / \([A-KQ]\d{1,2}(?:, [A-KQ]\d{1,2})*\)$/.test(title))).toEqual([]);
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

  const documents = ['README.md', 'e2e/README.md', ...globSync('docs/**/*.md')].filter((file) => file !== 'docs/requirements.md');

  test.each(documents)('%s names only scripts that there are', (file) => {
    const named = [...read(file).matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name!);
    expect(named.filter((name) => !manifest.scripts[name])).toEqual([]);
  });

  test.each(documents)('%s asks nobody to run TypeScript with a Node that may not know it', (file) => {
    expect([...read(file).matchAll(/(?<![\w/.-])(?:node|npx tsx|ts-node) \S+\.ts\b/g)].map(([command]) => command)).toEqual(file.includes('0001-') || file.includes('0014-') ? expect.any(Array) : []);
  });
});
