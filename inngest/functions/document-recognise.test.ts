import { asc, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { makePdf as drawPdf } from '#app/features/ingestion/extraction/testing/fixtures.ts';
import { pdfOfPages, photocopy } from '#app/features/ingestion/extraction/testing/scans.ts';
import { env } from '#app/platform/env.ts';
import { cancelJob } from '#app/features/jobs/cancel-job.server.ts';
import { reingestDocument } from '#app/features/documents/reingest-document.server.ts';
import type { Database } from '#db/client.ts';
import { findPassages, findScanned } from '#db/queries/retrieval/passages.ts';
import { documentPages, recognisedPages } from '#db/schema/documents.ts';
import { jobStatus } from '#db/schema/jobs.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { documentRecognitionRequested } from '../events.ts';
import { documentIngest } from './document-ingest.ts';
import { documentIngestEnd } from './document-ingest-end.ts';
import { documentRecognise } from './document-recognise.ts';
import { documentRecogniseEnd } from './document-recognise-end.ts';
import { fakeModel, fakeVector } from './testing/fake-model.ts';
import { addBuilder, ended, quiet, scope, startBench, upload, version, type JobBench } from './testing/job-bench.ts';
import { page } from './testing/make-pdf.ts';
import { anOwnerOf, passages } from './testing/readings.ts';

// Pages are recognised in processes of their own: on a busy machine each takes many seconds.

let database: Database;
let bench: JobBench | undefined;
let certificate: Buffer;
let gray: Buffer;

beforeAll(async () => {
  database = await openTestDatabase();
  const print = await drawPdf((doc) => {
    doc.fontSize(18).text('Gas certificate').moveDown();
    doc.fontSize(12).text('The boiler was tested by Imelda Quirke on 3 May 2026.');
  });
  certificate = await photocopy(print);
  gray = await photocopy(await drawPdf((doc) => doc.rect(50, 50, 400, 600).fill('#dddddd')));
});
afterEach(async () => {
  await bench?.stop();
  bench = undefined;
});
afterAll(() => database.close());

const run = async () => {
  const model = fakeModel();
  bench = await startBench([
    documentIngest(() => model),
    documentIngestEnd,
    documentRecognise(() => model),
    documentRecogniseEnd,
  ]);
};

async function recognition(documentId: string) {
  const rows = await withScope(scope, (tx) =>
    tx.select().from(jobStatus).where(eq(jobStatus.subjectId, documentId)).orderBy(asc(jobStatus.id)),
  );
  return rows.filter((row) => row.eventName === documentRecognitionRequested.name);
}

describe('C10: scanned pages', () => {
  test('a document is searched at once by its text, and whole when its scans were recognised', async () => {
    await run();
    const builder = await addBuilder();
    const stored = await upload(builder, await pdfOfPages([page('Fuse board'), certificate]));
    expect(await ended(stored)).toMatchObject({ state: 'succeeded' });
    const first = await passages(builder, stored.documentId);
    expect(first.document?.liveVersionId).toBe(stored.versionId);
    expect(
      new Set(first.chunks.filter((chunk) => chunk.readingId === stored.jobId).map((chunk) => chunk.page)),
    ).toEqual(new Set([1]));

    await quiet(200_000);
    const [job] = await recognition(stored.documentId);
    expect(job).toMatchObject({ state: 'succeeded', progress: 100 });
    const { chunks, vectors, unsearched, document } = await passages(builder, stored.documentId);
    expect(document?.liveReadingId).toBe(job?.id);
    expect(chunks.find((chunk) => chunk.page === 2)?.text).toContain('tested by Imelda Quirke on 3 May 2026');
    expect([vectors.length, unsearched]).toEqual([chunks.length, 0]);
    expect(await version(stored.versionId)).toMatchObject({ status: 'ready', pages: 2, warnings: [] });
    const pages = await withScope(builder.scope, (tx) =>
      tx.select().from(documentPages).where(eq(documentPages.versionId, stored.versionId)).orderBy(documentPages.page),
    );
    expect(pages.map(({ hasText, confidence }) => [hasText, (confidence ?? 0) > 80])).toEqual([
      [true, false],
      [true, true],
    ]);
    const word = pages[1]?.recognised?.find(({ text }) => text === 'Imelda');
    expect(word?.box[1]).toBeGreaterThan(0.1);
    expect(word?.box[3]).toBeLessThan(0.2);

    // An owner is told which of what is found was read from a scan.
    const owner = anOwnerOf(builder);
    const asked = { terms: [], vector: fakeVector('Imelda Quirke'), model: 'fake-model', candidates: 40 };
    const scanned = await withScope(owner, async (tx) => {
      const found = await findPassages(tx, owner, asked);
      const ids = await findScanned(tx, owner, [...found.map(({ chunkId }) => chunkId), v7()]);
      return Object.fromEntries(found.map(({ page: on, chunkId }) => [on, ids.has(chunkId)]));
    });
    expect(scanned).toEqual({ 1: false, 2: true });

    // Read anew, it is whole at once: what was recognised of it is kept.
    const again = await reingestDocument(builder.scope, stored.documentId);
    await ended({ jobId: again.jobId, versionId: stored.versionId });
    expect(await recognition(stored.documentId)).toHaveLength(1);
    const anew = await passages(builder, stored.documentId);
    expect(anew.chunks.map((chunk) => chunk.text)).toEqual(chunks.map((chunk) => chunk.text));
  });

  test('a document of scans alone is ready when they were recognised', async () => {
    await run();
    const builder = await addBuilder();
    const stored = await upload(builder, await pdfOfPages([certificate]));
    const row = await ended({ jobId: stored.jobId });
    expect(row).toMatchObject({ state: 'succeeded', step: 'await-recognition' });
    await quiet(200_000);
    const [job] = await recognition(stored.documentId);
    const read = await version(stored.versionId);
    expect(read).toMatchObject({ status: 'ready', progress: 100, reason: null });
    expect(read.readyAt?.getTime()).toBeGreaterThan(row.finishedAt?.getTime() ?? Infinity);
    expect((await passages(builder, stored.documentId)).document?.liveReadingId).toBe(job?.id);
  });

  test('a second language that is set is read, and what was recognised without it is read anew', async () => {
    await run();
    const builder = await addBuilder();
    const irish = await drawPdf((doc) =>
      doc.fontSize(14).text('Tá an clár fiúsanna faoin staighre sa halla. Múch é sula n-oibríonn tú.'),
    );
    const stored = await upload(builder, await pdfOfPages([await photocopy(irish)]));
    const readOnce = async (jobId: string) => {
      await ended({ jobId });
      await quiet(200_000);
      const { chunks, document } = await passages(builder, stored.documentId);
      return chunks.filter((chunk) => chunk.readingId === document?.liveReadingId).map((chunk) => chunk.text);
    };
    expect((await readOnce(stored.jobId)).join()).not.toContain('Tá an clár fiúsanna');
    env.OCR_SECOND_LANGUAGE = 'gle';
    try {
      const again = await reingestDocument(builder.scope, stored.documentId);
      expect((await readOnce(again.jobId)).join()).toContain('Tá an clár fiúsanna faoin staighre sa halla.');
    } finally {
      env.OCR_SECOND_LANGUAGE = undefined;
    }
    expect(await recognition(stored.documentId)).toHaveLength(2);
  });

  test('one on which nothing can be read fails with what to do', async () => {
    await run();
    const builder = await addBuilder();
    const stored = await upload(builder, await pdfOfPages([gray]));
    const read = () => version(stored.versionId);
    await expect.poll(async () => (await read()).status, { timeout: 200_000 }).toBe('failed');
    expect((await read()).reason).toContain('Scan it again');
    // What was said of its pages while they waited is still true.
    expect((await read()).warnings.join(' ')).toMatch(
      /^The page is a scan that has not been read\. Answers cannot quote it until it is\.$/,
    );
    expect((await passages(builder, stored.documentId)).chunks).toEqual([]);
  });

  test('C5: staff cancel it: what was read stays, and reading anew goes on from there', async () => {
    const model = fakeModel();
    bench = await startBench([documentIngest(() => model), documentIngestEnd, documentRecogniseEnd]);
    const builder = await addBuilder();
    const stored = await upload(builder, await pdfOfPages([page('Fuse board'), certificate, gray]));
    await ended(stored);
    const [waiting] = await recognition(stored.documentId);
    await withScope(scope, (tx) =>
      tx
        .update(recognisedPages)
        .set({ result: { text: 'Known already.', headings: [], headingLevels: [] } })
        .where(eq(recognisedPages.page, 2)),
    );
    await expect(reingestDocument(builder.scope, stored.documentId)).rejects.toThrow(/being recognised, and then it/);
    await cancelJob(scope, waiting?.id);
    const read = () => version(stored.versionId);
    await expect.poll(async () => (await read()).warnings.join()).toContain('Cancelled by staff');
    expect(await read()).toMatchObject({ status: 'ready', reason: null });
    expect((await read()).warnings[0]).toMatch(/ that have not been read \(pages 2–3\)\./);

    const again = await reingestDocument(builder.scope, stored.documentId);
    await ended({ jobId: again.jobId, versionId: stored.versionId });
    const { chunks } = await passages(builder, stored.documentId);
    expect(chunks.find((chunk) => chunk.page === 2)?.text).toBe('Known already.');
    expect(await recognition(stored.documentId)).toHaveLength(2);
    expect((await read()).warnings.join()).toContain('1 of 3 pages is a scan that has not been read (page 3)');
  });
});
