import { readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestAdmin, createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import type { Database } from './client.ts';
import { staffUsers } from './schema/identity.ts';
import { systemScope } from './scope-makers.ts';
import { withScope } from './scope.ts';
import { openTestDatabase } from './testing.ts';

let database: Database;
let tenant: TestTenant;
let adminId: string;

beforeAll(async () => {
  database = await openTestDatabase();
  tenant = await createTestTenant('mine');
  adminId = await createTestAdmin();
});
afterAll(() => database.close());

test('G13: who was a developer before there were two roles is a manager, and an admin stays one', async () => {
  await database.owner.query('alter table staff_users drop constraint staff_users_role');
  // Policies and triggers are made anew after the migrations: those that speak of the role did not stand when this ran.
  await database.owner.query(`do $$ declare p record; begin
    for p in select policyname, tablename from pg_policies
      where coalesce(qual, '') || coalesce(with_check, '') ~ '\\mrole\\M'
    loop execute format('drop policy %I on %I', p.policyname, p.tablename); end loop;
    for p in select tgname from pg_trigger where tgrelid = 'staff_users'::regclass and not tgisinternal
    loop execute format('drop trigger %I on staff_users', p.tgname); end loop; end $$`);
  const before = sql`case when ${staffUsers.tenantId} is null then 'admin' else 'developer' end`;
  await withScope(systemScope('test'), (tx) => tx.update(staffUsers).set({ role: before }));
  await database.owner.query(readFileSync('db/migrations/0010_staff_roles.sql', 'utf8'));
  const rows = await withScope(systemScope('test'), (tx) =>
    tx.select({ id: staffUsers.id, role: staffUsers.role }).from(staffUsers),
  );
  expect(new Map(rows.map(({ id, role }) => [id, role]))).toEqual(
    new Map([
      [tenant.developerId, 'manager'],
      [tenant.viewerId, 'manager'],
      [adminId, 'admin'],
    ]),
  );
});

test('G13: there is no other role', async () => {
  const unknown = withScope(systemScope('test'), (tx) => tx.update(staffUsers).set({ role: sql`'developer'` }));
  await expect(unknown).rejects.toMatchObject({ cause: { code: '23514', constraint: 'staff_users_role' } });
});
