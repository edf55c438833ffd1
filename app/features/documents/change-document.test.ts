import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '#db/client.ts';
import { storeVectors } from '#db/queries/ingestion/passages.ts';
import { chunkEmbeddings, chunks, documentPages, documents, libraryVersions } from '#db/schema/documents.ts';
import { auditLog } from '#db/schema/observability.ts';
import { houseScope, jobScope, systemScope } from '#db/scope-makers.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { developerOf, createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import { changeDocument } from './change-document.server.ts';
import { storeTestDocument } from './testing/store-test-document.ts';

let database: Database;
let builder: TestTenant;
let scope: TenantScope;
let id: string;
beforeAll(async () => {
  database = await openTestDatabase();
  builder = await createTestTenant('builder');
  scope = developerOf(builder);
});
beforeEach(async () => {
  id = await addReadDocument();
});
afterAll(() => database.close());

const platform = systemScope('test');
const vector = Array.from({ length: 512 }, () => 0.5);
const fields = { title: ' Heat pump ', category: 'Heating and hot water', house_types: ['B', 'A', 'B'] };

/** A document for house type A that is live, with a page, and two passages of which one has a vector. */
async function addReadDocument(): Promise<string> {
  const stored = await storeTestDocument(builder, { status: 'ready', houseTypes: ['A'] });
  const { documentId, versionId, jobId: readingId } = stored;
  const owned = { tenantId: builder.tenantId, documentId, versionId, readingId, houseTypes: ['A'] };
  await withScope(platform, async (tx) => {
    await tx.update(documents).set({ liveReadingId: readingId }).where(eq(documents.id, documentId));
    await tx.insert(documentPages).values({ ...owned, page: 1, text: 'words', hasText: true });
    const passage = { ...owned, developmentId: builder.developmentId, page: 1, text: 'words' };
    const [first] = await tx
      .insert(chunks)
      .values([
        { ...passage, id: v7(), ordinal: 0 },
        { ...passage, id: v7(), ordinal: 1 },
      ])
      .returning({ id: chunks.id });
    await tx
      .insert(chunkEmbeddings)
      .values({ ...owned, developmentId: builder.developmentId, model: 'm', chunkId: first!.id, embedding: vector });
  });
  return documentId;
}

/** The house types of all that belongs to the document, each once. */
const typesOf = (documentId: string) =>
  withScope(platform, async (tx) => {
    const found = await Promise.all(
      [documentPages, chunks, chunkEmbeddings].map((table) =>
        tx.select({ types: table.houseTypes }).from(table).where(eq(table.documentId, documentId)),
      ),
    );
    const [document] = await tx.select().from(documents).where(eq(documents.id, documentId));
    return [...new Set([...found.flat().map((row) => row.types), document?.houseTypes].map((types) => types?.join()))];
  });

/** What of the document an owner of a house type reaches: documents, pages, passages, vectors. */
const reachOf = (houseType: string) =>
  withScope(
    houseScope({
      tenantId: builder.tenantId,
      developmentId: builder.developmentId,
      houseId: builder.houseId,
      houseType,
      homeownerId: builder.homeownerId,
      sessionId: builder.houseId,
      claimed: true,
      actor: { kind: 'homeowner', homeownerId: builder.homeownerId, houseId: builder.houseId },
    }),
    async (tx) => [
      await tx.$count(documents, eq(documents.id, id)),
      await tx.$count(documentPages, eq(documentPages.documentId, id)),
      await tx.$count(chunks, eq(chunks.documentId, id)),
      await tx.$count(chunkEmbeddings, eq(chunkEmbeddings.documentId, id)),
    ],
  );

describe('G3: changing a document', () => {
  test('changes title, category and house types, and pages, passages and vectors with them', async () => {
    expect([await reachOf('A'), await reachOf('B')]).toEqual([
      [1, 1, 2, 1],
      [0, 0, 0, 0],
    ]);
    await changeDocument(scope, id, { ...fields, house_types: ['B'] });
    expect(await typesOf(id)).toEqual(['B']);
    expect([await reachOf('A'), await reachOf('B')]).toEqual([
      [0, 0, 0, 0],
      [1, 1, 2, 1],
    ]);
    await changeDocument(scope, id, fields);
    const [row] = await withScope(scope, (tx) => tx.select().from(documents).where(eq(documents.id, id)));
    expect(row).toMatchObject({ title: 'Heat pump', category: 'heating', houseTypes: ['A', 'B'] });
    expect(await typesOf(id)).toEqual(['A,B']);
  });

  test('B5: outdates what was kept of the library, and leaves a trace with what it was before', async () => {
    const version = async () =>
      (
        await withScope(platform, (tx) =>
          tx.select().from(libraryVersions).where(eq(libraryVersions.developmentId, builder.developmentId)),
        )
      )[0]?.version ?? 0;
    const before = await version();
    await changeDocument(scope, id, fields);
    expect(await version()).toBeGreaterThan(before);
    const traces = await withScope(platform, (tx) => tx.select().from(auditLog).where(eq(auditLog.subjectId, id)));
    expect(traces).toMatchObject([
      {
        action: 'document.changed',
        actorId: builder.developerId,
        details: {
          before: { title: 'Guide', category: 'guides', houseTypes: ['A'] },
          after: { title: 'Heat pump', category: 'heating', houseTypes: ['A', 'B'] },
        },
      },
    ]);
  });

  test('stays when a version arrives whose upload was begun before', async () => {
    await changeDocument(scope, id, fields);
    await storeTestDocument(builder, { id, title: 'Guide', category: 'guides', houseTypes: ['A'] });
    const [row] = await withScope(scope, (tx) => tx.select().from(documents).where(eq(documents.id, id)));
    expect(row).toMatchObject({ title: 'Heat pump', category: 'heating', houseTypes: ['A', 'B'] });
  });

  test('gives its types to vectors that are made afterwards', async () => {
    await changeDocument(scope, id, { ...fields, house_types: ['B'] });
    const job = jobScope('test', builder.tenantId);
    const passages = await withScope(job, (tx) => tx.select().from(chunks).where(eq(chunks.documentId, id)));
    const target = { developmentId: builder.developmentId, model: 'another' };
    await withScope(job, (tx) =>
      storeVectors(
        tx,
        job,
        target,
        passages.map((row) => ({ id: row.id, vector })),
      ),
    );
    expect(await typesOf(id)).toEqual(['B']);
  });

  test.each([
    ['title', { ...fields, title: ' ' }],
    ['category', { ...fields, category: undefined }],
    ['house_types', { ...fields, house_types: [] }],
    ['house_types', { ...fields, house_types: ['A', 'Z'] }],
  ])('is refused for its %s, and changes nothing', async (field, given) => {
    await expect(changeDocument(scope, id, given)).rejects.toMatchObject({
      code: 'invalid-input',
      fields: [expect.objectContaining({ field })],
    });
    expect(await typesOf(id)).toEqual(['A']);
  });

  test('E2: is not for another tenant', async () => {
    const other = developerOf(await createTestTenant('other'));
    await expect(changeDocument(other, id, fields)).rejects.toMatchObject({ code: 'not-found' });
    expect(await typesOf(id)).toEqual(['A']);
  });
});
