import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import type { Database } from './client.ts';
import { entryScope } from './scope-makers.ts';
import { houseOf, type scopesOf } from './testing-wall/furnish.ts';
import { askAsPlatform, openTwoTenants, REFUSED, runIn } from './testing-wall/two-tenants.ts';

let database: Database;
let mine: TestTenant;
let other: TestTenant;
let scopes: ReturnType<typeof scopesOf>;

beforeAll(async () => {
  ({ database, mine, other, scopes } = await openTwoTenants());
});
afterAll(() => database.close());

const ask = async <Row extends Record<string, unknown>>(text: string) => (await database.owner.query<Row>(text)).rows;
const ROLES = "array['openhouse_house', 'openhouse_staff', 'openhouse_job', 'openhouse_entry']";

describe('E2: sizes of what a scope writes', () => {
  test('each column that a scope may write has a bound', async () => {
    const unbound = await ask(`
      select c.relname || '.' || a.attname as column from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
        and a.attgenerated = '' and a.atttypid not in ('uuid'::regtype, 'boolean'::regtype, 'vector'::regtype)
        and exists (select from unnest(${ROLES}) as role where has_column_privilege(role, c.oid, a.attnum, 'insert')
          or has_column_privilege(role, c.oid, a.attnum, 'update'))
        and not exists (select from pg_trigger t join pg_depend d on d.classid = 'pg_trigger'::regclass
          and d.objid = t.oid and d.refobjid = c.oid and d.refobjsubid = a.attnum
          where t.tgrelid = c.oid and t.tgname = 'wall_refuse_size')`);
    expect(unbound).toEqual([]);
  });

  const long = (bytes: number) => `repeat('x', ${bytes})`;
  const message = (set: Record<string, string>) => {
    const row = { role: "'user'", content: "'x'", ...set };
    return `insert into messages (tenant_id, id, conversation_id, house_id, homeowner_id,
      ${Object.keys(row).join(', ')}) select tenant_id, gen_random_uuid(), id, house_id, homeowner_id,
      ${Object.values(row).join(', ')} from conversations`;
  };
  const audit = (set: string, value: string) => `insert into audit_log (id, tenant_id, actor_kind, actor_id, action,
    ${set}) values (gen_random_uuid(), '%tenant', 'homeowner', '%owner', 'x', ${value})`;
  const place = (latitude: string, longitude = '1') => `insert into points_of_interest (tenant_id, development_id, id,
    source, source_id, category, name, latitude, longitude, refreshed_at) values ('%tenant', '%development',
    gen_random_uuid(), 'seed', gen_random_uuid()::text, 'school', 'x', ${latitude}, ${longitude}, now())`;
  /** Whose SQL, what, and with what it is accepted. */
  const WRITES: ['house' | 'staff' | 'job' | 'entry', (value: string) => string, string[], string][] = [
    ['house', (value) => message({ content: value }), [long(300_000)], long(100_000)],
    ['house', (value) => message({ citations: value }), [`jsonb_build_array(${long(300_000)})`], "'[]'"],
    ['house', (value) => message({ latency_ms: value }), ['-1'], '1'],
    ['house', (value) => `update message_feedback set comment = ${value}`, [long(5_000)], long(4_000)],
    ['house', (value) => audit('details', value), [`jsonb_build_object('x', ${long(70_000)})`], "'{}'"],
    ['house', (value) => audit('user_agent', value).replace('user_agent', 'ip'), [long(5_000)], "'::1'"],
    ['staff', (value) => `update documents set title = ${value}`, [long(5_000)], "'Title'"],
    [
      'staff',
      (value) => `update documents set house_types = ${value}`,
      ["array[null, 'A']", "array[['A'], ['B']]", `array[${long(5_000)}]`],
      "array['A', 'B']",
    ],
    ['staff', (value) => `update document_versions set progress = ${value}`, ['-1', '101'], '100'],
    ['staff', (value) => `update houses set latitude = ${value}`, ["'NaN'", "'Infinity'", '91'], '51'],
    [
      'staff',
      (value) => `update houses set located_at = ${value}`,
      ["'infinity'", "'-infinity'", "'1969-01-01'"],
      'now()',
    ],
    ['staff', (value) => `update houses set address = ${value}`, [long(1_000_000)], "'1 Long Avenue'"],
    ['job', (value) => place(value), ["'NaN'", '91'], '51'],
    ['job', (value) => place('51', value), ["'-Infinity'", '181'], '-8'],
    ['job', (value) => `update chunks set text = ${value}`, [long(20_000)], "'Passage A'"],
    [
      'job',
      (value) => `update document_pages set findings = ${value}`,
      [`jsonb_build_array(${long(3_000_000)})`],
      "'[]'",
    ],
    [
      'job',
      (value) => `update document_versions set warnings = ${value}`,
      [`jsonb_build_array(${long(2_000_000)})`],
      "'[]'",
    ],
    ['job', (value) => `update documents set created_at = ${value}`, ["'infinity'", "'4713-01-02 BC'"], 'now()'],
    [
      'job',
      (value) => `insert into analytics_runs values ('%tenant', ${value}, now()) on conflict (tenant_id) do update set
        read_until = excluded.read_until`,
      ["'infinity'", "'-infinity'"],
      'now()',
    ],
    [
      'entry',
      (value) => `insert into revoked_tokens values ('%tenant', '%session', ${value})`,
      ["'infinity'"],
      "now() + interval '31 days'",
    ],
  ];

  test.each(WRITES)('%s: %s', async (kind, statement, values, fits) => {
    const sessionId = v7();
    const scope = kind === 'entry' ? entryScope({ ...mine, sessionId, actor: { kind: 'anonymous' } }) : scopes[kind];
    const write = (value: string) =>
      runIn(
        scope,
        statement(value)
          .replaceAll('%tenant', mine.tenantId)
          .replaceAll('%development', mine.developmentId)
          .replaceAll('%owner', mine.homeownerId)
          .replaceAll('%session', sessionId),
      );
    for (const value of values) await expect(write(value), value).rejects.toMatchObject(REFUSED);
    await write(fits);
  });
});

describe('E2: words of our own', () => {
  const WORDS = {
    document_versions: ['kind', 'status'],
    document_pages: ['role'],
    messages: ['role', 'mode', 'state'],
    message_feedback: ['rating'],
    houses: ['location_source', 'location_precision'],
    notices: ['audience'],
    defects: ['state', 'trade'],
    defect_messages: ['side', 'state'],
    answer_checks: ['outcome'],
    check_results: ['outcome'],
    care_terms: ['kind', 'unit', 'state'],
  };

  test('no column of them holds another word, whoever writes it', async () => {
    for (const [table, columns] of Object.entries(WORDS))
      for (const column of columns)
        for (const word of ['', 'PDF', 'pdf/../../x', 'x'])
          await expect(
            askAsPlatform(`update ${table} set ${column} = '${word}'`),
            `${table}.${column}`,
          ).rejects.toMatchObject({
            cause: { code: '23514' },
          });
    await expect(
      askAsPlatform("insert into audit_log (id, actor_kind, action) values (gen_random_uuid(), 'x', 'x')"),
    ).rejects.toMatchObject({ cause: { code: '23514' } });
  });
});

describe('E2: chats before the claim', () => {
  test('are the owner’s by the claim of their own session alone', async () => {
    const open = await createTestTenant('open');
    const [claiming, else_] = [v7(), v7()];
    const begun = async (session: string) => {
      await askAsPlatform(`insert into conversations (tenant_id, id, house_id, homeowner_id, session_id) values
        ('${open.tenantId}', '${v7()}', '${open.houseId}', '${open.homeownerId}', '${session}')`);
      return entryScope({ ...open, sessionId: session, actor: { kind: 'anonymous' } });
    };
    const [owner, visitor] = [await begun(claiming), await begun(else_)];
    const give = 'update conversations set session_id = null where session_id is not null';
    for (const scope of [owner, visitor]) await expect(runIn(scope, give)).rejects.toMatchObject(REFUSED);
    await runIn(owner, `update homeowners set claimed_at = now(), claimed_with = '${claiming}'`, give);
    await expect(runIn(visitor, give)).rejects.toMatchObject(REFUSED);
    const rows = `select session_id::text as of from conversations where tenant_id = '${open.tenantId}' order by 1`;
    expect(await askAsPlatform(rows)).toEqual([{ of: else_ }, { of: null }]);
  });
});

describe('E2: what a violation of a key tells', () => {
  /** Keys over all tenants that a scope may write into, each with why a violation tells nothing. */
  const GLOBAL_KEYS: Record<string, string> = {
    audit_log_pkey: 'a random id',
    calendar_links_hash:
      'the hash of 256 bits that come from the secret; over all tenants, since it is looked up alone',
    job_status_pkey: 'a random id',
    outbox_pkey: 'a random id',
    qr_scans_pkey: 'a random id',
    qr_tokens_hash: 'the hash of 256 random bits: who knows it has the code; over all tenants so that no code is two',
    staff_invitations_hash: 'the same, of an invitation’s token',
  };

  test('every key that a scope may write is its tenant’s, or on the list', async () => {
    const keys = await ask<{ name: string }>(`
      select i.indexrelid::regclass::text as name from pg_index i join pg_class c on c.oid = i.indrelid
      where i.indisunique and c.relnamespace = 'public'::regnamespace and exists (select from unnest(${ROLES}) as role
        where has_table_privilege(role, c.oid, 'insert') or exists (select from unnest(i.indkey::int[]) as k
          where k > 0 and has_column_privilege(role, c.oid, k::int2, 'update')))
        and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id'
          and a.attnum = any (i.indkey::int[])) order by 1`);
    expect(keys.map(({ name }) => name)).toEqual(Object.keys(GLOBAL_KEYS));
  });

  test('every reference between tenants’ tables goes by the tenant', async () => {
    const references = await ask(`
      select c.conname from pg_constraint c where c.contype = 'f' and c.connamespace = 'public'::regnamespace
        and exists (select from pg_attribute a where a.attrelid = c.confrelid and a.attname = 'tenant_id'
          and a.attnotnull) and not exists (select from pg_attribute a where a.attrelid = c.conrelid
          and a.attname = 'tenant_id' and a.attnum = any (c.conkey))`);
    expect(references).toEqual([]);
  });

  test('no row of a scope names a row of another house or tenant', async () => {
    const theirs = await askAsPlatform(
      `select id::text as message, conversation_id::text as conversation from messages
        where tenant_id = '${other.tenantId}'`,
    );
    const row = theirs[0] as { message: string; conversation: string };
    const owner = houseOf(mine);
    for (const statement of [
      `insert into messages (tenant_id, id, conversation_id, house_id, homeowner_id, role, content) values
        ('${mine.tenantId}', '${v7()}', '${row.conversation}', '${mine.houseId}', '${mine.homeownerId}', 'user', 'x')`,
      `insert into message_feedback (tenant_id, message_id, house_id, rating) values ('${mine.tenantId}',
        '${row.message}', '${mine.houseId}', 'up')`,
      `insert into builder_questions (tenant_id, id, house_id, message_id, question) values ('${mine.tenantId}',
        '${v7()}', '${mine.houseId}', '${row.message}', 'x')`,
      `insert into conversations (tenant_id, id, house_id, homeowner_id) values ('${mine.tenantId}', '${v7()}',
        '${other.houseId}', '${other.homeownerId}')`,
    ])
      await expect(runIn(owner, statement), statement).rejects.toMatchObject(REFUSED);
  });
});
