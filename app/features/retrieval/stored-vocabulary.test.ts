import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import { ownerOf, shelve } from '#app/features/assistant/testing/library.ts';
import type { Database } from '#db/client.ts';
import { findVocabulary } from '#db/queries/retrieval/passages.ts';
import { removeDocument } from '#db/queries/documents/documents.ts';
import { systemScope, tenantScope } from '#db/scope-makers.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { readHouseVocabulary } from './house-vocabulary.server.ts';
import { currentLibraryVersion } from './retrieve-passages.server.ts';

let database: Database;
let mine: TestTenant;
beforeAll(async () => {
  database = await openTestDatabase();
  mine = await createTestTenant('mine', { claimed: true });
});
afterAll(() => database.close());

const readVocabulary = async (scope: HouseScope) => readHouseVocabulary(scope, await currentLibraryVersion(scope));
const read = (houseType = 'A') => readVocabulary(ownerOf(mine, houseType));
const stored = (houseType = 'A') =>
  withScope(ownerOf(mine, houseType), (tx) => findVocabulary(tx, ownerOf(mine, houseType)), { readOnly: true });

/** More libraries than are kept in memory. */
async function forget(): Promise<void> {
  for (let number = 0; number < 50; number += 1) {
    const elsewhere = { ...ownerOf(mine), developmentId: v7() };
    await readVocabulary(elsewhere);
  }
}

test('B5: counted once for a state of the library, by house type, and counted anew when that has changed', async () => {
  await shelve(mine, { title: 'Water', heading: 'Water', text: 'The stopcock is under the sink.' });
  const other = await shelve(mine, {
    title: 'Heat',
    houseTypes: ['B'],
    heading: 'Heat',
    text: 'The boiler is in the attic.',
  });
  expect((await read()).has('stopcock')).toBe(true);
  expect((await read()).has('boiler')).toBe(false);
  expect(await stored()).toMatchObject({ passages: 1, words: expect.stringMatching(/^stopcock 1$/m) });

  await withScope(systemScope('test'), (tx) =>
    tx.execute(sql`update vocabularies set words = words || E'\nsentinel 7'`),
  );
  expect((await read()).has('sentinel')).toBe(false); // in memory
  await forget();
  expect((await read()).has('sentinel')).toBe(true); // as stored

  await shelve(mine, { title: 'Air', heading: 'Air', text: 'The fan is in the wall.' });
  const now = await read();
  expect([now.has('sentinel'), now.has('fan'), now.has('stopcock')]).toEqual([false, true, true]);

  expect((await read('B')).has('boiler')).toBe(true);
  await withScope(tenantScope(mine.tenantId, { kind: 'system', name: 'test' }), (tx) =>
    removeDocument(tx, tenantScope(mine.tenantId, { kind: 'system', name: 'test' }), other),
  );
  expect(await stored('B')).toBeUndefined();
  expect((await read('B')).has('boiler')).toBe(false);
});

test('E2: one house type cannot read the words of another, whatever it asks for', async () => {
  await forget();
  await read();
  await read('B');
  const { rows } = await withScope(ownerOf(mine), (tx) =>
    tx.execute<{ house_types: string[] }>(sql`select house_types from vocabularies`),
  );
  expect(rows.map((row) => row.house_types)).toEqual([['A']]);
});
