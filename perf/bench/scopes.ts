import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createDatabase, withDatabase } from '#db/bench/create-database.ts';
import { provisionDatabase } from '#db/native/provision.ts';
import { startNativePostgres } from '#db/native/server.ts';
import { answerOf } from '../harness/answer-of.ts';
import { runHarness } from '../harness/run-harness.ts';
import { distributionOf, quantile } from '../harness/report/percentiles.ts';
import type { Asked, Taken } from './scopes-worker.ts';

/*
 * `npm run bench:scopes -- [--before <folder>] [--rounds 31] [--only look-up|write|search]`: what withScope costs in
 * two trees (`--before`: an earlier checkout with node_modules), on PGlite and on a native PostgreSQL of its own: a
 * look-up by key that only reads, one that commits, and a search among a thousand passages. Blocks go to the one and
 * the other in turn; a pair is two blocks one after the other, so that both see the same load. Without `--before` this
 * tree runs against itself: what then differs is the machine. Prints the medians, the median of the pairs' differences,
 * and the processor's time of a call, which other work on the machine disturbs least. Takes two to five minutes.
 */

const { values } = parseArgs({
  options: {
    before: { type: 'string' },
    rounds: { type: 'string', default: '31' },
    only: { type: 'string' },
  },
});
const HERE = resolve(import.meta.dirname, '../..');
const TREES = { before: resolve(values.before ?? HERE), after: HERE };
const WORK: Asked[] = [
  { what: 'look-up', times: 50 },
  { what: 'write', times: 50 },
  { what: 'search', times: 8 },
];
type Kind = 'postgres' | 'embedded';
type Side = keyof typeof TREES;

async function main(): Promise<number> {
  const dataDir = realpathSync(mkdtempSync(join(tmpdir(), 'openhouse-scopes-')));
  const server = await startNativePostgres({ dataDir, fsync: false, ephemeral: true });
  const workers: ChildProcess[] = [];
  try {
    await provisionDatabase(server.url);
    for (const kind of ['postgres', 'embedded'] as const) {
      const sides = { before: await start(kind, 'before', server.url), after: await start(kind, 'after', server.url) };
      workers.push(sides.before, sides.after);
      for (const work of WORK.filter(({ what }) => what === (values.only ?? what)))
        process.stdout.write(`${kind} ${work.what}: ${await compare(sides, work)}\n`);
      for (const worker of Object.values(sides)) worker.disconnect();
    }
    return 0;
  } finally {
    for (const worker of workers) worker.kill();
    await server.stop();
  }
}

/** A worker of a tree with a filled database of its own. */
async function start(kind: Kind, side: Side, superuser: string): Promise<ChildProcess> {
  const { DATABASE_URL: _url, ...env } = process.env;
  const urls = kind === 'postgres' ? await createOwned(`scopes_${side}`, superuser) : {};
  const worker = fork(join(import.meta.dirname, 'scopes-worker.ts'), [TREES[side]], { env: { ...env, ...urls } });
  await answerOf(worker, `worker of ${TREES[side]}`);
  return worker;
}

async function createOwned(name: string, superuser: string) {
  await createDatabase(superuser, name, 'openhouse_owner');
  return {
    DATABASE_URL: withDatabase(await provisionDatabase(superuser), name),
    SUPERUSER_URL: withDatabase(superuser, name),
  };
}

async function compare(sides: Record<Side, ChildProcess>, work: Asked): Promise<string> {
  const medians: Record<Side, number[]> = { before: [], after: [] };
  const cpu: Record<Side, number> = { before: 0, after: 0 };
  const rounds = Number(values.rounds);
  for (let round = -1; round < rounds; round += 1) {
    const order: Side[] = round % 2 === 0 ? ['before', 'after'] : ['after', 'before'];
    for (const side of order) {
      sides[side].send(work);
      const taken = await answerOf<Taken>(sides[side], `${side} worker`);
      // The first round warms plans and caches.
      if (round < 0) continue;
      medians[side].push(distributionOf(taken.milliseconds)?.p50 ?? Number.NaN);
      cpu[side] += taken.cpu / work.times / rounds;
    }
  }
  const median = (numbers: number[]) =>
    quantile(
      numbers.toSorted((a, b) => a - b),
      0.5,
    );
  const differences = medians.after.map((after, index) => after - (medians.before[index] ?? 0));
  const said = (number: number) => `${number.toFixed(3)} ms`;
  const [before, after] = [median(medians.before), median(medians.after)];
  const processor = `${said(cpu.before)} → ${said(cpu.after)}`;
  return `${said(before)} → ${said(after)}, pairs ${said(median(differences))}, processor ${processor}`;
}

await runHarness(main);
