import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { promisify } from 'node:util';
import { findNativePostgres } from '#db/native/find.ts';
import { findChromium } from '../../e2e/support/find-chromium.ts';
import { findK6 } from '../harness/find-k6.ts';
import type { Verdict } from '../harness/verdict.ts';

/*
 * What this machine has for the readiness report, and what the application would choose from the settings at hand.
 * Writes reports/environment/latest.json; exit code 1 when something is missing without which a later step must fail.
 */

const exec = promisify(execFile);
const startedAt = new Date().toISOString();

export type Finding = { name: string; found: string; good: boolean; needed: boolean };

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
const versionOf = async (program: string) => (await exec(program, ['--version'])).stdout.trim().split('\n')[0] ?? '';

async function find(name: string, needed: boolean, look: () => Promise<string>): Promise<Finding> {
  try {
    return { name, found: await look(), good: true, needed };
  } catch (error) {
    return { name, found: wordsOf(error), good: false, needed };
  }
}

const findings = [
  await find('Node', true, async () => {
    if (Number.parseInt(process.versions.node, 10) < 24)
      throw new Error(
        `Node ${process.versions.node} runs this: use \`npm run readiness\`, which takes the Node 24 of node_modules.`,
      );
    return process.versions.node;
  }),
  await find(
    'Processor and memory',
    true,
    async () =>
      `${cpus()[0]?.model.trim() || 'unknown'}, ${cpus().length} cores, ${Math.round(totalmem() / 1024 ** 3)} GB`,
  ),
  await find('Browser', true, async () => {
    const { executablePath, source } = await findChromium();
    return `${await versionOf(executablePath)} (${source})`;
  }),
  await find('k6', true, async () =>
    (await exec(await findK6(), ['version'])).stdout.trim().split(' ').slice(0, 2).join(' '),
  ),
  await find('Native PostgreSQL', false, async () => {
    const native = await findNativePostgres();
    if (!native)
      throw new Error(
        'none: the load runs on the embedded database, the native integration tests do not run. `npm run ' +
          'db:native` installs it on Debian 12.',
      );
    if (!native.hasVector)
      throw new Error(`${native.major}, without pgvector 0.8: run \`npm run db:native\` on Debian 12.`);
    return `${await versionOf(`${native.binDir}/postgres`)} with pgvector`;
  }),
];

// The settings' parser runs when it is loaded, and refuses what it cannot use.
const settings = await find('Settings', true, async () => {
  const { env } = await import('#app/platform/env.ts');
  const { listAdapters } = await import('#app/features/operations/load/describe-adapters.ts');
  return listAdapters(env)
    .map(({ name, choice }) => `${name}: ${choice}`)
    .join('\n');
});
for (const { name, found, good } of [...findings, settings])
  process.stdout.write(`${good ? ' ' : '!'} ${name.padEnd(22)}${found.replaceAll('\n', `\n${' '.repeat(24)}`)}\n`);

const verdicts: Verdict[] = [
  {
    requirements: ['I1'],
    what: 'The settings at hand are usable by the application’s own parser',
    figure: settings.good ? 'yes' : settings.found,
    passed: settings.good,
  },
];
await mkdir('reports/environment', { recursive: true });
await writeFile(
  'reports/environment/latest.json',
  `${JSON.stringify({ startedAt, verdicts, findings: [...findings, settings] }, null, 1)}\n`,
);
process.exitCode = [...findings, settings].some(({ good, needed }) => needed && !good) ? 1 : 0;
