import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/client.ts';
import { openTestDatabase } from '#db/testing.ts';
import { developerOf, createTestTenant } from '#app/features/identity/testing.ts';
import { listCategories } from './list-categories.server.ts';
import { CATEGORIES } from './schema.ts';
import { storeTestDocument } from './testing/store-test-document.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test('E2, F5: offers the known categories, then the tenant’s own ones, and nobody else’s', async () => {
  const builder = await createTestTenant('builder');
  const other = await createTestTenant('other');
  await storeTestDocument(builder, { category: 'sauna' });
  await storeTestDocument(builder, { category: 'heating' });
  await storeTestDocument(other, { category: 'helipad' });
  expect(await listCategories(developerOf(builder))).toEqual([...CATEGORIES, 'sauna']);
});
