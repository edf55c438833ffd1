import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { TestTenant } from '#app/features/identity/testing.ts';
import type { Database } from './client.ts';
import { migrateDatabase } from './migrate.ts';
import { systemScope } from './scope-makers.ts';
import { ticketOf, withScope, type Scope } from './scope.ts';
import { askServer, type Ask } from './testing-wall/ask-server.ts';
import { scopesOf } from './testing-wall/furnish.ts';
import { openTwoTenants } from './testing-wall/two-tenants.ts';

let database: Database;
let mine: TestTenant;
let other: TestTenant;
let scopes: ReturnType<typeof scopesOf>;

beforeAll(async () => {
  ({ database, mine, other, scopes } = await openTwoTenants());
});
afterAll(() => database.close());

const refused = (code: string | RegExp) => ({ code: expect.stringMatching(code) });
/** What a statement leads to, a refusal among it, without ending the transaction. */
async function outcomeOf(ask: Ask, text: string, values?: unknown[]): Promise<unknown> {
  await ask('savepoint before_it');
  return ask(text, values).catch(async (error: { code?: string }) => {
    await ask('rollback to savepoint before_it').catch(() => {});
    return error.code;
  });
}

describe('E2: attacks inside a transaction, as the server alone judges them', () => {
  const forged = ['staff', 'house', 'platform'].map(
    (kind) => `${kind}|11111111-1111-4111-8111-111111111111|||||||${'0'.repeat(64)}`,
  );
  /** Statements that must not widen what the same transaction sees afterwards, whether they are refused or not. */
  const widening = [
    ...[
      'openhouse_staff',
      'openhouse_job',
      'openhouse_entry',
      'openhouse_door',
      'openhouse_platform',
      'openhouse_keeper',
      'postgres',
      'none',
    ].flatMap((role) => [`set role ${role}`, `set local role ${role}`, `select set_config('role', '${role}', true)`]),
    'reset role',
    'reset all',
    'discard all',
    'reset session authorization',
    'set session authorization default',
    'set session authorization postgres',
    "select set_config('session_authorization', 'postgres', false)",
    ...forged.flatMap((scope) => [
      `set local "openhouse.scope" = '${scope}'`,
      `select set_config('openhouse.scope', '${scope}', true)`,
      `select wall.open('${scope}')`,
    ]),
    'set local "openhouse.scope" = \'\'',
    "select set_config('openhouse.scope', '|||', true)",
    'set local "openhouse.scope" = \'house\'',
    'set row_security = off',
    "set local session_replication_role = 'replica'",
    "update pg_settings set setting = 'postgres' where name in ('role', 'session_authorization')",
    "do $$ begin execute 'reset role'; end $$",
    '/* */ reset session authorization',
    '--\rset session authorization postgres/*\nselect 1*/',
    '\r--\r\rreset role/*\nvalues (1)*/',
    '--\rset "openhouse.scope" = 1/*\nselect 1*/',
    "select query_to_xml('reset session authorization', true, true, '')",
    'create temp table houses (id uuid)',
    "create function public.leak(text) returns bool language sql as 'select true'",
    'create schema evil',
    'set search_path = pg_temp, public',
    'commit',
    'rollback',
    'select 1; reset session authorization',
    "explain analyze select set_config('role', 'postgres', false)",
    "select set_config('role', 'none', true), set_config('openhouse.scope', '', true)",
    'rollback and chain',
  ];
  const looks = [
    'select id::text from houses',
    'select id::text from tenants',
    'select password_hash from staff_users',
    'select inner_key from wall.key',
    'select password from wall.logins',
    'select rolpassword from pg_authid',
    'select text from chunks',
  ];

  test.each(['house', 'staff', 'entry', 'door'] as const)(
    '%s sees no more after any of them',
    async (kind) => {
      const scope = scopes[kind];
      const seen = (look: string) => askServer(scope, (ask) => ask(look)).catch(() => []);
      const allowed = new Set<string>();
      for (const look of looks) for (const row of await seen(look)) allowed.add(JSON.stringify(row));
      for (const attack of widening) {
        for (const look of looks) {
          const found = await askServer(scope, async (ask) => {
            await outcomeOf(ask, attack);
            return (await ask(look).catch(() => [])).map((row) => JSON.stringify(row));
          });
          expect([attack, look, found.filter((row) => !allowed.has(row))]).toEqual([attack, look, []]);
        }
      }
      for (const pool of [database.pool, database.platformPool])
        expect((await pool.query('select id from houses').catch(() => ({ rows: [] }))).rows).toEqual([]);
      expect(await askServer(scopes.house, (ask) => ask('select id::text from houses'))).toEqual([
        { id: mine.houseId },
      ]);
    },
    120_000,
  );

  test('what reaches past the tables is refused: files, programs, other logins’ passwords, new objects', async () => {
    const statements = [
      "select pg_read_file('/etc/passwd')",
      "select lo_import('/etc/passwd')",
      "copy houses to program 'id'",
      "copy (select 1) to '/tmp/x'",
      'select * from pg_authid',
      'select * from pg_shadow',
      "select dblink('', '')",
      'create table mine (id int)',
      'create temp table t (id int)',
      'create schema s',
      'alter table houses no force row level security',
      'alter table houses disable trigger wall_keep_sessions_ended',
      'drop policy platform_all on houses',
      'grant openhouse_platform to current_user',
      'truncate messages',
      'create extension dblink',
      'select inner_key from wall.key',
    ];
    const passed: string[] = [];
    for (const statement of statements)
      for (const scope of Object.values(scopes))
        await askServer(scope, (ask) => ask(statement)).then(
          () => passed.push(statement),
          () => {},
        );
    expect(passed).toEqual([]);
    const others = await askServer(scopes.house, (ask) =>
      ask("select query from pg_stat_activity where query like '%openhouse.scope%' or query like '%|%|%|%'"),
    );
    expect(others).toEqual([]);
  });
});

describe('E2: a scope ends with its transaction', () => {
  const houses = 'select id::text from houses';
  /** What SQL inside a scope can read of it. */
  const readOpened = async (scope: Scope) =>
    String((await askServer(scope, (ask) => ask("select current_setting('openhouse.scope') as opened")))[0]?.opened);
  const putIn = (opened: string) => [
    `set local "openhouse.scope" = '${opened}'`,
    `set "openhouse.scope" = '${opened}'`,
    `select set_config('openhouse.scope', '${opened}', true)`,
    `select wall.open('${opened}')`,
    `update pg_settings set setting = '${opened}' where name = 'openhouse.scope'`,
  ];

  test('what was read of a scope opens it in no later transaction, of any kind, nor by wall.open', async () => {
    for (const kind of ['house', 'staff', 'entry'] as const) {
      const look = kind === 'entry' ? 'select id::text from houses' : houses;
      const opened = await readOpened(scopes[kind]);
      expect(opened).toMatch(new RegExp(`^${kind}\\|${mine.tenantId}\\|`));
      for (const attack of putIn(opened)) {
        for (const within of [scopes[kind], scopesOf(other)[kind]]) {
          const found = await askServer(
            within,
            async (ask) => {
              await outcomeOf(ask, attack);
              return outcomeOf(ask, look);
            },
            { opened: false },
          );
          expect([attack, found]).toEqual([attack, []]);
        }
        const foreign = await askServer(scopesOf(other)[kind], async (ask) => {
          await outcomeOf(ask, attack);
          return JSON.stringify(await outcomeOf(ask, look));
        });
        expect([attack, foreign]).toEqual([attack, expect.not.stringContaining(mine.houseId)]);
      }
    }
  });

  test('nor does a transaction that SQL itself has ended and begun anew find it again', async () => {
    for (const anew of ['commit and chain', 'rollback and chain', 'commit', 'rollback']) {
      const found = await askServer(scopes.house, async (ask) => {
        const [row] = await ask("select current_setting('openhouse.scope') as opened");
        await ask(anew).catch(() => {});
        await ask('begin').catch(() => {});
        await outcomeOf(ask, 'set local role openhouse_house');
        await outcomeOf(ask, `select set_config('openhouse.scope', '${String(row?.opened)}', true)`);
        return outcomeOf(ask, houses);
      });
      expect([anew, JSON.stringify(found).includes(mine.houseId)]).toEqual([anew, false]);
    }
  });

  test('a ticket is no scope by itself, is refused when altered, and an hour after it was signed', async () => {
    const { ticket } = await ticketOf(scopes.house);
    const open = (text: string) =>
      askServer(scopes.house, (ask) => ask('select wall.open($1)', [text]), { opened: false });
    await expect(open(ticket)).resolves.toHaveLength(1);
    const foreign = ticket.replace(mine.tenantId, other.tenantId);
    for (const text of [foreign, ticket.slice(0, -1), `${ticket}0`, ''])
      await expect(open(text)).rejects.toMatchObject(refused('42501'));
    const now = Date.now();
    for (const at of [now - 3_700_000, now + 3_700_000]) {
      const clock = vi.spyOn(Date, 'now').mockReturnValue(at);
      const { ticket: old } = await ticketOf(scopes.house);
      clock.mockRestore();
      await expect(open(old)).rejects.toThrow('clocks of the application and of the database');
    }
    const found = await askServer(
      scopes.house,
      async (ask) => {
        await outcomeOf(ask, `select set_config('openhouse.scope', $1, true)`, [ticket]);
        return outcomeOf(ask, houses);
      },
      { opened: false },
    );
    expect(found).toEqual([]);
  });
});

describe('E2: what stays on a connection', () => {
  test('no setting, role, lock, cursor, statement or subscription of a scope', async () => {
    const left = `select current_setting('TimeZone') as zone,
      current_setting('default_transaction_read_only') as locked,
      current_setting('row_security') as rows, current_setting('openhouse.scope', true) as scope,
      current_setting('client_encoding') as encoding, session_user = current_user as itself,
      (select count(*)::int from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()) as locks,
      (select count(*)::int from pg_cursors where name = 'kept') as cursors,
      (select count(*)::int from pg_prepared_statements where name = 'kept') as statements,
      (select count(*)::int from pg_listening_channels()) as channels`;
    const before: unknown[] = [];
    await askServer(scopes.staff, async () => {}, { after: async (ask) => void before.push(...(await ask(left))) });
    const attacks = [
      "set time zone 'Asia/Tokyo'",
      "select set_config('TimeZone', 'Asia/Tokyo', false)",
      'set default_transaction_read_only = on',
      "select set_config('client_encoding', 'LATIN1', false)",
      'set row_security = off',
      'set role openhouse_job',
      'set session authorization default',
      'set "openhouse.scope" = \'x\'',
      'select pg_advisory_lock(1)',
      'declare kept cursor with hold for select 1',
      'prepare kept as select 1',
      'listen kept',
    ];
    for (const attack of attacks) {
      const after: unknown[] = [];
      await askServer(scopes.staff, (ask) => outcomeOf(ask, attack), {
        after: async (ask) => void after.push(...(await ask(left))),
      });
      expect([attack, after.map((row) => ({ ...(row as object), scope: '' }))]).toEqual([
        attack,
        before.map((row) => ({ ...(row as object), scope: '' })),
      ]);
    }
  });

  test('no setting that a login was given for its later connections, once the application has started', async () => {
    const { rows } = await database.pool.query<{ who: string }>('select session_user::text as who');
    const who = rows[0]?.who ?? '';
    await database.owner.query(`alter role ${who} set default_transaction_read_only = on`);
    await database.owner.query(`do $$ begin execute format('alter role ${who} in database %I set timezone = 1',
      current_database()); end $$`);
    await migrateDatabase(database);
    const kept = await database.owner.query(
      'select from pg_db_role_setting s join pg_roles r on r.oid = s.setrole where r.rolname = $1',
      [who],
    );
    expect(kept.rows).toEqual([]);
  });

  test('withScope itself sends queries, writes and savepoints alone', async () => {
    const run = (text: string) => withScope(scopes.staff, (tx) => tx.execute(sql.raw(text)));
    const others = [
      'set role none',
      'lock table houses',
      "explain select from houses where label = 'x'",
      'commit',
      'rollback',
      'rollback and chain',
      'begin',
      'do $$ begin end $$',
      'declare c cursor with hold for select 1',
      'prepare x as select 1',
      'listen x',
      'copy houses to stdout',
      '/* */ -- \r set time zone 0',
      'call x()',
      'alter role current_user set role = openhouse_house',
      'show all',
    ];
    for (const text of others) await expect(run(text)).rejects.toMatchObject({ cause: refused('42501') });
    for (const text of ['select 1', '/* a */ with a as (select 1) table a', 'savepoint a', 'values (1)'])
      await expect(run(text)).resolves.toBeDefined();
  });
});

describe('E2: what the planner tells', () => {
  test('of another tenant’s values nothing: frequent ones, and where theirs begin and end', async () => {
    await withScope(systemScope('test'), (tx) =>
      tx.execute(sql`insert into documents (tenant_id, id, development_id, title, category, house_types)
        select ${other.tenantId}::uuid, gen_random_uuid(), ${other.developmentId}::uuid, 'Secret plan', 'guides', '{A}'
        from generate_series(1, 500)`),
    );
    await withScope(systemScope('test'), async (tx) => {
      await tx.execute(sql`insert into house_types (tenant_id, development_id, code, name, description)
        values (${other.tenantId}::uuid, ${other.developmentId}::uuid, 'SECRET', 'Secret', '')`);
      await tx.execute(sql`insert into houses (tenant_id, id, development_id, house_type, label, address)
        select ${other.tenantId}::uuid, gen_random_uuid(), ${other.developmentId}::uuid, 'SECRET', 'h' || g, ''
        from generate_series(1, 500) g`);
      await tx.execute(sql`update documents set category = 'secret', house_types = '{SECRET}'
        where title = 'Secret plan'`);
    });
    await database.owner.query('analyze documents, houses');
    const expected = (where: string) =>
      askServer(scopes.staff, async (ask) => JSON.stringify((await ask(`explain select from ${where}`))[0]));
    const rows = async (where: string) => /rows=(\d+)/.exec(await expected(where))?.[1];
    for (const [of, none] of [
      ["documents where title = 'Secret plan'", "documents where title = 'No such plan'"],
      ["documents where title < 'B'", "documents where title < 'Z'"],
      ["houses where house_type = 'SECRET'", "houses where house_type = 'NONE'"],
    ] as const) {
      expect(await rows(of)).toMatch(/^\d+$/);
      expect([of, await rows(of)]).toEqual([of, await rows(none)]);
    }
  });

  test('no statistics are kept of what columns say', async () => {
    const { rows } = await database.owner.query<{ name: string }>(`
      select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
        and a.attstattarget is distinct from 0
        and a.atttypid in ('text'::regtype, 'text[]'::regtype, 'jsonb'::regtype, 'float8'::regtype, 'float4'::regtype,
          'int4'::regtype, 'int8'::regtype, 'varchar'::regtype) order by 1`);
    expect(new Set(rows.map(({ name }) => name.split('.')[1]))).toEqual(
      new Set(
        'house_types category state status trade kind event_name role mode result action operation model part'.split(
          ' ',
        ),
      ),
    );
  });
});
