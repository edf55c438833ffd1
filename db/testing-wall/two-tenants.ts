import { sql } from 'drizzle-orm';
import { createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import type { Database } from '../client.ts';
import { systemScope } from '../scope-makers.ts';
import { withScope, type Scope } from '../scope.ts';
import { openTestDatabase } from '../testing.ts';
import { furnish, scopesOf } from './furnish.ts';

type TwoTenants = { database: Database; mine: TestTenant; other: TestTenant; scopes: ReturnType<typeof scopesOf> };

/** A database of two builders with a claimed house each, both with rows in every table, and the scopes of the first. */
export async function openTwoTenants(): Promise<TwoTenants> {
  const database = await openTestDatabase();
  const mine = await createTestTenant('mine', { claimed: true });
  const other = await createTestTenant('other', { claimed: true });
  await furnish(mine);
  await furnish(other);
  return { database, mine, other, scopes: scopesOf(mine) };
}

/** Runs statements one after the other in one transaction of `scope`. */
export const runIn = (scope: Scope, ...statements: string[]): Promise<void> =>
  withScope(scope, async (tx) => {
    for (const statement of statements) await tx.execute(sql.raw(statement));
  });

/** The rows of a statement that the platform asks. */
export const askAsPlatform = async (text: string): Promise<Record<string, unknown>[]> =>
  (await withScope(systemScope('test'), (tx) => tx.execute<Record<string, unknown>>(sql.raw(text)))).rows;

/** What a refusal by the server's own rules looks like to whoever asked through a scope. */
export const REFUSED = { cause: { code: '42501' } };
