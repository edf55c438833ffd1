import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { logger } from '#app/platform/logger.ts';
import type { Database } from '#db/client.ts';
import { selectChain } from '#db/queries/observability/activity-chain.ts';
import { unnameActivity } from '#db/queries/privacy/erasure.ts';
import { jobScope, platformScope, systemScope, tenantScope } from '#db/scope-makers.ts';
import { withScope, type Scope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { forgetOldActivity } from './forget-activity.server.ts';
import { getChainState } from './get-chain-state.server.ts';
import { sealAllActivity } from './seal-activity.server.ts';
import { verifyActivity } from './verify-activity.server.ts';

const platform = systemScope('test');
let database: Database;
let tenant: TestTenant;
let ids: string[];

const owner = (statement: string, values: unknown[] = []) => database.owner.query(statement, values);
const record = (scope: Scope, action: string, details: Record<string, unknown> = {}) =>
  withScope(scope, (tx) => recordAudit(tx, scope, { action, details }));
const staff = () => tenantScope(tenant.tenantId, { kind: 'staff', userId: tenant.developerId, email: 'x@x.example' });
const look = async () => {
  const { fault } = await verifyActivity(platform);
  return fault;
};
const chainOf = () => withScope(platform, (tx) => selectChain(tx, { after: 0, limit: 100 }));

/** Past the trigger, as a superuser can. */
async function past(statement: string, values: unknown[] = []): Promise<void> {
  await owner('alter table audit_log disable trigger note_activity');
  await owner(statement, values);
  await owner('alter table audit_log enable trigger note_activity');
}

beforeAll(async () => {
  vi.spyOn(logger, 'error').mockImplementation(() => logger);
  database = await openTestDatabase();
  tenant = await createTestTenant('chain');
});
beforeEach(async () => {
  for (const table of ['audit_log', 'audit_chain', 'audit_unsealed', 'audit_verifications'])
    await owner(`delete from ${table}`);
  for (const [index, scope] of [staff(), platform, jobScope('test', tenant.tenantId), staff(), platform].entries())
    await record(scope, `deed.${index}`, { index });
  await sealAllActivity(platform);
  ids = (await chainOf()).map(({ auditId }) => auditId);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await database.close();
});

describe('H5: the chain of the activity log', () => {
  test('holds every row once, in the order of their writing, and a look finds nothing', async () => {
    const { rows } = await owner('select id::text from audit_log where action like $1 order by id', ['deed.%']);
    expect(ids).toEqual(rows.map(({ id }) => String(id)));
    expect(await look()).toBeUndefined();
    expect(await getChainState(platform)).toMatchObject({ fault: null, waiting_seconds: 0, entries: 5 });
    const [last] = (await chainOf()).slice(-1);
    expect((await verifyActivity(platform, { seq: 5, hash: String(last?.hash) })).fault).toBeUndefined();
  });

  test('a row that waits to be chained is no fault, and nothing is sealed twice', async () => {
    await record(platform, 'deed.waits');
    expect(await look()).toBeUndefined();
    expect([await sealAllActivity(platform), await sealAllActivity(platform)]).toEqual([1, 0]);
    expect(await look()).toBeUndefined();
  });

  test('what is undone is in no chain', async () => {
    const undone = withScope(platform, async (tx) => {
      await recordAudit(tx, platform, { action: 'deed.undone' });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await sealAllActivity(platform)).toBe(0);
  });

  test('processes that seal in the same moment seal each row once, and writers wait for none of them', async () => {
    const many = Array.from({ length: 40 }, (_, index) => record(index % 2 ? staff() : platform, 'deed.many'));
    const [first, second] = await Promise.all([sealAllActivity(platform), sealAllActivity(platform), ...many]);
    const rest = await sealAllActivity(platform);
    expect(Number(first) + Number(second) + rest).toBe(40);
    expect((await chainOf()).map(({ seq }) => seq)).toEqual(Array.from({ length: 45 }, (_, index) => index + 1));
    expect(await look()).toBeUndefined();
  });
});

describe('H5: each change by a superuser is found, with the first broken row', () => {
  test.each([
    ['who did it', "update audit_log set actor_id = 'somebody' where id = $1", 'The row was changed.'],
    ['when', "update audit_log set at = at - interval '1 day' where id = $1", 'The row was changed.'],
    [
      'what was recorded',
      `update audit_log set details = '{"index":7}' where id = $1`,
      'What was recorded with the row was changed.',
    ],
    ['deleted', 'delete from audit_log where id = $1', 'The row is gone.'],
  ])('a row changed: %s', async (_what, statement, fault) => {
    await owner(statement, [ids[2]]);
    expect(await look()).toEqual({ seq: 3, id: ids[2], fault });
    expect(await getChainState(platform)).toMatchObject({ fault: { text: fault, seq: 3, entry_id: ids[2] } });
  });

  test('before it was chained, too', async () => {
    await record(platform, 'deed.waits');
    await owner("update audit_log set action = 'another' where action = 'deed.waits'");
    await sealAllActivity(platform);
    expect(await look()).toMatchObject({ seq: 6, fault: 'The row was changed.' });
  });

  test('one inserted in between: past the trigger, and through it with another time', async () => {
    const id = v7();
    const insert = `insert into audit_log (id, at, actor_kind, action)
      select $1, at, 'system', 'put in' from audit_log where id = $2`;
    await past(insert, [id, ids[1]]);
    expect(await look()).toMatchObject({ seq: null, id });
    await owner('delete from audit_log where id = $1', [id]);
    expect(await look()).toBeUndefined();
    await owner("insert into audit_log (id, at, actor_kind, action) values ($1, '2026-01-01', 'system', 'x')", [id]);
    await sealAllActivity(platform);
    expect(await look()).toMatchObject({ seq: 6, id, fault: expect.stringMatching(/^The row names another time/) });
  });

  test('one put into the chain as well', async () => {
    const id = v7();
    await past("insert into audit_log (id, actor_kind, action) values ($1, 'system', 'x')", [id]);
    for (const seq of [5, 4, 3]) await owner('update audit_chain set seq = seq + 1 where seq = $1', [seq]);
    await owner(
      `insert into audit_chain select 3, $1, noted_at, core_hash, details_hash, sealed_at, hash from audit_chain
        where seq = 2`,
      [id],
    );
    expect(await look()).toEqual({ seq: 3, id, fault: 'Its entry does not follow from the one before it.' });
  });

  test('two swapped: what stands in them, their entries', async () => {
    await owner("update audit_log set action = 'deed.3' where id = $1", [ids[1]]);
    await owner("update audit_log set action = 'deed.1' where id = $1", [ids[3]]);
    expect(await look()).toMatchObject({ seq: 2, id: ids[1], fault: 'The row was changed.' });
    await owner("update audit_log set action = 'deed.1' where id = $1", [ids[1]]);
    await owner("update audit_log set action = 'deed.3' where id = $1", [ids[3]]);
    expect(await look()).toBeUndefined();
    for (const [from, to] of [
      [2, 99],
      [4, 2],
      [99, 4],
    ])
      await owner('update audit_chain set seq = $2 where seq = $1', [from, to]);
    expect(await look()).toEqual({ seq: 2, id: ids[3], fault: 'Its entry does not follow from the one before it.' });
  });

  test('a row deleted with its entry: in between, at the beginning, at the end', async () => {
    expect(await look()).toBeUndefined();
    const [entry] = (await chainOf()).slice(-1);
    await owner('delete from audit_log where id = $1', [ids[4]]);
    await owner('delete from audit_chain where audit_id = $1', [ids[4]]);
    expect(await look()).toEqual({ seq: 5, id: null, fault: 'Entries at the end are gone that were there before.' });
    expect((await verifyActivity(platform, { seq: 5, hash: String(entry?.hash) })).fault).toMatchObject({ seq: 5 });
    await owner('delete from audit_chain where audit_id = $1', [ids[2]]);
    expect(await look()).toEqual({ seq: 4, id: ids[3], fault: 'Entries before it are gone.' });
    await owner('delete from audit_chain where audit_id = $1', [ids[0]]);
    expect(await look()).toEqual({ seq: 2, id: ids[1], fault: 'Entries before it are gone.' });
  });

  test('the whole chain made anew', async () => {
    expect(await look()).toBeUndefined();
    await owner("update audit_log set action = 'another' where id = $1", [ids[0]]);
    await owner('delete from audit_chain');
    // As one writes it who knows how: the chain by itself holds.
    await owner(`insert into audit_unsealed select a.id, a.at, wall.core_of_activity(a),
      sha256(convert_to(a.details::text, 'UTF8')) from audit_log a`);
    await sealAllActivity(platform);
    // The look that finds it does not make its own head the one that later looks are held against.
    for (const _again of [1, 2]) expect(await look()).toBeDefined();
  });
});

describe('H5: what may change nevertheless', () => {
  const acted = async () => {
    const ownersScope = platformScope({ kind: 'homeowner', homeownerId: tenant.homeownerId, houseId: v7() });
    await withScope(ownersScope, (tx) =>
      recordAudit(tx, ownersScope, {
        action: 'impersonation.began',
        tenantId: tenant.tenantId,
        details: { reason: 'Mary Byrne rang', minutes: 15 },
      }),
    );
    await sealAllActivity(platform);
  };
  const person = () => ({ tenantId: tenant.tenantId, homeownerId: tenant.homeownerId, email: null });

  test('an erased owner’s words, when the log says so', async () => {
    await acted();
    await withScope(platform, async (tx) => {
      for (const { id, details_hash } of await unnameActivity(tx, platform, person()))
        await recordAudit(tx, platform, {
          action: 'activity.unnamed',
          subjectType: 'activity',
          subjectId: id,
          details: { details_hash },
        });
    });
    const { rows } = await owner("select details from audit_log where action = 'impersonation.began'");
    expect(rows).toEqual([{ details: { minutes: 15 } }]);
    // The entry that allows it waits to be chained; before a fault is told, it is.
    expect(await look()).toBeUndefined();
    expect(await sealAllActivity(platform)).toBe(0);
    expect(await look()).toBeUndefined();
    await owner(`update audit_log set details = '{"minutes":5}' where action = 'impersonation.began'`);
    expect(await look()).toMatchObject({ seq: 6, fault: 'What was recorded with the row was changed.' });
  });

  test('and not when it does not', async () => {
    await acted();
    await withScope(platform, (tx) => unnameActivity(tx, platform, person()));
    expect(await look()).toMatchObject({ seq: 6, fault: 'What was recorded with the row was changed.' });
  });

  test('rows of more than six years go from the beginning, and the rest can still be checked', async () => {
    expect(await forgetOldActivity(platform)).toBe(0);
    const rest = (await chainOf()).map(({ seq }) => seq);
    expect(rest).toEqual([1, 2, 3, 4, 5]);
    for (const table of ['audit_log', 'audit_chain']) await owner(`delete from ${table}`);
    for (const years of [8, 7, 1])
      await owner(
        `insert into audit_log (id, at, actor_kind, action) values ($1, now() - make_interval(years => $2), 'system',
          'old')`,
        [v7(), years],
      );
    await owner('update audit_unsealed u set noted_at = a.at from audit_log a where a.id = u.audit_id');
    await sealAllActivity(platform);
    expect(await look()).toBeUndefined();
    expect(await forgetOldActivity(platform)).toBe(2);
    await sealAllActivity(platform);
    const { rows } = await owner("select details from audit_log where action = 'activity.forgotten'");
    expect(rows).toEqual([{ details: { seq: 2, hash: expect.stringMatching(/^[0-9a-f]{64}$/), rows: 2 } }]);
    expect((await chainOf()).map(({ seq }) => seq)).toEqual([3, 4]);
    expect(await look()).toBeUndefined();
    await owner("update audit_log set action = 'other' where action = 'activity.forgotten'");
    expect(await look()).toEqual({ seq: 3, id: expect.any(String), fault: 'Entries before it are gone.' });
  });
});

describe('H5: no role may update or delete', () => {
  test.each([
    "update audit_log set action = 'x'",
    'delete from audit_log',
    'truncate audit_log',
    "update audit_chain set hash = ''",
    'delete from audit_chain',
    "insert into audit_chain select 99, gen_random_uuid(), now(), '', '', now(), ''",
    "insert into audit_unsealed select gen_random_uuid(), now(), '', ''",
    'delete from audit_unsealed',
    'update audit_verifications set fault = null',
    'delete from audit_verifications',
  ])('%s', async (statement) => {
    const scopes: Scope[] = [
      platform,
      platformScope({ kind: 'staff', userId: tenant.developerId, email: 'x@x.example' }),
      staff(),
      jobScope('test', tenant.tenantId),
    ];
    for (const scope of scopes)
      await expect(withScope(scope, (tx) => tx.execute(statement))).rejects.toMatchObject({ cause: { code: '42501' } });
  });

  test('nor seal, forget or unname but for the platform', async () => {
    const job = jobScope('test', tenant.tenantId);
    for (const call of ['seal_activity(9)', 'forget_activity(9)', "unname_activity(null, null, 'x')"])
      await expect(withScope(job, (tx) => tx.execute(`select wall.${call}`))).rejects.toMatchObject({
        cause: { code: '42501' },
      });
  });
});
