import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { crashBatch } from '#inngest/functions/testing/crash-batch.ts';
import { seededRandom } from '#app/platform/seeded-random.ts';
import { runHarness } from '../run-harness.ts';

/*
 * `npm run stress:kills -- [--documents 100] [--kills 20] [--seed 1]`: proves C7. A process that reads a batch of
 * documents, every tenth of which is none, on the embedded database is ended with kill -9 at random moments and started
 * again. At the end each document is ready or failed, once, with its passages neither doubled nor missing. Exit code 1
 * when something else was found.
 */

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '100' },
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
  },
});
const [documents, kills, seed] = [Number(values.documents), Number(values.kills), Number(values.seed)];
const BROKEN_EVERY = 10;
const broken = Math.floor(documents / BROKEN_EVERY);
const say = (line: string) => process.stdout.write(`${line}\n`);

await runHarness(async () => {
  say(
    `${new Date().toISOString()}  node ${process.version}, ${cpus().length} × ` +
      `${cpus()[0]?.model ?? 'unknown processor'}; ${documents} documents, ${broken} of them broken; ${kills} ` +
      `kills, seed ${seed}`,
  );
  say('kill  after jobs  and ms  jobs ended by then');
  const started = performance.now();
  const { report, killed } = await crashBatch({
    documents,
    kills,
    brokenEvery: BROKEN_EVERY,
    random: seededRandom(seed),
    onKill: ({ life, jobs, afterMs, ended }) =>
      say(
        `${String(life).padStart(4)}  ${String(jobs).padStart(10)}  ${String(afterMs).padStart(6)}  ` +
          `${String(ended).padStart(18)}`,
      ),
  });

  const good = documents - broken;
  const passages = [...new Set(report.passages)].sort((a, b) => a - b);
  const checks: [what: string, seen: unknown, expected: unknown][] = [
    ['kills', killed, kills],
    ['jobs', report.jobs, { failed: broken, succeeded: good }],
    ['documents', report.versions, { failed: broken, ready: good }],
    ['runs', pick(report.runs, ['completed', 'failed']), { completed: good + broken, failed: broken }],
    ['most endings of one job', report.mostEndings, 1],
    ['different numbers of passages (0 for a broken one)', passages.length, broken > 0 ? 2 : 1],
    ['documents without passages', report.passages.filter((count) => count === 0).length, broken],
    ['passages without exactly one vector', report.unevenVectors, 0],
    ['left-over passages, queue rows, outbox rows', [report.unsearched, report.queue, report.outbox], [0, 0, 0]],
  ];
  let failures = 0;
  say('\nwhat                                                 seen                                expected');
  for (const [what, seen, expected] of checks) {
    const same = JSON.stringify(seen) === JSON.stringify(expected);
    if (!same) failures += 1;
    say(
      `${what.padEnd(52)} ${JSON.stringify(seen).padEnd(35)} ` +
        `${same ? 'as expected' : `WRONG: ${JSON.stringify(expected)}`}`,
    );
  }
  say(
    `\n${failures === 0 ? 'passed' : `${failures} checks failed`} in ` +
      `${Math.round((performance.now() - started) / 1000)} s; passages of a document: ${passages.join(', ')}`,
  );
  return failures === 0 ? 0 : 1;
});

function pick(counts: Record<string, number>, names: string[]): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, counts[name] ?? 0]));
}
