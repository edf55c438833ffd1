import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { documents } from '#db/schema/documents.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { developerOf, createTestTenant } from '#app/features/identity/testing.ts';
import { twoBuilders } from '#app/features/identity/testing/builders.ts';
import { listDocuments } from './list-documents.server.ts';
import { storeTestDocument } from './testing/store-test-document.ts';

const world = twoBuilders();

beforeAll(async () => {
  await storeTestDocument(world.other, { title: 'Not theirs' });
  for (const number of [1, 2, 3, 4, 5]) {
    await storeTestDocument(world.builder, {
      title: `Guide ${number}`,
      category: number === 3 ? 'heating' : 'guides',
      houseTypes: number === 5 ? ['B'] : ['A'],
      status: number === 2 ? 'failed' : 'ready',
    });
  }
});

const titles = (page: { items: { title: string }[] }) => page.items.map((item) => item.title);

describe('G2: listDocuments', () => {
  test('B1: goes on by cursor, newest first, and stays inside the tenant', async () => {
    const scope = developerOf(world.builder);
    const first = await listDocuments(scope, { limit: 2 });
    expect(titles(first)).toEqual(['Guide 5', 'Guide 4']);
    const second = await listDocuments(scope, { limit: 2, cursor: first.next_cursor! });
    expect(titles(second)).toEqual(['Guide 3', 'Guide 2']);
    const third = await listDocuments(scope, { limit: 2, cursor: second.next_cursor! });
    expect(titles(third)).toEqual(['Guide 1']);
    expect(third.next_cursor).toBeNull();
  });

  test('newest is by time, whatever the ids, and pages through documents of one moment', async () => {
    const third = await createTestTenant('third');
    const moment = new Date('2026-01-01T00:00:00.000Z');
    for (const [title, id] of [
      ['Old', 'f0000000-0000-4000-8000-000000000000'],
      ['One', 'a0000000-0000-4000-8000-000000000000'],
      ['Two', 'b0000000-0000-4000-8000-000000000000'],
      ['New', '00000000-0000-4000-8000-000000000000'],
    ] as const) {
      const { documentId } = await storeTestDocument(third, { id, title });
      const createdAt =
        title === 'Old'
          ? new Date('2025-01-01T00:00:00.000Z')
          : title === 'New'
            ? new Date('2026-06-01T00:00:00.000Z')
            : moment;
      await withScope(systemScope('test'), (tx) =>
        tx.update(documents).set({ createdAt }).where(eq(documents.id, documentId)),
      );
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listDocuments(developerOf(third), { limit: 1, cursor });
      seen.push(...titles(page));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(['New', 'Two', 'One', 'Old']);
  });

  test('filters by status, category, house type and words of the title', async () => {
    const scope = developerOf(world.builder);
    expect(titles(await listDocuments(scope, { limit: 10, status: 'failed' }))).toEqual(['Guide 2']);
    expect(titles(await listDocuments(scope, { limit: 10, category: 'heating' }))).toEqual(['Guide 3']);
    expect(titles(await listDocuments(scope, { limit: 10, houseType: 'B' }))).toEqual(['Guide 5']);
    expect(titles(await listDocuments(scope, { limit: 10, q: 'GUIDE 4' }))).toEqual(['Guide 4']);
    expect(titles(await listDocuments(scope, { limit: 10, q: '%' }))).toEqual([]);
  });

  test('tells which version owners read', async () => {
    const { items } = await listDocuments(developerOf(world.builder), { limit: 10 });
    expect(items.find((item) => item.title === 'Guide 2')).toMatchObject({
      status: 'failed',
      version: 1,
      live_version: null,
    });
    expect(items.find((item) => item.title === 'Guide 4')).toMatchObject({
      status: 'ready',
      version: 1,
      live_version: 1,
    });
  });

  test('B1: refuses a cursor that is not its own', async () => {
    await expect(listDocuments(developerOf(world.builder), { limit: 10, cursor: 'nonsense' })).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });
});
