import { sql } from 'drizzle-orm';
import type { PoolClient } from 'pg';
import { database } from '#db/client.ts';
import { withScope } from '#db/scope.ts';
import { openTestFolder } from '#db/testing.ts';
import { pdfOfPages, photocopy } from '#app/features/ingestion/extraction/testing/scans.ts';
import { documentIngest } from '../document-ingest.ts';
import { documentRecognise } from '../document-recognise.ts';
import { fakeModel } from './fake-model.ts';
import { addBuilder, forgiveKills, scope, startBench, upload } from './job-bench.ts';
import { makePdf, page } from './make-pdf.ts';

/*
 * One life of a process that reads a batch of documents on an embedded database (crash-batch.ts kills it). Arguments:
 * the data folder, how many documents, and optionally: every how many-eth of them is no document; right after which
 * commit from then on the process kills itself; how many scanned pages each has; whether all say the same and are
 * asked about. The first life uploads them; every life reads what is left, and says when nothing is.
 */

export type CrashReport = {
  jobs: Record<string, number>;
  versions: Record<string, number>;
  runs: Record<string, number>;
  /** Ends in the history of the job with most of them. */
  mostEndings: number;
  /** Documents by how many passages they have, and passages without exactly one vector. */
  passages: number[];
  unevenVectors: number;
  /** Passages and pages of a reading that is not live. */
  unsearched: number;
  /** Versions that wait for a choice. */
  held: number;
  queue: number;
  outbox: number;
  /** Where the database keeps what was recognised of each scanned page: another place for one that is read again. */
  recognised: string[];
};

const [dataDir = '', count = '10', brokenEvery = '0', commit = '0', scans = '0', alike = ''] = process.argv.slice(2);
const say = (message: unknown) => process.send?.(message);

async function tally(column: 'state' | 'status', table: string): Promise<Record<string, number>> {
  const { rows } = await withScope(scope, (tx) =>
    tx.execute<{ name: string; n: number }>(
      sql`select ${sql.identifier(column)} as name, count(*)::int as n from ${sql.identifier(table)} where true
        group by 1 order by 1`,
    ),
  );
  return Object.fromEntries(rows.map((row) => [row.name, row.n]));
}

const one = async (query: ReturnType<typeof sql>) =>
  (await withScope(scope, (tx) => tx.execute<{ n: number }>(query))).rows[0]?.n ?? 0;

async function placesOfRecognised(): Promise<string[]> {
  const { rows } = await withScope(scope, (tx) =>
    tx.execute<{ place: string }>(
      sql`select version_id || ' ' || page || ' ' || ctid::text as place from recognised_pages
        where result is not null order by 1`,
    ),
  );
  return rows.map((row) => row.place);
}

async function report(): Promise<CrashReport> {
  const { rows } = await withScope(scope, (tx) =>
    tx.execute<{ n: number }>(
      sql`select (select count(*) from chunks c where c.document_id = d.id)::int as n from documents d order by d.id`,
    ),
  );
  return {
    jobs: await tally('state', 'job_status'),
    versions: await tally('status', 'document_versions'),
    runs: await tally('state', 'engine_runs'),
    mostEndings: await one(
      sql`select max((select count(*) from jsonb_array_elements(history) as line
        where line ->> 'state' in ('succeeded', 'failed', 'cancelled')))::int as n from job_status`,
    ),
    passages: rows.map((row) => row.n),
    unevenVectors: await one(
      sql`select count(*)::int as n from chunks c where (select count(*) from chunk_embeddings e
        where e.chunk_id = c.id) <> 1`,
    ),
    unsearched: await one(
      sql`select count(*)::int as n from (select reading_id from chunks union all select p.reading_id
          from document_pages p
          where not exists (select from likenesses k where k.version_id = p.version_id and k.held))
        as c where not exists (select from documents d where d.live_reading_id = c.reading_id)`,
    ),
    held: await one(sql`select count(*)::int as n from likenesses where held`),
    queue: await one(sql`select count(*)::int as n from engine_queue`),
    outbox: await one(sql`select count(*)::int as n from outbox`),
    recognised: await placesOfRecognised(),
  };
}

/**
 * Ends the process with SIGKILL once so many transactions more were committed, whoever did; with scans, so many that
 * stored what was recognised of a page.
 */
function dieAfterCommit(last: number): void {
  let commits = 0;
  let counts = scans === '0';
  const watched = new WeakSet<PoolClient>();
  for (const pool of new Set([database().pool, database().platformPool]))
    pool.on('acquire', (client) => {
      if (watched.has(client)) return;
      watched.add(client);
      const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
      const counting = async (...args: unknown[]) => {
        const answer = await query(...args);
        const { text = '' } = typeof args[0] === 'object' ? (args[0] as { text?: string }) : {};
        // What a page was recognised as, not that pages may be tried again.
        if (text.startsWith('update "recognised_pages" set "engine"') && !text.includes("'passing'")) counts = true;
        if (args[0] !== 'commit' || !counts) return answer;
        if ((commits += 1) === last) process.kill(process.pid, 'SIGKILL');
        counts = scans === '0';
        return answer;
      };
      Object.assign(client, { query: counting });
    });
}

await openTestFolder(dataDir);
if ((await one(sql`select count(*)::int as n from documents`)) < Number(count)) {
  const builder = await addBuilder();
  const print = await makePdf(['The boiler was tested by Imelda Quirke on 3 May 2026.']);
  const copies = scans === '0' ? [] : Array<Buffer>(Number(scans)).fill(await photocopy(print));
  const pdf =
    copies.length > 0
      ? await pdfOfPages([page('Chapter 1', 40), ...copies])
      : await makePdf([1, 2, 3, 4].map((n) => page(`Chapter ${n}`, 40)));
  const broken = Buffer.from('%PDF-1.7\nnothing of the kind');
  const every = Number(brokenEvery);
  // The same text in a file of other bytes, whose sender wants to be asked.
  const nth = (n: number) => (alike ? Buffer.concat([pdf, Buffer.from(`\n% ${n}\n`)]) : pdf);
  for (let n = await one(sql`select count(*)::int as n from documents`); n < Number(count); n += 1)
    await upload(builder, every > 0 && n % every === every - 1 ? broken : nth(n), alike ? { ifStored: 'ask' } : {});
}
if (commit !== '0') dieAfterCommit(Number(commit));
const model = fakeModel();
const answer = model.embed;
// Long enough to be killed in the middle of it.
model.embed = (texts) => new Promise((resolve) => setTimeout(() => resolve(answer(texts)), 40));
await forgiveKills();
say({ recognised: await placesOfRecognised() });
const bench = await startBench([documentIngest(() => model), documentRecognise(() => model)], [50], 0);
for (;;) {
  const open = await one(sql`select count(*)::int as n from job_status where finished_at is null`);
  const queued = await one(sql`select count(*)::int as n from engine_queue`);
  say({ ended: Number(count) - open });
  if (open === 0 && queued === 0) break;
  await new Promise((resolve) => setTimeout(resolve, 50));
}
await bench.stop();
say({ report: await report() });
await database().close();
process.disconnect?.();
