import { asc, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/client.ts';
import { storePassages } from '#db/queries/ingestion/passages.ts';
import { storePages, type PageToStore } from '#db/queries/ingestion/versions.ts';
import { chunks, documentPages } from '#db/schema/documents.ts';
import { jobScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { storeTestDocument } from '#app/features/documents/testing/store-test-document.ts';
import { createTestTenant } from '#app/features/identity/testing.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test('C9, C10: what is known of a page is stored; passages name it as printed, and their headings', async () => {
  const builder = await createTestTenant('fields');
  const stored = await storeTestDocument(builder, { status: 'processing' });
  const version = { ...stored, developmentId: builder.developmentId, houseTypes: ['A'] };
  const scope = jobScope('test', builder.tenantId);
  const page = (number: number, rest: Partial<PageToStore> = {}): PageToStore => ({
    page: number,
    text: 'words',
    headings: [],
    hasText: true,
    error: null,
    ...rest,
  });
  const scan: Partial<PageToStore> = {
    label: 'iv',
    role: 'cover',
    confidence: 71.5,
    recognised: [{ text: 'odd \0 letter', box: [0, 0.1, 1, 0.2] }],
    findings: [{ kind: 'invisible', text: 'hidden', count: 2 }],
  };
  const [former, reading] = [v7(), v7()];
  const pages = await withScope(scope, async (tx) => {
    // What another reading knew of a page is not this one's.
    await storePages(tx, scope, version, former, [page(2, { label: '1' }), page(3, { label: '2' })]);
    await storePages(tx, scope, version, reading, [page(1, scan), page(2), page(3)]);
    return tx.select().from(documentPages).where(eq(documentPages.readingId, reading)).orderBy(asc(documentPages.page));
  });
  const nothing = { label: null, role: null, confidence: null, recognised: null, findings: [] };
  expect(pages).toMatchObject([
    { ...scan, recognised: [{ text: 'odd \uFFFD letter', box: [0, 0.1, 1, 0.2] }] },
    nothing,
    nothing,
  ]);

  const passages = await withScope(scope, async (tx) => {
    const passage = { heading: null, text: 'words' };
    await storePassages(tx, scope, version, reading, [
      { ordinal: 0, page: 1, ...passage },
      { ordinal: 1, page: 1, lastPage: 2, ...passage },
      { ordinal: 2, page: 3, ...passage, heading: 'Water', section: ['Inchkeith', 'Water'] },
    ]);
    return tx.select().from(chunks).where(eq(chunks.readingId, reading)).orderBy(asc(chunks.ordinal));
  });
  expect(passages).toMatchObject([
    { page: 1, lastPage: null, pageLabel: 'iv', section: [] },
    { page: 1, lastPage: 2, pageLabel: 'iv–2', section: [] },
    { page: 3, lastPage: null, pageLabel: null, section: ['Inchkeith', 'Water'] },
  ]);
});
