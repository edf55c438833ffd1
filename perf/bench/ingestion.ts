import '../harness/target/own-data-dir.ts';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import PQueue from 'p-queue';
import { collectDocument } from '#app/features/ingestion/extraction/testing/collect-document.ts';
import { makeVectors } from '#app/features/ingestion/embed-passages.server.ts';
import { typeNames } from '#app/features/retrieval/house-types/type-names.ts';
import { isEnglishWord } from '#app/platform/embeddings/english-words.server.ts';
import { embedder, replaceEmbedder } from '#app/platform/embeddings/embedder.server.ts';
import { env } from '#app/platform/env.ts';
import { openDatabase } from '#app/server/open-database.ts';
import { countFailedJobs, countPassages, countUnfinishedJobs } from '#db/bench/count-jobs.ts';
import { database } from '#db/client.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { renderPilotDocuments } from '#app/server/demo/longview/documents.ts';
import { documentIngest } from '#inngest/functions/document-ingest.ts';
import { addBuilder, startBench, upload } from '#inngest/functions/testing/job-bench.ts';
import { runHarness } from '../harness/run-harness.ts';

/*
 * `npm run bench:ingestion -- [--rounds 4] [--documents 29] [--at-a-time 3]`: pages per second of the whole ingestion,
 * from the accepted uploads in the queue to the last document ready (outbox, local engine, forked readers, embedded
 * model, database), beside extraction and embedding alone, done as many documents at a time. Both in turn, in one run,
 * on the pilot's documents; of each the best round counts, since others share the machine. Set DATABASE_URL for native
 * PostgreSQL. Exit code 1 below 0.8.
 */

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '4' },
    documents: { type: 'string', default: '29' },
    'at-a-time': { type: 'string', default: '3' },
  },
});
const [rounds, count] = [Number(values.rounds), Number(values.documents)];
/** What document-ingest lets one tenant have. */
const AT_A_TIME = Number(values['at-a-time']);
const GOAL = 0.8;
const say = (line: string) => process.stdout.write(`${line}\n`);

const documents: { pdf: Buffer; path: string; pages: number }[] = [];
const folder = await mkdtemp(join(tmpdir(), 'openhouse-bench-'));
await runHarness(async () => {
  for await (const { slug, pdf, pages } of renderPilotDocuments()) {
    if (documents.length === count) break;
    const path = join(folder, `${slug}.pdf`);
    await writeFile(path, pdf);
    documents.push({ pdf, path, pages });
  }
  const pages = documents.reduce((sum, document) => sum + document.pages, 0);
  await openDatabase({ dataDir: env.DATA_DIR, databaseUrl: env.DATABASE_URL });
  await migrateDatabase(database());
  say(
    `${new Date().toISOString()}  node ${process.version}, ${cpus().length} × ` +
      `${cpus()[0]?.model ?? 'unknown processor'}, database ${database().kind}; ${documents.length} documents, ` +
      `${pages} pages, ${AT_A_TIME} at a time`,
  );
  try {
    await embedder().embed(['warm-up', 'warm-up'], { priority: 'ingestion' });
    const alone: number[] = [];
    const whole: number[] = [];
    say('round  alone, pages/s  whole, pages/s  passages');
    for (let round = 1; round <= rounds; round += 1) {
      const bare = await timed(readAlone);
      const full = await ingestAll();
      alone.push(pages / bare.seconds);
      whole.push(pages / full.seconds);
      say(
        `${String(round).padStart(5)}  ${(pages / bare.seconds).toFixed(2).padStart(14)}  ` +
          `${(pages / full.seconds).toFixed(2).padStart(14)}  ${String(full.result).padStart(8)}`,
      );
      if (bare.result !== full.result)
        throw new Error(
          `${bare.result} passages were made alone and ${full.result} by the whole of it; the two do not do the ` +
            'same work.',
        );
    }
    const ratio = Math.max(...whole) / Math.max(...alone);
    const ratios = whole.map((rate, round) => rate / (alone[round] ?? Number.NaN)).toSorted((a, b) => a - b);
    say(
      `whole ÷ alone: ${ratio.toFixed(2)} best by best, ` +
        `${(ratios[Math.floor(ratios.length / 2)] ?? 0).toFixed(2)} in the middle round (goal: at least ${GOAL})`,
    );
    return ratio >= GOAL ? 0 : 1;
  } finally {
    await replaceEmbedder();
    await database().close();
    await rm(folder, { recursive: true, force: true });
  }
});

async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; result: T }> {
  const started = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - started) / 1000 };
}

/** Of the development that job-bench makes. */
const names = typeNames([{ code: 'A', name: 'Type A' }], isEnglishWord);

/** Reads, cuts and embeds each document, and keeps nothing. Returns how many passages there were. */
async function readAlone(): Promise<number> {
  const queue = new PQueue({ concurrency: AT_A_TIME });
  const counts = await queue.addAll(
    documents.map(({ path }) => async () => {
      const { passages } = await collectDocument({ path, kind: 'pdf' });
      const parts = passages.map((passage, index) => ({ id: String(index), ...passage }));
      await makeVectors(parts, names, { tenantId: 'bench', model: embedder() });
      return passages.length;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The same through the product, for a builder of its own, with how many passages can be searched afterwards. */
async function ingestAll(): Promise<{ seconds: number; result: number }> {
  const builder = await addBuilder(embedder().model);
  for (const { pdf } of documents) await upload(builder, pdf);
  const started = performance.now();
  const bench = await startBench([documentIngest()]);
  try {
    while ((await countUnfinishedJobs(builder.scope)) > 0) await new Promise((resolve) => setTimeout(resolve, 200));
    const seconds = (performance.now() - started) / 1000;
    const failed = await countFailedJobs(builder.scope);
    if (failed > 0) throw new Error(`${failed} of the pilot's documents could not be read.`);
    return { seconds, result: await countPassages(builder.scope) };
  } finally {
    await bench.stop();
  }
}
