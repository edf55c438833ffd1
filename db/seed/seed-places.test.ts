import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import { PLACE_CATEGORY_IDS } from '#app/features/homes/place-categories.ts';
import { distanceBetween } from '#app/features/homes/distance.ts';
import type { Database } from '../client.ts';
import { pointsOfInterest } from '../schema/homes.ts';
import { systemScope } from '../scope-makers.ts';
import { withScope } from '../scope.ts';
import { openTestDatabase } from '../testing.ts';
import { PILOT_DEVELOPMENT } from './longview/houses.ts';
import { PILOT_PLACES } from './longview/places.ts';
import { seedPlaces } from './seed-places.ts';

let database: Database;
let builder: TestTenant;
beforeAll(async () => {
  database = await openTestDatabase();
  builder = await createTestTenant('builder');
});
afterAll(() => database.close());

const rows = () => withScope(systemScope('test'), (tx) => tx.select().from(pointsOfInterest));

test('every category has a place within 3 km, each place once', () => {
  expect(new Set(PILOT_PLACES.map(({ category }) => category))).toEqual(new Set(PLACE_CATEGORY_IDS));
  expect(new Set(PILOT_PLACES.map(({ key }) => key)).size).toBe(PILOT_PLACES.length);
  for (const place of PILOT_PLACES) expect(distanceBetween(PILOT_DEVELOPMENT, place), place.name).toBeLessThan(3000);
});

test('seeding twice changes nothing, and what a refresh has looked up stays', async () => {
  await seedPlaces(builder);
  await seedPlaces(builder);
  expect(await rows()).toHaveLength(PILOT_PLACES.length);
  await withScope(systemScope('test'), async (tx) => {
    await tx.delete(pointsOfInterest);
    await tx.insert(pointsOfInterest).values({
      tenantId: builder.tenantId,
      developmentId: builder.developmentId,
      source: 'overpass',
      sourceId: 'node/1',
      category: 'cafe',
      name: 'Looked up',
      latitude: 51.9,
      longitude: -8.2,
      refreshedAt: new Date(),
    });
  });
  await seedPlaces(builder);
  expect((await rows()).map(({ name }) => name)).toEqual(['Looked up']);
});
