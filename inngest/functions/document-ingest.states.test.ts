import { writeFile } from 'node:fs/promises';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { getDocument } from '#app/features/documents/get-document.server.ts';
import { readPage } from '#app/features/documents/read-page.server.ts';
import type { StoredDocument } from '#db/queries/documents/documents.ts';
import { reingestDocument } from '#app/features/documents/reingest-document.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { storage } from '#app/platform/storage.ts';
import type { Database } from '#db/client.ts';
import { documentPages } from '#db/schema/documents.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { documentIngest } from './document-ingest.ts';
import { documentIngestEnd } from './document-ingest-end.ts';
import { fakeModel } from './testing/fake-model.ts';
import { addBuilder, ended, startBench, upload, version, type JobBench } from './testing/job-bench.ts';
import { ownerOf } from './testing/readings.ts';

// Documents are read in processes of their own: on a busy machine each takes seconds.
vi.setConfig({ testTimeout: 240_000 });

let database: Database;
let bench: JobBench | undefined;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterEach(async () => {
  await bench?.stop();
  bench = undefined;
});
afterAll(() => database.close());

describe('C3: the pages of a document', () => {
  test('are those of the reading that is live, until another is whole', async () => {
    const model = fakeModel();
    bench = await startBench([documentIngest(() => model), documentIngestEnd]);
    const builder = await addBuilder();
    const stored = await upload(builder, Buffer.from('The stopcock is under the sink.'), { kind: 'txt' });
    await ended(stored);
    const owner = ownerOf(builder);
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
