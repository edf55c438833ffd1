import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument } from '#app/features/documents/get-document.server.ts';
import { reingestDocument } from '#app/features/documents/reingest-document.server.ts';
import { pdfOfPages } from '#app/features/ingestion/extraction/testing/scans.ts';
import { cancelJob } from '#app/features/jobs/cancel-job.server.ts';
import type { Database } from '#db/client.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { documentIngest } from './document-ingest.ts';
import { documentIngestEnd } from './document-ingest-end.ts';
import { documentRecognise } from './document-recognise.ts';
import { documentRecogniseEnd } from './document-recognise-end.ts';
import { fakeModel } from './testing/fake-model.ts';
import { addBuilder, ended, quiet, scope, startBench, upload, version, type JobBench } from './testing/job-bench.ts';
import { page } from './testing/make-pdf.ts';
import { anOwnerOf, passages } from './testing/readings.ts';

vi.setConfig({ testTimeout: 900_000, hookTimeout: 120_000 });

/** A line of print each; OPENHOUSE_SCANS=300 reads as many as that. */
const SCANS = Number(process.env.OPENHOUSE_SCANS ?? 24);
const ENOUGH = 10;

let database: Database;
let bench: JobBench | undefined;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterEach(() => bench?.stop());
afterAll(() => database.close());

function scan(number: number): Buffer {
  const canvas = createCanvas(620, 877);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#111';
  context.font = '24px Helvetica, Liberation Sans, DejaVu Sans, sans-serif';
  context.fillText(`Boiler ${number} was tested by Imelda`, 60, 120);
  return canvas.toBuffer('image/jpeg', 80);
}

const recognisedPlaces = () =>
  withScope(scope, (tx) =>
    tx.execute<{ page: number; place: string }>(
      sql`select page, ctid::text as place from recognised_pages where result is not null order by page`,
    ),
  ).then(({ rows }) => rows);

describe('C8, C10, G3: a document of many scanned pages', () => {
  test('tells its staff page by page how far it is, is cancelled midway, and goes on from there', async () => {
    const model = fakeModel();
    bench = await startBench([
      documentIngest(() => model),
      documentIngestEnd,
      documentRecognise(() => model),
      documentRecogniseEnd,
    ]);
    const builder = await addBuilder();
    const scans = Array.from({ length: SCANS }, (_, i) => scan(i + 1));
    const stored = await upload(builder, await pdfOfPages([page('Fuse board'), ...scans]));
    await ended(stored, 600_000);
    const progress = async () => (await getDocument(builder.scope, stored.documentId)).recognition;

    const seen = new Set<number>();
    const jobs = async () =>
      (
        await withScope(scope, (tx) =>
          tx.execute<{ id: string }>(sql`select id from job_status where event_name = 'document/recognition.requested'
            and finished_at is null`),
        )
      ).rows;
    await expect
      .poll(
        async () => {
          const now = await progress();
          if (now) seen.add(now.done);
          return now?.done ?? 0;
        },
        { timeout: 600_000, interval: 20 },
      )
      .toBeGreaterThanOrEqual(ENOUGH);
    // Each page is told, not each step of eight.
    expect(seen.size).toBeGreaterThan(ENOUGH / 2);
    expect((await getDocument(anOwnerOf(builder), stored.documentId)).recognition).toBeNull();

    const [open] = await jobs();
    await cancelJob(scope, open?.id);
    await expect
      .poll(async () => (await version(stored.versionId)).warnings.join(), { timeout: 300_000 })
      .toContain('Cancelled by staff');
    expect(await progress()).toBeNull();
    await quiet(600_000);
    const kept = await recognisedPlaces();
    expect(kept.length).toBeGreaterThanOrEqual(ENOUGH);
    expect(kept.length).toBeLessThan(SCANS);

    const again = await reingestDocument(builder.scope, stored.documentId);
    await ended({ jobId: again.jobId, versionId: stored.versionId }, 600_000);
    expect(await progress()).toMatchObject({ pages: SCANS });
    expect((await progress())?.done).toBeGreaterThanOrEqual(kept.length);
    await quiet(600_000);
    expect(await progress()).toBeNull();
    const whole = await recognisedPlaces();
    expect(whole).toHaveLength(SCANS);
    // None of those that were there was recognised again.
    expect(whole).toEqual(expect.arrayContaining(kept));
    const { chunks, unsearched } = await passages(builder, stored.documentId);
    expect(unsearched).toBe(0);
    for (const number of [1, ENOUGH, SCANS])
      expect(chunks.filter(({ text }) => text.includes(`Boiler ${number} was tested by Imelda`))).toHaveLength(1);
  });
});
