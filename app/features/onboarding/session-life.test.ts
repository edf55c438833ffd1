import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/client.ts';
import { openTestDatabase } from '#db/testing.ts';
import { step, World, type Step } from './testing/session-world.ts';

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

async function run(steps: Step[]): Promise<void> {
  const world = await World.make();
  for (const one of steps) {
    await world.take(one);
    await world.verify();
  }
}

/**
 * E3: in whatever order, every token ever minted is living or dead as the model says, and each step answers as it says.
 */
test('E3: every token lives or is dead as the model says, after whatever happened', async () => {
  const property = fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 40, size: 'max' }), run);
  await expect(fc.assert(property, { numRuns: 30 })).resolves.toBeUndefined();
});
