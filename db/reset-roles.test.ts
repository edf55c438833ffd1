import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestTenant } from '#app/features/identity/testing.ts';
import type { Database } from './client.ts';
import { migrateDatabase } from './migrate.ts';
import { askServer } from './testing-wall/ask-server.ts';
import { scopesOf } from './testing-wall/furnish.ts';
import { openTestDatabase } from './testing.ts';

const native = Boolean(process.env.DATABASE_URL);
let database: Database;
let scopes: ReturnType<typeof scopesOf>;
beforeAll(async () => {
  database = await openTestDatabase();
  scopes = scopesOf(await createTestTenant('mine', { claimed: true }));
});
afterAll(() => database.close());

/** What stands in the catalogue of our roles beyond what the migration gives them. */
const leftovers = async () => {
  const { rows } = await database.owner.query<{ left: string }>(`
    select 'setting of ' || r.rolname as left from pg_db_role_setting s join pg_roles r on r.oid = s.setrole
      left join pg_database d on d.oid = s.setdatabase
      where r.rolname ~ '^openhouse_' and r.rolname <> current_user
        and (r.rolname !~ '_[0-9a-f]{12}$' or coalesce(d.datname, current_database()) = current_database())
    union all
    select 'privileges of ' || d.defaclrole::regrole || ' for ' || d.defaclobjtype::text from pg_default_acl d
    order by 1`);
  return rows.map(({ left }) => left);
};

test.runIf(native)(
  'E2: settings and default privileges that SQL gave our roles are gone after the next start',
  async () => {
    const attacks = [
      'alter role openhouse_house set search_path = pg_temp',
      'alter default privileges grant select on tables to public',
      'alter default privileges in schema public grant all on functions to openhouse_staff',
      'alter default privileges revoke execute on functions from public',
      'alter default privileges revoke usage on types from public',
    ];
    for (const attack of attacks) await askServer(scopes.house, (ask) => ask(attack));
    const login = await askServer(scopes.house, async (ask) => {
      await ask('set role none');
      await ask('alter role current_user set work_mem = 1024');
      await ask('alter default privileges grant all on schemas to openhouse_house');
      return (await ask('select current_user::text as name'))[0]?.name;
    });
    expect((await leftovers()).length).toBeGreaterThan(4);
    await migrateDatabase(database);
    expect(await leftovers()).toEqual([]);
    const { rows } = await database.owner.query("select pg_has_role('openhouse_house', 'usage') as member");
    expect(rows).toEqual([{ member: false }]);
    expect(login).toBe(database.pool.options.user);
  },
);

test('E2: so are memberships of others in a login, and of a login in what is not its own', async () => {
  const { rows: logins } = await database.owner.query<{ name: string }>(
    `select r.rolname::text as name from pg_roles r join pg_auth_members m on m.member = r.oid
     where m.roleid = 'openhouse_house'::regrole and (select rolsuper from pg_roles where rolname = current_user)
       or r.rolname = $1 group by 1`,
    [database.pool.options.user],
  );
  const login = logins[0]?.name ?? '';
  expect(login).toMatch(/^openhouse_app_/);
  const stranger = `stranger_${login}`;
  const members = async () =>
    (
      await database.owner.query<{ given: string }>(
        `select a.roleid::regrole || ' to ' || a.member::regrole as given from pg_auth_members a
         where (a.roleid::regrole::text = $1 or a.member::regrole::text = $1)
           and a.member::regrole::text <> current_user order by 1`,
        [login],
      )
    ).rows.map(({ given }) => given);
  const before = await members();
  await database.owner.query(`create role ${stranger}`);
  try {
    await database.owner.query(`grant ${login} to ${stranger}; grant openhouse_platform to ${login}`);
    expect(await members()).toHaveLength(before.length + 2);
    await migrateDatabase(database);
    expect(await members()).toEqual(before);
  } finally {
    await database.owner.query(`drop role ${stranger}`);
  }
});

test.runIf(native)('E2: a login that has changed its own password is let in again after the next start', async () => {
  const { host, port, user, database: name } = database.pool.options;
  const { passwords } = await database.wall();
  const signIn = async () => {
    const client = new pg.Client({ host, port, user, database: name, password: passwords.app });
    try {
      await client.connect();
      return 'let in';
    } catch (error) {
      return (error as { code?: string }).code;
    } finally {
      await client.end();
    }
  };
  await database.pool.query("alter role current_user password 'another'");
  expect(await signIn()).toBe('28P01');
  await migrateDatabase(database);
  expect(await signIn()).toBe('let in');
});
