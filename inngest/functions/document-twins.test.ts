import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { becomeVersion } from '#app/features/documents/upload/become-version.server.ts';
import { deleteDocument } from '#app/features/documents/delete-document.server.ts';
import { describeDocumentDetails } from '#app/features/documents/describe-document.ts';
import { getDocument } from '#app/features/documents/get-document.server.ts';
import { listDocuments } from '#app/features/documents/list-documents.server.ts';
import { keepOwnDocument } from '#app/features/documents/upload/keep-own-document.server.ts';
import { reingestDocument } from '#app/features/documents/reingest-document.server.ts';
import { failIngestion } from '#app/features/ingestion/fail-ingestion.server.ts';
import { readVersion } from '#app/features/ingestion/read-version.server.ts';
import type { Database } from '#db/client.ts';
import { auditLog } from '#db/schema/observability.ts';
import { jobStatus } from '#db/schema/jobs.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { documentIngest } from './document-ingest.ts';
import { documentIngestEnd } from './document-ingest-end.ts';
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
import { findable, anOwnerOf, passages } from './testing/readings.ts';

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

/** A manual about `subject`; `changed` paragraphs say something else. */
const manual = (subject: string, changed: number[] = []) =>
  Array.from({ length: 40 }, (_, n) =>
    changed.includes(n)
      ? `Since this year rule ${n} is another: whoever owns the place writes to the office ${n * 17} days before.`
      : `Rule ${n} for the ${subject}: turn part ${n * 31} by ${n * 13} degrees, wait ${n} minutes, look at lamp ${n}.`,
  ).join('\n\n');

const send = (builder: TestBuilder, text: string, ifStored?: 'ask' | 'store') =>
  upload(builder, Buffer.from(text), { kind: 'txt', ...(ifStored ? { ifStored } : {}) });

const run = async () => {
  const model = fakeModel();
  bench = await startBench([documentIngest(() => model), documentIngestEnd]);
  return model;
};
const shown = async (builder: TestBuilder, id: string) => describeDocumentDetails(await getDocument(builder.scope, id));

/** Ids of the builder's documents of one state, as the list filters them. */
async function filtered(builder: TestBuilder, status: 'undecided' | 'ready') {
  const { items } = await listDocuments(builder.scope, { limit: 10, status });
  return items.map(({ id }) => id);
}

/** A live document, and another whose text is nearly the same that waits for a choice. */
async function pair() {
  const model = await run();
  const builder = await addBuilder();
  const first = await send(builder, manual('pump'), 'ask');
  await ended(first);
  const second = await send(builder, manual('pump', [3]), 'ask');
  await ended(second);
  return { model, builder, first, second };
}

describe('G3: a text that is nearly another document’s', () => {
  test('waits for a choice when its sender wants to be asked: nobody finds or opens it', async () => {
    const { builder, first, second } = await pair();
    expect(await shown(builder, first.documentId)).toMatchObject({ choice_needed: false, looks_like: null });
    expect(await shown(builder, second.documentId)).toMatchObject({
      status: 'ready',
      live_version: null,
      choice_needed: true,
      looks_like: { document_id: first.documentId, title: 'Guide', version: 1 },
    });
    expect(await filtered(builder, 'undecided')).toEqual([second.documentId]);
    expect(await filtered(builder, 'ready')).toEqual([first.documentId]);
    expect((await passages(builder, second.documentId)).chunks).toEqual([]);
    expect((await findable(builder)).versions).toEqual(new Set([first.versionId]));
    await expect(getDocument(anOwnerOf(builder), second.documentId)).rejects.toMatchObject({ code: 'not-found' });
    expect((await getDocument(anOwnerOf(builder), first.documentId)).likeness).toBeNull();
  });

  test('becomes the next version of the other, which embeds what changed alone', async () => {
    const { model, builder, first, second } = await pair();
    const before = model.texts;
    expect(await becomeVersion(builder.scope, second.documentId, 2)).toBe(first.documentId);
    await quiet();
    expect(await shown(builder, first.documentId)).toMatchObject({ version: 2, live_version: 2, status: 'ready' });
    await expect(getDocument(builder.scope, second.documentId)).rejects.toMatchObject({ code: 'not-found' });
    const read = await passages(builder, first.documentId);
    expect(read.chunks.some(({ text }) => text.includes('rule 3 is another'))).toBe(true);
    expect(read.vectors).toHaveLength(read.chunks.length);
    // One passage of the first's, with its sentences.
    expect(model.texts - before).toBeGreaterThan(0);
    expect(model.texts - before).toBeLessThan(before / 2);
    const trace = await withScope(scope, (tx) =>
      tx.select().from(auditLog).where(eq(auditLog.subjectId, second.documentId)),
    );
    expect(trace).toMatchObject([
      { action: 'document.became-version', details: { of: first.documentId, version: 2, title: 'Guide' } },
    ]);
    await expect(becomeVersion(builder.scope, second.documentId, 2)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('is published as a document of its own when that is said, once', async () => {
    const { builder, first, second } = await pair();
    const choices = await Promise.allSettled([
      keepOwnDocument(builder.scope, second.documentId),
      keepOwnDocument(builder.scope, second.documentId),
    ]);
    expect(choices.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await quiet();
    expect(await shown(builder, second.documentId)).toMatchObject({
      live_version: 1,
      choice_needed: false,
      looks_like: { document_id: first.documentId },
    });
    expect(await filtered(builder, 'undecided')).toEqual([]);
    expect(await filtered(builder, 'ready')).toEqual([second.documentId, first.documentId]);
    expect((await findable(builder)).versions).toEqual(new Set([first.versionId, second.versionId]));
    const jobs = await withScope(scope, (tx) =>
      tx.select().from(jobStatus).where(eq(jobStatus.subjectId, second.documentId)),
    );
    expect(jobs).toHaveLength(2);
    await expect(keepOwnDocument(builder.scope, second.documentId)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('is not put on another version than was said, nor on a document that went meanwhile', async () => {
    const { builder, first, second } = await pair();
    await ended(await upload(builder, Buffer.from(manual('pump', [5])), { kind: 'txt', id: first.documentId }));
    await expect(becomeVersion(builder.scope, second.documentId, 2)).rejects.toThrow(/has got version 2 meanwhile/);
    expect(await shown(builder, second.documentId)).toMatchObject({
      choice_needed: true,
      looks_like: { document_id: first.documentId, version: 2 },
    });
    await deleteDocument(builder.scope, first.documentId);
    expect(await shown(builder, second.documentId)).toMatchObject({ choice_needed: true, looks_like: null });
    await expect(becomeVersion(builder.scope, second.documentId, 3)).rejects.toThrow(/was deleted meanwhile/);
    expect((await findable(builder)).versions).toEqual(new Set());
    await keepOwnDocument(builder.scope, second.documentId);
    await quiet();
    expect((await findable(builder)).versions).toEqual(new Set([second.versionId]));
  });

  test('C7: waits once more when its run is begun again, also after the choice was made', async () => {
    const { builder, second } = await pair();
    const reopen = () =>
      withScope(scope, (tx) =>
        tx.update(jobStatus).set({ state: 'running', finishedAt: null }).where(eq(jobStatus.id, second.jobId)),
      );
    await reopen();
    const ids = { jobId: second.jobId, versionId: second.versionId };
    expect(await readVersion(builder.scope, ids)).toMatchObject({ wanted: 'yes', held: true });
    expect(await shown(builder, second.documentId)).toMatchObject({ status: 'ready', choice_needed: true });
    await keepOwnDocument(builder.scope, second.documentId);
    expect(await readVersion(builder.scope, ids)).toMatchObject({ wanted: 'yes', held: false });
    expect(await failIngestion(builder.scope, ids, 'The job server gave it up.')).toBe(true);
    await quiet();
    const read = await passages(builder, second.documentId);
    expect(read.document?.liveVersionId).toBe(second.versionId);
    expect(read.unsearched).toBe(0);
  });

  test('is held again when it is read again, and not once the other has gone', async () => {
    const { builder, first, second } = await pair();
    const again = await reingestDocument(builder.scope, second.documentId);
    // No choice is asked for while it is read: its buttons are not there.
    expect(await shown(builder, second.documentId)).toMatchObject({ choice_needed: false });
    expect(await filtered(builder, 'undecided')).toEqual([]);
    await ended({ ...again, versionId: second.versionId });
    expect(await filtered(builder, 'undecided')).toEqual([second.documentId]);
    expect(await shown(builder, second.documentId)).toMatchObject({ choice_needed: true });
    await deleteDocument(builder.scope, first.documentId);
    await ended({ ...(await reingestDocument(builder.scope, second.documentId)), versionId: second.versionId });
    expect(await shown(builder, second.documentId)).toMatchObject({ choice_needed: false, live_version: 1 });
  });

  test('of two that are read at once one finds the other', async () => {
    await run();
    const builder = await addBuilder();
    const both = [await send(builder, manual('gate'), 'ask'), await send(builder, `${manual('gate', [1])}\n`, 'ask')];
    await quiet();
    const held = await Promise.all(both.map(async ({ documentId }) => shown(builder, documentId)));
    expect(held.filter(({ choice_needed }) => choice_needed)).toHaveLength(1);
    expect((await findable(builder)).versions.size).toBe(1);
  });

  test('is published with a word about it when nobody asks; other manuals, other tenants’ are not named', async () => {
    await run();
    const [builder, stranger] = [await addBuilder(), await addBuilder()];
    const first = await send(builder, manual('pump'));
    const [same, unlike, foreign] = [
      await send(builder, manual('pump', [2])),
      await send(
        builder,
        manual(
          'pump',
          Array.from({ length: 30 }, (_, n) => n),
        ).replaceAll('pump', 'boiler'),
        'ask',
      ),
      await send(stranger, manual('pump'), 'ask'),
    ];
    await quiet();
    const all = [await shown(builder, first.documentId), await shown(builder, same.documentId)];
    // Whichever was read later looks like the other.
    expect(all.map(({ looks_like }) => looks_like !== null).toSorted()).toEqual([false, true]);
    expect(all.every(({ live_version, choice_needed }) => live_version === 1 && !choice_needed)).toBe(true);
    expect(await shown(builder, unlike.documentId)).toMatchObject({ live_version: 1, looks_like: null });
    expect(await shown(stranger, foreign.documentId)).toMatchObject({ live_version: 1, looks_like: null });
    expect(await version(foreign.versionId)).toMatchObject({ status: 'ready', warnings: [] });
  });
});
