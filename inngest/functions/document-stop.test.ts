import { and, asc, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { makePdf as drawPdf } from '#app/features/ingestion/extraction/testing/fixtures.ts';
import { pdfOfPages, photocopy } from '#app/features/ingestion/extraction/testing/scans.ts';
import type { recognisePages } from '#app/features/ingestion/extraction/recognise-pages.server.ts';
import { reingestDocument } from '#app/features/documents/reingest-document.server.ts';
import { requestStop } from '#app/features/documents/request-stop.server.ts';
import type { Database } from '#db/client.ts';
import { jobStatus } from '#db/schema/jobs.ts';
import { auditLog } from '#db/schema/observability.ts';
import { tenantScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { documentIngest } from './document-ingest.ts';
import { documentIngestEnd } from './document-ingest-end.ts';
import { documentRecognise } from './document-recognise.ts';
import { documentRecogniseEnd } from './document-recognise-end.ts';
import { documentStop } from './document-stop.ts';
import { fakeModel } from './testing/fake-model.ts';
import {
  addBuilder,
  ended,
  quiet,
  scope,
  startBench,
  upload,
  version,
  type JobBench,
  type TestBuilder,
} from './testing/job-bench.ts';
import { page } from './testing/make-pdf.ts';
import { passages } from './testing/readings.ts';

/* G3, C5: staff stop what reads a document. */

let database: Database;
let bench: JobBench | undefined;
let scan: Buffer;

beforeAll(async () => {
  database = await openTestDatabase();
  scan = await photocopy(await drawPdf((doc) => doc.fontSize(18).text('Gas certificate')));
});
afterEach(async () => {
  await bench?.stop();
  bench = undefined;
});
afterAll(() => database.close());

/** Somebody of the builder's staff. */
const staffOf = ({ scope: { tenantId } }: TestBuilder) =>
  tenantScope(tenantId, { kind: 'staff', userId: v7(), email: 'manager@example.test' });

const jobsOf = (documentId: string) =>
  withScope(scope, (tx) =>
    tx.select().from(jobStatus).where(eq(jobStatus.subjectId, documentId)).orderBy(asc(jobStatus.id)),
  );

/** Reads one page, then nothing more until it is stopped. */
function slowRecogniser() {
  const asked: number[][] = [];
  let stuck = true;
  const recognise: typeof recognisePages = async ({ pages, signal }, take) => {
    asked.push(pages);
    for (const number of pages) {
      await take({ number, text: `Recognised page ${number}.`, headings: [], headingLevels: [], hasText: true }, false);
      if (stuck)
        await new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
        });
    }
  };
  return { recognise, asked, release: () => (stuck = false) };
}

async function start(slow: ReturnType<typeof slowRecogniser>) {
  const model = fakeModel();
  bench = await startBench([
    documentIngest(() => model),
    documentIngestEnd,
    documentRecognise(() => model, { recognise: slow.recognise }),
    documentRecogniseEnd,
    documentStop,
  ]);
}

describe('requestStop', () => {
  test('of a scan, midway: it has failed with what was done, and reading it anew goes on from there', async () => {
    const slow = slowRecogniser();
    await start(slow);
    const builder = await addBuilder();
    const stored = await upload(builder, await pdfOfPages([scan, scan, scan]));
    await expect.poll(() => slow.asked, { timeout: 60_000 }).toEqual([[1, 2, 3]]);

    await requestStop(staffOf(builder), stored.documentId);
    await quiet();
    expect(await version(stored.versionId)).toMatchObject({
      status: 'failed',
      reason: 'Stopped by staff before it was read to its end.',
    });
    expect((await jobsOf(stored.documentId)).map(({ eventName, state }) => [eventName, state])).toEqual([
      ['document/uploaded', 'succeeded'],
      ['document/recognition.requested', 'cancelled'],
      ['document/stop.requested', 'succeeded'],
    ]);
    await expect(requestStop(staffOf(builder), stored.documentId)).rejects.toMatchObject({ code: 'conflict' });

    slow.release();
    const again = await reingestDocument(builder.scope, stored.documentId);
    await ended({ jobId: again.jobId, versionId: stored.versionId });
    await expect.poll(async () => (await version(stored.versionId)).status, { timeout: 60_000 }).toBe('ready');
    // The page that was read before it was stopped is not read again.
    await expect
      .poll(() => slow.asked, { timeout: 60_000 })
      .toEqual([
        [1, 2, 3],
        [2, 3],
      ]);
    const { chunks } = await passages(builder, stored.documentId);
    expect(chunks.map(({ text }) => text).join(' ')).toContain('Recognised page 1.');
  });

  test('of the scans of a document that is searched already: it stays so, and says what is missing', async () => {
    const slow = slowRecogniser();
    await start(slow);
    const builder = await addBuilder();
    const stored = await upload(builder, await pdfOfPages([page('Fuse board'), scan, scan]));
    await expect.poll(() => slow.asked, { timeout: 60_000 }).toEqual([[2, 3]]);
    await requestStop(staffOf(builder), stored.documentId);
    await quiet();
    const { status, reason, warnings } = await version(stored.versionId);
    expect({ status, reason }).toEqual({ status: 'ready', reason: null });
    expect(warnings.at(-1)).toMatch(
      /ended before it was whole: Stopped by staff .+ Read the document again to go on\.$/,
    );
    expect((await passages(builder, stored.documentId)).chunks.some(({ text }) => text.includes('Fuse'))).toBe(true);
    const audit = await withScope(scope, (tx) =>
      tx
        .select()
        .from(auditLog)
        .where(and(eq(auditLog.subjectId, stored.documentId), eq(auditLog.action, 'document.reading-stopped'))),
    );
    expect(audit).toHaveLength(1);
  });

  test('of a file that waits for its turn: it is never read', async () => {
    bench = await startBench([documentStop]);
    const builder = await addBuilder();
    const stored = await upload(builder, await pdfOfPages([page('Fuse board')]));
    await requestStop(staffOf(builder), stored.documentId);
    await quiet();
    expect(await version(stored.versionId)).toMatchObject({ status: 'failed', pages: null });
    await bench.stop();
    const model = fakeModel();
    bench = await startBench([documentIngest(() => model)]);
    const again = await reingestDocument(builder.scope, stored.documentId);
    await ended({ jobId: again.jobId, versionId: stored.versionId });
    expect(await version(stored.versionId)).toMatchObject({ status: 'ready', reason: null });
  });

  test('E2: another builder finds nothing to stop, and what is not read is not stopped', async () => {
    const [builder, other] = [await addBuilder(), await addBuilder()];
    const stored = await upload(builder, await pdfOfPages([page('Fuse board')]));
    await expect(requestStop(staffOf(other), stored.documentId)).rejects.toMatchObject({ code: 'not-found' });
  });
});
