import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { recordStatements, replay } from './record-statements.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test('the statements of a scoped transaction are recorded with their values, and do the same again', async () => {
  const ask = () => withScope(systemScope('test'), (tx) => tx.execute<{ n: number }>(sql`select ${41}::int + 1 as n`));
  const recorded = await recordStatements(database.platformPool, async () => void (await ask()));
  expect(recorded).toHaveLength(1);
  expect(JSON.stringify(recorded)).toMatch(/begin; .*set local role .*select \$1::int \+ 1 as n.*\[41\].*commit/);
  const again = await recordStatements(database.platformPool, () =>
    replay(database.platformPool, recorded, database.begin),
  );
  expect(JSON.stringify(again)).toBe(JSON.stringify(recorded));
  expect((await recordStatements(database.platformPool, async () => {})).length).toBe(0);
  expect((await ask()).rows).toEqual([{ n: 42 }]);
});
