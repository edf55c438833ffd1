import { developerOf } from '#app/features/identity/testing.ts';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { twoBuilders } from '#app/features/identity/testing/builders.ts';
import { documentPages, recognisedPages } from '#db/schema/documents.ts';
import { houseScope, systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { listUnreadPages } from './list-unread-pages.server.ts';
import { previewPage } from './preview-page.server.ts';
import { readPage } from './read-page.server.ts';
import { readPlaces } from './read-places.server.ts';
import { endTestVersion, storeTestDocument } from '../testing/store-test-document.ts';

const world = twoBuilders();
let stored: Awaited<ReturnType<typeof storeTestDocument>>;
let next: typeof stored;

type Page = Partial<typeof documentPages.$inferInsert> & { page: number };

/** Two versions with pages; the second is the one that owners read. */
beforeAll(async () => {
  stored = await storeTestDocument(world.builder, { status: 'ready' });
  next = await storeTestDocument(world.builder, { id: stored.documentId });
  await endTestVersion(developerOf(world.builder), next, 'ready');
  const insert = (version: typeof stored, pages: Page[]) =>
    withScope(systemScope('test'), (tx) =>
      tx.insert(documentPages).values(
        pages.map((page) => ({
          tenantId: world.builder.tenantId,
          versionId: version.versionId,
          readingId: version.jobId,
          documentId: version.documentId,
          houseTypes: ['A'],
          text: 'words',
          hasText: true,
          ...page,
        })),
      ),
    );
  await insert(stored, [{ page: 1, text: 'of the first version' }]);
  await insert(next, [
    { page: 1, role: 'cover', label: 'i', findings: [{ kind: 'running-line', text: 'Longview' }] },
    { page: 2, findings: [{ kind: 'running-line', text: 'Longview' }] },
    {
      page: 3,
      label: '1',
      findings: [
        { kind: 'picture', count: 2 },
        { kind: 'picture' },
        { kind: 'invisible', text: 'draft price 410,000' },
      ],
    },
    { page: 4, text: '', hasText: false, confidence: 31 },
    {
      page: 5,
      confidence: 88,
      recognised: [{ text: 'Tested by Una Roe', box: [0.1, 0.1, 0.5, 0.13] }],
    },
  ]);
});

describe('G3: previewPage', () => {
  const at = (place: { page: number; version?: number }) =>
    previewPage(developerOf(world.builder), stored.documentId, place);

  test('shows the version that owners read, with all that was found on its page', async () => {
    const { page, version, versions, content, unread } = await at({ page: 3 });
    expect({ page, version: version.version, versions }).toEqual({ page: 3, version: 2, versions: [2, 1] });
    expect(content).toMatchObject({ text: 'words', label: '1', findings: [{ count: 2 }, {}, { kind: 'invisible' }] });
    expect(unread.map((one) => one.page)).toEqual([1, 3, 4, 5]);
  });

  test('an older version keeps its text; one that does not exist, and another’s, are not found', async () => {
    expect((await at({ page: 1, version: 1 })).content).toMatchObject({ text: 'of the first version' });
    expect((await at({ page: 9, version: 1 })).content).toBeNull();
    await expect(at({ page: 1, version: 3 })).rejects.toMatchObject({ code: 'not-found' });
    await expect(previewPage(developerOf(world.other), stored.documentId, { page: 1 })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

test('C9, G3: what was not read is counted by kind, without the lines that stand on every page', async () => {
  const unread = await listUnreadPages(developerOf(world.builder), stored.documentId);
  expect(unread.map(({ page, kinds }) => [page, kinds])).toEqual([
    [1, { 'running-line': 1 }],
    [3, { picture: 3, invisible: 1 }],
    [4, {}],
    [5, {}],
  ]);
});

test('E2, C10: an owner gets the text, the labels and the recognised lines, and no finding', async () => {
  const { tenantId, developmentId, houseId, homeownerId } = world.builder;
  const owner = houseScope({
    tenantId,
    developmentId,
    houseId,
    homeownerId,
    houseType: 'A',
    sessionId: v7(),
    claimed: true,
    actor: { kind: 'homeowner', homeownerId, houseId },
  });
  const document = { id: stored.documentId, versionId: next.versionId };
  const page = await readPage(owner, document, 3);
  expect(page).toMatchObject({ text: 'words', label: '1' });
  expect(JSON.stringify(page)).not.toContain('410,000');
  expect(await readPlaces(owner, document, [4, 5])).toEqual({
    labels: { 1: 'i', 3: '1' },
    scans: { 4: 'unreadable', 5: 'read' },
    recognised: { 5: [{ text: 'Tested by Una Roe', box: [0.1, 0.1, 0.5, 0.13] }] },
  });
  expect(await readPage(owner, { id: stored.documentId, versionId: stored.versionId }, 1)).toBeUndefined();
});

test('C10: pages whose pictures wait to be recognised say so, with or without text beside them', async () => {
  const { tenantId } = world.builder;
  await withScope(systemScope('test'), (tx) =>
    tx
      .insert(recognisedPages)
      .values([2, 4].map((page) => ({ tenantId, versionId: next.versionId, page, engine: 'any' }))),
  );
  const unread = await listUnreadPages(developerOf(world.builder), stored.documentId);
  expect(unread.map(({ page, waits }) => [page, waits])).toEqual([
    [1, false],
    [2, true],
    [3, false],
    [4, true],
    [5, false],
  ]);
});
