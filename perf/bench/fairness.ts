import '../harness/target/own-data-dir.ts';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { embedder, replaceEmbedder } from '#app/platform/embeddings/embedder.server.ts';
import { env } from '#app/platform/env.ts';
import { openDatabase } from '#app/server/open-database.ts';
import { countUnfinishedJobs } from '#db/bench/count-jobs.ts';
import { database } from '#db/client.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { documentIngest } from '#inngest/functions/document-ingest.ts';
import {
  addBuilder,
  ended,
  scope,
  startBench,
  upload,
  type TestBuilder,
} from '#inngest/functions/testing/job-bench.ts';
import { makePdf, page } from '#inngest/functions/testing/make-pdf.ts';
import { runHarness } from '../harness/run-harness.ts';

/*
 * `npm run bench:fairness -- [--batch 200] [--singles 5]`: how long one builder's batch holds up another's single
 * document (C8). A single two-page document is read on an idle machine, and then again and again while the batch is in
 * the queue, with the embedded model. Exit code 1 when the batch delays one by more than five seconds.
 */

const { values } = parseArgs({
  options: { batch: { type: 'string', default: '200' }, singles: { type: 'string', default: '5' } },
});
const [batch, singles] = [Number(values.batch), Number(values.singles)];
const MOST_DELAY_S = 5;
const say = (line: string) => process.stdout.write(`${line}\n`);

await runHarness(async () => {
  await openDatabase({ dataDir: env.DATA_DIR, databaseUrl: env.DATABASE_URL });
  await migrateDatabase(database());
  say(
    `${new Date().toISOString()}  node ${process.version}, ${cpus().length} × ` +
      `${cpus()[0]?.model ?? 'unknown processor'}, database ${database().kind}; a batch of ${batch}`,
  );
  const pdf = await makePdf([page('Fuse board', 10), page('Stopcock', 10)]);
  const [busy, quiet] = [await addBuilder(embedder().model), await addBuilder(embedder().model)];
  const bench = await startBench([documentIngest()]);
  try {
    const single = () => readSingle(quiet, pdf);
    const waiting = () => countUnfinishedJobs(scope, busy.scope.tenantId);
    await single();
    const idle = [await single(), await single(), await single()];
    for (let n = 0; n < batch; n += 1) await upload(busy, pdf);
    const beside: number[] = [];
    for (let n = 0; n < singles; n += 1) {
      const before = await waiting();
      const seconds = await single();
      beside.push(seconds);
      say(
        `single ${n + 1}: ${seconds.toFixed(1)} s from its acceptance, ${before} of the batch open before and ` +
          `${await waiting()} after`,
      );
    }
    if ((await waiting()) === 0)
      throw new Error('The batch was over before the last single document. Give a larger --batch.');
    const alone = Math.min(...idle);
    const delay = Math.max(...beside) - alone;
    say(
      `alone ${idle.map((seconds) => seconds.toFixed(1)).join(', ')} s; beside the batch at most ` +
        `${Math.max(...beside).toFixed(1)} s: a delay of at most ${delay.toFixed(1)} s (goal: ${MOST_DELAY_S} s)`,
    );
    return delay <= MOST_DELAY_S ? 0 : 1;
  } finally {
    await bench.stop();
    await replaceEmbedder();
    await database().close();
  }
});

/** Seconds from a document's acceptance to its end. */
async function readSingle(builder: TestBuilder, pdf: Buffer): Promise<number> {
  const stored = await upload(builder, pdf);
  const row = await ended(stored, 120_000);
  if (row.state !== 'succeeded' || !row.finishedAt)
    throw new Error(`The single document ended as ${row.state}: ${row.error}`);
  return (row.finishedAt.getTime() - row.createdAt.getTime()) / 1000;
}
