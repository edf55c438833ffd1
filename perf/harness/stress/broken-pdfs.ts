import '../target/own-data-dir.ts';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { env } from '#app/platform/env.ts';
import { DEFAULT_LIMITS } from '#app/features/ingestion/extraction/extracted-document.ts';
import { openDatabase } from '#app/server/open-database.ts';
import { countUnfinishedJobs } from '#db/bench/count-jobs.ts';
import { listEndedReadings, type EndedReading } from '#db/bench/list-ended-readings.ts';
import { database } from '#db/client.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { renderPilotDocuments } from '#app/server/demo/longview/documents.ts';
import { documentIngest } from '#inngest/functions/document-ingest.ts';
import { fakeModel } from '#inngest/functions/testing/fake-model.ts';
import { addBuilder, scope, startBench, upload } from '#inngest/functions/testing/job-bench.ts';
import { MUTATIONS, mutatePdf } from './mutate-pdf.ts';
import { runHarness } from '../run-harness.ts';
import { seededRandom } from '#app/platform/seeded-random.ts';

/*
 * `npm run stress:pdfs -- [--documents 400] [--seed 1]`: proves C8. Seeded mutations of the pilot's PDFs go through the
 * real ingestion (storage, outbox, local engine, forked reader, embedded database; only the search model is a
 * stand-in). Each ends ready, or failed with a reason, in time, and the server's memory stays flat. Exit code 1 when
 * not.
 */

const { values } = parseArgs({
  options: { documents: { type: 'string', default: '400' }, seed: { type: 'string', default: '1' } },
});
const [count, seed] = [Number(values.documents), Number(values.seed)];
/** Documents after which the process has its working size: what it grows by from then on is a leak, or is not. */
const WARM_UP = Math.ceil(count / 8);
const MAX_GROWTH_MB = 100;
/** A reader has its time limit; then come the database and the engine. */
const DEADLINE_S = DEFAULT_LIMITS.timeoutMs / 1000 + 30;
const MB = 1_048_576;
const say = (line: string) => process.stdout.write(`${line}\n`);

const mutationOf = new Map<string, string>();
const started = performance.now();

await runHarness(async () => {
  await openDatabase({ dataDir: env.DATA_DIR });
  await migrateDatabase(database());
  const originals: Buffer[] = [];
  for await (const { pdf } of renderPilotDocuments()) originals.push(pdf);

  say(
    `${new Date().toISOString()}  node ${process.version}, ${cpus().length} × ` +
      `${cpus()[0]?.model ?? 'unknown processor'}; ${count} mutations of ${originals.length} PDFs, seed ${seed}`,
  );
  const random = seededRandom(seed);
  const builders = [await addBuilder(), await addBuilder()];
  const bench = await startBench([documentIngest(() => fakeModel())], [200]);
  const memory = watchMemory();
  try {
    for (let n = 0; n < count; n += 1) {
      const mutation = MUTATIONS[n % MUTATIONS.length] ?? 'flip bits';
      const builder = builders[n % builders.length];
      const original = originals[Math.floor(random() * originals.length)];
      if (!builder || !original) throw new Error('There is nothing to break.');
      const stored = await upload(builder, mutatePdf(original, mutation, random));
      mutationOf.set(stored.versionId, mutation);
      // As people do: not all at once.
      while ((await countUnfinishedJobs(scope)) > 20) await new Promise((resolve) => setTimeout(resolve, 100));
      memory.note(n + 1);
    }
    const end = performance.now() + DEADLINE_S * 1000 * 20;
    while ((await countUnfinishedJobs(scope)) > 0 && performance.now() < end)
      await new Promise((resolve) => setTimeout(resolve, 200));
    return report(await listEndedReadings(scope), memory.growth()) ? 0 : 1;
  } finally {
    memory.stop();
    await bench.stop();
    await database().close();
  }
});

function watchMemory() {
  let afterWarmUp = 0;
  let most = 0;
  const look = () => {
    const rss = process.memoryUsage.rss();
    if (afterWarmUp > 0) most = Math.max(most, rss);
    return rss;
  };
  const timer = setInterval(look, 100);
  return {
    note(done: number) {
      const rss = look();
      if (done === WARM_UP) most = afterWarmUp = rss;
      if (done % Math.ceil(count / 8) === 0)
        say(`  ${String(done).padStart(4)} accepted, RSS ${Math.round(rss / MB)} MB`);
    },
    growth: () => ({ from: afterWarmUp / MB, by: (most - afterWarmUp) / MB }),
    stop: () => clearInterval(timer),
  };
}

/** True when all is as it must be. `from` and `by` in MB. */
function report(ends: EndedReading[], { from, by }: { from: number; by: number }): boolean {
  say('\nmutation                   ready  failed  slowest, s');
  for (const mutation of MUTATIONS) {
    const of = ends.filter((end) => mutationOf.get(end.id) === mutation);
    const count = (status: EndedReading['status']) => String(of.filter((end) => end.status === status).length);
    const slowest = Math.max(0, ...of.map((end) => end.seconds)).toFixed(1);
    const columns = [mutation.padEnd(26), count('ready').padStart(5), '', count('failed').padStart(6), ''];
    say(`${columns.join(' ')} ${slowest.padStart(10)}`);
  }
  const reasons = Map.groupBy(
    ends.filter((end) => end.status === 'failed'),
    (end) => end.reason ?? 'NO REASON',
  );
  say('\nfailed because');
  for (const [reason, of] of [...reasons].sort((a, b) => b[1].length - a[1].length))
    say(`${String(of.length).padStart(5)}  ${reason}`);
  const slowest = Math.max(...ends.map((end) => end.seconds));
  const problems = [
    ends.length === count ? '' : `${count - ends.length} documents are missing`,
    ends.every((end) => end.status === 'ready' || end.status === 'failed') ? '' : 'not all have ended',
    ends.every((end) => end.status !== 'failed' || (end.reason ?? '').length > 10) ? '' : 'a failed one has no reason',
    slowest <= DEADLINE_S ? '' : `one took longer than ${DEADLINE_S} s`,
    by <= MAX_GROWTH_MB ? '' : `memory grew by more than ${MAX_GROWTH_MB} MB`,
  ].filter(Boolean);
  say(
    `\n${ends.length} of ${count} ended in ${Math.round((performance.now() - started) / 1000)} s; slowest ` +
      `${slowest.toFixed(1)} s of ${DEADLINE_S} s; ${ends.filter((end) => end.tries > 0).length} were tried more ` +
      'than once',
  );
  say(`server RSS ${Math.round(from)} MB after ${WARM_UP} documents, max growth from there ${Math.round(by)} MB`);
  say(problems.length === 0 ? 'passed' : `FAILED: ${problems.join('; ')}`);
  return problems.length === 0;
}
