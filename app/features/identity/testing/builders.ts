import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Database } from '#db/client.ts';
import { openTestDatabase } from '#db/testing.ts';
import { resetRateLimits } from '#app/platform/rate-limiter.ts';
import { createTestTenant, type TestTenant } from '../testing.ts';

/** For the tests of one file: a database with two builders in it, there from the first hook or test of the file on. */
export function twoBuilders(): { database: Database; builder: TestTenant; other: TestTenant } {
  const world = {} as ReturnType<typeof twoBuilders>;
  beforeAll(async () => {
    world.database = await openTestDatabase();
    world.builder = await createTestTenant('builder');
    world.other = await createTestTenant('other');
  });
  afterAll(() => world.database.close());
  return world;
}

/** For the tests of one file: a database, and for each test a builder of its own with fresh rate limits. */
export function builderPerTest(): { database: Database; home: TestTenant } {
  const world = {} as ReturnType<typeof builderPerTest>;
  let count = 0;
  beforeAll(async () => {
    world.database = await openTestDatabase();
  });
  afterAll(() => world.database.close());
  beforeEach(async () => {
    resetRateLimits();
    world.home = await createTestTenant(`builder-${(count += 1)}`);
  });
  return world;
}
