import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/client.ts';
import { documentPages } from '#db/schema/documents.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { createTestTenant } from '#app/features/identity/testing.ts';
import { listTextlessPages } from './list-textless-pages.server.ts';
import { developerOf, storeTestDocument } from './testing/store-test-document.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test('gathers neighbouring pages without text, and keeps the unreadable apart', async () => {
  const builder = await createTestTenant('builder');
  const scope = developerOf(builder);
  const stored = await storeTestDocument(builder, { status: 'ready' });
  const page = (number: number, state: 'text' | 'empty' | 'failed') => ({
    tenantId: builder.tenantId,
    versionId: stored.versionId,
    readingId: stored.jobId,
    page: number,
    documentId: stored.documentId,
    houseTypes: ['A'],
    text: state === 'text' ? 'words' : '',
    hasText: state === 'text',
    error: state === 'failed' ? 'damaged' : null,
  });
  await withScope(systemScope('test'), (tx) =>
    tx
      .insert(documentPages)
      .values([
        page(1, 'text'),
        page(2, 'empty'),
        page(3, 'empty'),
        page(4, 'failed'),
        page(5, 'text'),
        page(6, 'empty'),
      ]),
  );
  expect(await listTextlessPages(scope, stored.documentId)).toEqual([
    { from: 2, to: 3, state: 'empty' },
    { from: 4, to: 4, state: 'failed' },
    { from: 6, to: 6, state: 'empty' },
  ]);
  await expect(
    listTextlessPages(developerOf(await createTestTenant('other')), stored.documentId),
  ).rejects.toMatchObject({ code: 'not-found' });
});
