import { setImmediate } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import { logDatabaseError } from '#app/features/observability/log-database-error.server.ts';
import type { Database } from './client.ts';
import { migrateDatabase } from './migrate.ts';
import { lockClaims } from './queries/engine/leases.ts';
import { rollUpDay } from './queries/insights/analytics.ts';
import { jobScope, systemScope } from './scope-makers.ts';
import { withScope, type Scope, type Tx } from './scope.ts';
import { askServer } from './testing-wall/ask-server.ts';
import { scopesOf } from './testing-wall/furnish.ts';
import { openTestDatabase } from './testing.ts';

const native = Boolean(process.env.DATABASE_URL);
let database: Database;
let mine: TestTenant;
let scopes: ReturnType<typeof scopesOf>;
let theirs: ReturnType<typeof scopesOf>;

beforeAll(async () => {
  database = await openTestDatabase();
  mine = await createTestTenant('mine', { claimed: true });
  scopes = scopesOf(mine);
  theirs = scopesOf(await createTestTenant('other', { claimed: true }));
});
afterAll(() => database.close());

const rowOf = async (tx: Tx, text: string) =>
  (await tx.execute<Record<string, unknown>>(sql.raw(text))).rows[0] as Record<string, unknown>;
const ask = (scope: Scope, text: string) => withScope(scope, (tx) => rowOf(tx, text));
const TIMED_OUT = { code: '57014', severity: 'ERROR' };
/** Asks for an hour, without the server's own limits. Returns nothing; says its connection's number to `pids`. */
const sleep = async (tx: Tx, pids: unknown[]) => {
  const lifted = ['statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout'];
  pids.push((await rowOf(tx, 'select pg_backend_pid() as pid')).pid);
  for (const name of lifted) {
    const known = await rowOf(tx, `select current_setting('${name}', true) is not null as known`);
    if (known.known) await rowOf(tx, `select set_config('${name}', '0', true)`);
  }
  await rowOf(tx, 'select pg_sleep(3600)');
};
/** Are connections of these numbers still there? */
const stillThere = async (pids: readonly unknown[]) =>
  (await database.owner.query('select pid from pg_stat_activity where pid = any($1::int[])', [pids])).rows;
/** Work that stays in its transaction until it is let go. */
const held = () => {
  const [entered, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  return { entered, mayEnd };
};

describe('E2, B2: a transaction has its time, whatever SQL inside it sets', () => {
  test.runIf(native)('sleepers that lift their own time-out are ended, and the pool is whole afterwards', async () => {
    const pids: unknown[] = [];
    const size = database.pool.options.max;
    const asleep = Array.from({ length: size }, (_, index) =>
      withScope(index % 2 ? scopes.house : theirs.staff, (tx) => sleep(tx, pids), { timeoutMs: 100 }),
    );
    for (const end of await Promise.allSettled(asleep))
      expect(end).toMatchObject({ status: 'rejected', reason: TIMED_OUT });
    expect(new Set(pids).size).toBe(size);
    await vi.waitFor(async () => expect(await stillThere(pids)).toEqual([]), { timeout: 30_000, interval: 50 });
    // As many at once as there may be: each waits for all the others.
    const inside = Promise.withResolvers<void>();
    let many = 0;
    await Promise.all(
      Array.from({ length: size }, () =>
        withScope(scopes.house, async (tx) => {
          await rowOf(tx, 'select 1');
          if (++many === size) inside.resolve();
          await inside.promise;
        }),
      ),
    );
    expect(many).toBe(size);
  });

  test.runIf(native)('so is a sleeper of the platform, and one that only reads', async () => {
    const pids: unknown[] = [];
    for (const [scope, readOnly] of [
      [systemScope('test'), false],
      [scopes.entry, true],
    ] as const) {
      const asleep = withScope(scope, (tx) => sleep(tx, pids), { timeoutMs: 100, readOnly });
      await expect(asleep).rejects.toMatchObject(TIMED_OUT);
    }
    await vi.waitFor(async () => expect(await stillThere(pids)).toEqual([]), { timeout: 30_000, interval: 50 });
  });

  test.runIf(native)('statements that are each in time do not add up to for ever', async () => {
    const endless = withScope(
      scopes.house,
      async (tx) => {
        for (;;) await rowOf(tx, 'select pg_sleep(0.02)');
      },
      { timeoutMs: 100 },
    );
    await expect(endless).rejects.toMatchObject(TIMED_OUT);
  });

  test('work that never ends gives its connection back, and asks nothing more', async () => {
    const { entered, mayEnd } = held();
    const late = Promise.withResolvers<unknown>();
    const waiting = withScope(
      scopes.house,
      async (tx) => {
        await rowOf(tx, 'select 1');
        entered.resolve();
        await mayEnd.promise;
        late.resolve(await rowOf(tx, 'select 1').catch((error: Error) => String(error.cause)));
      },
      { timeoutMs: 100 },
    );
    await expect(waiting).rejects.toMatchObject(TIMED_OUT);
    mayEnd.resolve();
    expect(await late.promise).toContain('scope that has ended');
    expect(await ask(theirs.house, 'select 1 as one')).toEqual({ one: 1 });
    await vi.waitFor(() => expect(database.pool.idleCount).toBe(database.pool.totalCount));
  });

  test('work that takes its time between answers is not ended by a busy process', async () => {
    const done = await withScope(
      scopes.house,
      async (tx) => {
        for (let turn = 0; turn < 50; turn += 1) {
          await rowOf(tx, 'select 1');
          await setImmediate();
        }
        return 'done';
      },
      { timeoutMs: 5_000 },
    );
    expect(done).toBe('done');
  });

  test.runIf(native)('a scope that has its own connection ended ends no process, and the pool goes on', async () => {
    for (const ending of [
      "select set_config('idle_in_transaction_session_timeout', '1', false)",
      "select set_config('role', 'none', true); select pg_terminate_backend(pg_backend_pid())",
    ]) {
      const { entered, mayEnd } = held();
      let pid: unknown;
      const cut = withScope(scopes.house, async (tx) => {
        pid = (await rowOf(tx, 'select pg_backend_pid() as pid')).pid;
        for (const text of ending.split('; ')) await rowOf(tx, text).catch(() => {});
        entered.resolve();
        await mayEnd.promise;
        await rowOf(tx, 'select 1');
      });
      await entered.promise;
      await vi.waitFor(async () => expect(await stillThere([pid])).toEqual([]), { timeout: 10_000, interval: 20 });
      mayEnd.resolve();
      const error = await cut.catch((thrown: unknown) => thrown);
      // By whether the query was sent before the server's goodbye was read.
      expect([503, 504], String((error as Error).cause)).toContain(logDatabaseError(error).status);
      expect(await ask(theirs.house, 'select 1 as one')).toEqual({ one: 1 });
    }
  });

  test.runIf(native)('the server has limits of its own for a process that is gone, until the end alone', async () => {
    const read = "select current_setting('idle_in_transaction_session_timeout') as idle";
    expect((await ask(scopes.house, read)).idle).toBe('64s');
    const { rows } = await database.pool.query(read);
    expect(rows[0].idle).toBe('0');
  });
});

describe('E2: what our own work does one at a time no scope can keep from it', () => {
  test.runIf(native)('claims, figures and a start go on while a house holds every number of theirs', async () => {
    const { entered, mayEnd } = held();
    const holding = withScope(scopes.house, async (tx) => {
      for (const number of ['7203411', '7203412', `hashtextextended('analytics:${mine.tenantId}', 0)`])
        await rowOf(tx, `select pg_advisory_lock(${number})`);
      entered.resolve();
      await mayEnd.promise;
    });
    await entered.promise;
    try {
      const job = jobScope('test', mine.tenantId);
      await expect(withScope(systemScope('test'), lockClaims)).resolves.toBeUndefined();
      await expect(withScope(job, (tx) => rollUpDay(tx, job, '2026-01-01'))).resolves.toBeUndefined();
      await expect(migrateDatabase(database)).resolves.toBeUndefined();
    } finally {
      mayEnd.resolve();
    }
    await holding;
  });

  test('nobody else can take these locks', async () => {
    const attacks = [
      'select wall.lock_claims()',
      'select wall.lock_figures()',
      'select wall.lock_uploads()',
      'lock table wall.claims in access share mode',
      'lock table wall.figures in access share mode',
      'lock table wall.uploads in access share mode',
      'lock table drizzle.row_level_security in access share mode',
      'select from wall.claims for share',
      'select from wall.figures for share',
      'insert into wall.figures select gen_random_uuid()',
    ];
    const taken: string[] = [];
    for (const [kind, scope] of Object.entries(scopes))
      for (const attack of attacks)
        await askServer(scope, (server) => server(attack)).then(
          () => taken.push(`${kind}: ${attack}`),
          (error: unknown) => expect(error).toMatchObject({ code: '42501' }),
        );
    expect(taken.toSorted()).toEqual([
      'job: select wall.lock_figures()',
      'job: select wall.lock_uploads()',
      'staff: select wall.lock_uploads()',
    ]);
  });

  test.runIf(native)('of two that claim, or count one tenant’s figures, one waits; other tenants’ do not', async () => {
    const job = (tenantId: string) => jobScope('test', tenantId);
    const figures = (tx: Tx) => rowOf(tx, 'select wall.lock_figures()');
    const waiting = () =>
      database.owner
        .query("select count(*)::int as many from pg_locks where not granted and locktype <> 'virtualxid'")
        .then(({ rows }) => rows[0]?.many);
    for (const [scope, lock] of [
      [systemScope('test'), lockClaims],
      [job(mine.tenantId), figures],
    ] as const) {
      const { entered, mayEnd } = held();
      const order: string[] = [];
      const first = withScope(scope, async (tx) => {
        await lock(tx);
        entered.resolve();
        await mayEnd.promise;
        order.push('first');
      });
      await entered.promise;
      const second = withScope(scope, async (tx) => {
        await lock(tx);
        order.push('second');
      });
      await vi.waitFor(async () => expect(await waiting()).toBe(1), { timeout: 10_000, interval: 20 });
      await withScope(job(theirs.staff.tenantId), figures);
      mayEnd.resolve();
      await Promise.all([first, second]);
      expect(order).toEqual(['first', 'second']);
    }
  });
});

describe('E2: what a connection keeps of a scope', () => {
  test.runIf(native)('not the seed of random(), nor for long the names of settings', async () => {
    const after: unknown[] = [];
    for (let turn = 0; turn < 2; turn += 1) {
      const seeded = await ask(scopes.house, 'select pg_backend_pid() as pid, setseed(0.42)');
      const next = await ask(theirs.house, 'select pg_backend_pid() as pid, random() as drawn');
      expect(next.pid).toBe(seeded.pid);
      after.push(next.drawn);
    }
    expect(after[0]).not.toBe(after[1]);
    for (const pool of [database.pool, database.platformPool]) expect(pool.options.maxLifetimeSeconds).toBe(600);
  });

  test.runIf(!native)('of the embedded one nothing can be set at all', async () => {
    for (const text of [
      'select setseed(0.42)',
      'select set_limit(0.9)',
      "select pg_logical_emit_message(true, '', '')",
    ])
      for (const scope of Object.values(scopes))
        await expect(ask(scope, text)).rejects.toMatchObject({ cause: { code: '42501' } });
  });
});

describe('E2: functions of the wall that are asked for nothing', () => {
  test('say nothing', async () => {
    const { rows } = await database.owner.query<{ name: string; kind: string; nulls: string }>(`
      select p.oid::regproc::text as name, kind, array_to_string(array(select 'null' from generate_series(1,
        p.pronargs)), ', ') as nulls
      from pg_proc p, unnest(array['house', 'staff', 'job', 'entry', 'door']) as kind
      where p.pronamespace = 'wall'::regnamespace and p.pronargs > 0
        and has_function_privilege('openhouse_' || kind, p.oid, 'execute') order by 1, 2`);
    expect(rows.length).toBeGreaterThan(10);
    const said: unknown[] = [];
    for (const { name, kind, nulls } of rows) {
      const found = await askServer(scopes[kind as keyof typeof scopes], (server) =>
        server(`select * from ${name}(${nulls})`),
      ).catch((error: { code: string }) => error.code);
      const values = typeof found === 'string' ? [found] : found.flatMap((row) => Object.values(row));
      said.push(...values.filter((value) => value && value !== '42501').map((value) => [kind, name, value]));
    }
    expect(said).toEqual([]);
  });
});
