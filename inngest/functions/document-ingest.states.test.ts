import { writeFile } from 'node:fs/promises';
import { eq, inArray, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { getDocument } from '#app/features/documents/get-document.server.ts';
import { readPage } from '#app/features/documents/pages/read-page.server.ts';
import type { StoredDocument } from '#db/queries/documents/documents.ts';
import { reingestDocument } from '#app/features/documents/reingest-document.server.ts';
import { endAbandonedReadings } from '#app/features/ingestion/end-abandoned-readings.server.ts';
import { failIngestion } from '#app/features/ingestion/fail-ingestion.server.ts';
import { readVersion } from '#app/features/ingestion/read-version.server.ts';
import { recordJobState } from '#app/features/jobs/record-job-progress.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { readMetric } from '#app/platform/metrics.ts';
import { storage } from '#app/platform/storage.ts';
import type { JobChange } from '#db/queries/jobs/jobs.ts';
import { documentPages, documentVersions } from '#db/schema/documents.ts';
import { jobStatus } from '#db/schema/jobs.ts';
import { jobScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { documentIngest } from './document-ingest.ts';
import { documentIngestEnd } from './document-ingest-end.ts';
import { fakeModel } from './testing/fake-model.ts';
import { addBuilder, ended, job, scope, upload, version } from './testing/job-bench.ts';
import { anOwnerOf } from './testing/readings.ts';
import { start, useJobBench } from './testing/use-job-bench.ts';

useJobBench();

describe('C3: the pages of a document', () => {
  test('are those of the reading that is live, until another is whole', async () => {
    const model = fakeModel();
    await start([documentIngest(() => model), documentIngestEnd]);
    const builder = await addBuilder();
    const stored = await upload(builder, Buffer.from('The stopcock is under the sink.'), { kind: 'txt' });
    await ended(stored);
    const owner = anOwnerOf(builder);
    const textOf = async (document: StoredDocument, page: number) =>
      (await readPage(owner, document, page))?.text ?? '';
    const shown = async () => {
      const document = await getDocument(owner, stored.documentId);
      return [document.pages, await textOf(document, 1), await textOf(document, 2)];
    };
    expect(await shown()).toEqual([1, 'The stopcock is under the sink.', '']);

    // As a new reader might understand the same file.
    const path = (await storage()).pathOf((await version(stored.versionId)).storageKey)!;
    await writeFile(path, 'The stopcock is in the hall.\fIt turns to the right.');
    const embed = model.embed;
    model.embed = async () => {
      expect(await shown()).toEqual([1, 'The stopcock is under the sink.', '']);
      throw new AppError('bad-request', 'The search model refuses the key.');
    };
    const failing = await reingestDocument(builder.scope, stored.documentId);
    const { versionId } = stored;
    expect(await ended({ ...failing, versionId })).toMatchObject({ error: 'The search model refuses the key.' });
    expect(await shown()).toEqual([1, 'The stopcock is under the sink.', '']);

    model.embed = embed;
    const again = await reingestDocument(builder.scope, stored.documentId);
    expect(await ended({ ...again, versionId })).toMatchObject({ state: 'succeeded' });
    expect(await shown()).toEqual([2, 'The stopcock is in the hall.', 'It turns to the right.']);
    const readings = await withScope(builder.scope, (tx) =>
      tx
        .selectDistinct({ id: documentPages.readingId })
        .from(documentPages)
        .where(eq(documentPages.versionId, versionId)),
    );
    expect(readings).toEqual([{ id: again.jobId }]);
  });
});

/** Ends a job as those do that know no document, `minutes` ago. */
async function endAlone(jobId: string, change: JobChange, minutes: number): Promise<void> {
  await recordJobState(scope, jobId, change);
  await withScope(scope, (tx) =>
    tx
      .update(jobStatus)
      .set({ finishedAt: sql`now() - ${minutes} * interval '1 minute'` })
      .where(eq(jobStatus.id, jobId)),
  );
}

const sweep = () => endAbandonedReadings(scope, (tenantId) => jobScope('test', tenantId));
const text = Buffer.from('The stopcock is under the sink.');
const refused = { state: 'failed', error: 'The search model refuses the key.' } as const;

describe('C8: a version whose job has ended without it', () => {
  test('is ended by the sweep with the job’s own reason, once what tells it is late, and that is counted', async () => {
    const builder = await addBuilder();
    const [late, recent, open, forgotten] = [
      await upload(builder, text, { kind: 'txt' }),
      await upload(builder, text, { kind: 'txt' }),
      await upload(builder, text, { kind: 'txt' }),
      await upload(builder, text, { kind: 'txt' }),
    ];
    await endAlone(late.jobId, refused, 2);
    await endAlone(recent.jobId, refused, 0);
    await withScope(scope, async (tx) => {
      await tx.delete(jobStatus).where(eq(jobStatus.id, forgotten.jobId));
      await tx
        .update(documentVersions)
        .set({ createdAt: sql`now() - interval '1 hour'` })
        .where(inArray(documentVersions.id, [open.versionId, forgotten.versionId]));
    });
    const lateEnds = async () => (await readMetric('ingestion_late_ends_total'))[0]?.value ?? 0;
    const before = await lateEnds();
    expect(await sweep()).toBe(2);
    expect((await lateEnds()) - before).toBe(2);
    expect(await version(late.versionId)).toMatchObject({ status: 'failed', reason: refused.error });
    expect(await version(forgotten.versionId)).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/Read it again/),
    });
    expect(await version(recent.versionId)).toMatchObject({ status: 'queued' });
    expect(await version(open.versionId)).toMatchObject({ status: 'queued' });
    expect(await sweep()).toBe(0);
  });

  test('can be read again at once, and what comes late of the former job does not end the new reading', async () => {
    const builder = await addBuilder();
    const { documentId, versionId, jobId } = await upload(builder, text, { kind: 'txt' });
    await expect(reingestDocument(builder.scope, documentId)).rejects.toMatchObject({ code: 'conflict' });
    await endAlone(jobId, refused, 0);
    const again = await reingestDocument(builder.scope, documentId);
    expect(await failIngestion(builder.scope, { jobId, versionId }, 'Cancelled by staff.')).toBe(false);
    expect(await version(versionId)).toMatchObject({ status: 'queued', reason: null });
    expect(await job(again.jobId)).toMatchObject({ state: 'queued' });
    await expect(reingestDocument(builder.scope, documentId)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('C5: is shown the cause, not what followed from it', async () => {
    const builder = await addBuilder();
    const { versionId, jobId } = await upload(builder, text, { kind: 'txt' });
    await endAlone(jobId, refused, 0);
    await failIngestion(builder.scope, { jobId, versionId }, 'The job has ended already.');
    expect(await version(versionId)).toMatchObject({ status: 'failed', reason: refused.error });
  });

  test('C7: stays ready when a job server begins the run of its job once more', async () => {
    await start([documentIngest(() => fakeModel()), documentIngestEnd]);
    const builder = await addBuilder();
    const { jobId, versionId } = await upload(builder, text, { kind: 'txt' });
    await ended({ jobId, versionId });
    await withScope(scope, (tx) =>
      tx.update(jobStatus).set({ state: 'running', finishedAt: null }).where(eq(jobStatus.id, jobId)),
    );
    expect(await readVersion(builder.scope, { jobId, versionId })).toMatchObject({ wanted: 'no-more' });
    expect(await version(versionId)).toMatchObject({ status: 'ready' });
    await failIngestion(builder.scope, { jobId, versionId }, 'The job server gave it up.');
    expect(await version(versionId)).toMatchObject({ status: 'ready', reason: null });
  });
});
