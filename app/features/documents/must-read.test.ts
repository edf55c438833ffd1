import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownerOf } from '#app/features/assistant/testing/library.ts';
import { developerOf, createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import type { Database } from '#db/client.ts';
import { openTestDatabase } from '#db/testing.ts';
import { confirmRead, listMustRead, readReceipts, setMustRead } from './must-read.server.ts';
import { storeTestDocument } from './testing/store-test-document.ts';

let database: Database;
let mine: TestTenant;
let other: TestTenant;
let documentId: string;

beforeAll(async () => {
  database = await openTestDatabase();
  mine = await createTestTenant('mine', { claimed: true });
  other = await createTestTenant('other', { claimed: true });
  ({ documentId } = await storeTestDocument(mine, { status: 'ready' }));
});
afterAll(() => database.close());

test('F5: an owner is asked to read a document, confirms it once, and staff see how many have', async () => {
  const staff = developerOf(mine);
  const owner = ownerOf(mine);
  expect(await listMustRead(owner)).toEqual([]);
  await setMustRead(staff, documentId, true);
  expect(await readReceipts(staff, documentId)).toEqual({ must_read: true, owners: 1, read: 0 });
  expect(await listMustRead(owner)).toEqual([{ id: documentId, title: expect.any(String), read_at: null }]);
  await confirmRead(owner, documentId);
  const [first] = await listMustRead(owner);
  await confirmRead(owner, documentId);
  expect(await listMustRead(owner)).toEqual([{ ...first, read_at: expect.stringMatching(/^\d{4}-/) }]);
  expect((await listMustRead(owner))[0]?.read_at).toBe(first?.read_at);
  expect(await readReceipts(staff, documentId)).toEqual({ must_read: true, owners: 1, read: 1 });
  await setMustRead(staff, documentId, false);
  expect(await listMustRead(owner)).toEqual([]);
});

test('E2: nobody of another builder confirms, asks or counts', async () => {
  const foreign = developerOf(other);
  const notFound = expect.objectContaining({ code: 'not-found' });
  await expect(confirmRead(ownerOf(other), documentId)).rejects.toEqual(notFound);
  await expect(setMustRead(foreign, documentId, true)).rejects.toEqual(notFound);
  await expect(readReceipts(foreign, documentId)).rejects.toEqual(notFound);
});
