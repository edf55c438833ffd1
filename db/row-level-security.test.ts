import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import type { Database } from './client.ts';
import { messages } from './schema/assistant.ts';
import { anonymousScope, systemScope } from './scope-makers.ts';
import { withScope, type HouseScope, type Scope } from './scope.ts';
import { FUNCTIONS, RIGHTS } from './testing-wall/expected-rights.ts';
import { askServer } from './testing-wall/ask-server.ts';
import { furnish, houseOf, scopesOf } from './testing-wall/furnish.ts';
import { readFunctions, readRights } from './testing-wall/read-rights.ts';
import { openTestDatabase } from './testing.ts';

let database: Database;
let mine: TestTenant;
let other: TestTenant;
let owner: HouseScope;
let scopes: ReturnType<typeof scopesOf>;

beforeAll(async () => {
  database = await openTestDatabase();
  [mine, other] = [
    await createTestTenant('mine', { claimed: true }),
    await createTestTenant('other', { claimed: true }),
  ];
  await furnish(mine);
  await furnish(other);
  scopes = scopesOf(mine);
  owner = scopes.house;
});
afterAll(() => database.close());

const rowsOf = async (scope: Scope, statement: string) =>
  (await withScope(scope, (tx) => tx.execute<Record<string, unknown>>(sql.raw(statement)))).rows;
const refused = (code: string | RegExp) => ({ cause: { code: expect.stringMatching(code) } });

describe('E2: the written expectation', () => {
  test('of each table by role, verb and column, and of nothing else', async () =>
    expect(await readRights(database)).toEqual(RIGHTS));
  test('of each function: its owner, its path, its callers', async () =>
    expect(await readFunctions(database)).toEqual(FUNCTIONS));

  test('every table is under forced row-level security', async () => {
    const { rows } = await database.owner.query(
      "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and " +
        'not (relrowsecurity and relforcerowsecurity)',
    );
    expect(rows).toEqual([]);
  });

  test('the logins inherit nothing, own nothing and are members of no more than their kinds of scope', async () => {
    const { rows } = await database.owner.query(
      `
      select regexp_replace(r.rolname, '_[0-9a-f]+$', '') as login, r.rolinherit or r.rolsuper or r.rolcreaterole
        or r.rolcreatedb or r.rolbypassrls as more,
        array(select pg_get_userbyid(m.roleid)::text from pg_auth_members m where m.member = r.oid
          order by 1) as kinds, (select count(*)::int from pg_class c where c.relowner = r.oid) as owns
      from pg_roles r where r.rolname in (select $1 || name from (values ('_none')) as n (name))
        or r.rolname = any($2::text[]) order by 1`,
      ['', [await loginOf('pool'), await loginOf('platformPool')]],
    );
    const kinds = ['door', 'entry', 'house', 'job', 'staff'].map((kind) => `openhouse_${kind}`);
    const app = { login: 'openhouse_app', more: false, kinds, owns: 0 };
    expect(rows).toEqual(
      database.kind === 'embedded'
        ? [app]
        : [app, { login: 'openhouse_platform', more: false, kinds: ['openhouse_platform'], owns: 0 }],
    );
  });
});

async function loginOf(pool: 'pool' | 'platformPool'): Promise<string> {
  const { rows } = await database[pool].query<{ who: string }>('select session_user::text as who');
  return rows[0]?.who ?? '';
}

describe('E2: what a scope sees', () => {
  test.each(['house', 'staff', 'job', 'entry'] as const)(
    '%s: rows of its tenant alone, in each table that it may read',
    async (kind) => {
      for (const [table, rights] of Object.entries(RIGHTS)) {
        if (!rights[kind]?.startsWith('select')) continue;
        const column = table === 'tenants' ? 'id' : 'tenant_id';
        const tenants = await rowsOf(scopes[kind], `select distinct ${column}::text as t from ${table} limit 10`);
        expect([table, tenants.filter(({ t }) => t !== mine.tenantId)]).toEqual([table, []]);
      }
    },
  );

  test('a house: itself, its type’s documents, its present owner’s chats and no former owner', async () => {
    expect(await rowsOf(owner, 'select title from documents')).toEqual([{ title: 'A' }]);
    expect(await rowsOf(owner, 'select text from chunks')).toEqual([{ text: 'Passage A' }]);
    expect(await rowsOf(owner, 'select count(*)::int as n from document_versions')).toEqual([{ n: 1 }]);
    expect(await rowsOf(owner, 'select id::text from houses')).toEqual([{ id: mine.houseId }]);
    expect(await rowsOf(owner, 'select id::text from homeowners')).toEqual([{ id: mine.homeownerId }]);
    const talks = [
      'conversations',
      'messages',
      'message_feedback',
      'builder_questions',
      'builder_answers',
      'changed_answers',
      'changed_passages',
      'change_tellings',
    ];
    const care = ['owner_settings', 'defects', 'defect_photos', 'defect_messages', 'care_done', 'calendar_links'];
    for (const table of [...talks, 'notices', 'notice_reads', ...care])
      expect([table, await rowsOf(owner, `select count(*)::int as n from ${table}`)]).toEqual([table, [{ n: 1 }]]);
    await expect(rowsOf(owner, 'select email from homeowners')).rejects.toMatchObject(refused('42501'));
  });

  test('a house reads the pages of its type, and never what was left out of them', async () => {
    expect(await rowsOf(owner, 'select text from document_pages')).toEqual([{ text: 'Page A' }]);
    for (const look of ['findings', '*', 'to_jsonb(document_pages)', 'document_pages::text'])
      await expect(rowsOf(owner, `select ${look} from document_pages`)).rejects.toMatchObject(refused('42501'));
    await expect(
      rowsOf(owner, "select 1 from document_pages where findings::text like '%draft%'"),
    ).rejects.toMatchObject(refused('42501'));
    expect(await rowsOf(scopes.staff, 'select findings from document_pages limit 1')).toEqual([
      { findings: [{ kind: 'invisible', text: 'draft price' }] },
    ]);
  });

  test('a house: passages of what is live, not deleted and meant for its type, whatever the passages say', async () => {
    const admin = (text: string) => rowsOf(systemScope('test'), text);
    const [live] = await rowsOf(owner, 'select id::text, live_reading_id::text as reading from documents');
    const columns = 'tenant_id, development_id, document_id, version_id, house_types, ordinal, page, text';
    await admin(`insert into chunks (id, reading_id, ${columns}) select gen_random_uuid(), gen_random_uuid(), ${columns}
      from chunks where tenant_id = '${mine.tenantId}' and text = 'Passage A'`);
    const vector = JSON.stringify(Array.from({ length: 512 }, () => 0.5));
    await admin(`insert into chunk_embeddings (tenant_id, development_id, model, chunk_id, document_id, reading_id,
      house_types, embedding) select tenant_id, development_id, 'm', id, document_id, reading_id, house_types,
      '${vector}' from chunks where tenant_id = '${mine.tenantId}'`);
    await admin(`insert into document_pages (tenant_id, version_id, reading_id, page, document_id, house_types, text,
      has_text) select tenant_id, id, gen_random_uuid(), 1, document_id, '{A}', 'x', true from document_versions
      where tenant_id = '${mine.tenantId}'`);
    const seen = async () =>
      Promise.all(
        ['chunks', 'chunk_embeddings', 'document_pages'].map(async (table) =>
          Number((await rowsOf(owner, `select count(*)::int as n from ${table}`))[0]?.n),
        ),
      );
    expect(await seen()).toEqual([1, 1, 1]);
    const change = (set: string) => admin(`update documents set ${set} where id = '${String(live?.id)}'`);
    for (const [away, back] of [
      ['deleted_at = now()', 'deleted_at = null'],
      ["house_types = '{B}'", "house_types = '{A}'"],
      ['live_reading_id = gen_random_uuid(), live_version_id = gen_random_uuid()', 'live_version_id = live_version_id'],
    ] as const) {
      await change(away);
      expect([away, await seen()]).toEqual([away, [0, 0, 0]]);
      await change(back);
    }
    await change(`live_reading_id = '${String(live?.reading)}', live_version_id = '${String(live?.reading)}'`);
    expect(await seen()).toEqual([1, 1, 1]);
  });

  test('another session of an unclaimed house sees none of the chats, and writes into none', async () => {
    const stranger = houseOf(mine, { claimed: false });
    expect(await rowsOf(stranger, 'select id from messages')).toEqual([]);
    const [chat] = await rowsOf(owner, 'select id::text from conversations');
    const write = withScope(stranger, (tx) =>
      tx.insert(messages).values({
        tenantId: mine.tenantId,
        id: v7(),
        conversationId: String(chat?.id),
        houseId: mine.houseId,
        homeownerId: mine.homeownerId,
        role: 'user',
        content: 'x',
      }),
    );
    await expect(write).rejects.toMatchObject(refused('42501'));
  });
});

describe('E2: what leaks beside the rows', () => {
  test('another’s row cannot be told from none by a foreign key', async () => {
    const [foreign] = await rowsOf(
      systemScope('test'),
      `select id::text, conversation_id::text as chat from messages where tenant_id = '${other.tenantId}' limit 1`,
    );
    const insert = (message: string, chat: string) => [
      `insert into builder_questions (tenant_id, house_id, message_id, question) values ('${mine.tenantId}', ` +
        `'${mine.houseId}', '${message}', 'x')`,
      'insert into messages (tenant_id, conversation_id, house_id, homeowner_id, role, content) values ' +
        `('${mine.tenantId}', '${chat}', '${mine.houseId}', '${mine.homeownerId}', 'user', 'x')`,
    ];
    for (const statement of [...insert(String(foreign?.id), String(foreign?.chat)), ...insert(v7(), v7())])
      await expect(rowsOf(owner, statement)).rejects.toMatchObject(refused('42501'));
  });

  test('no scope sets a login’s password', async () => {
    const logins = [await loginOf('pool'), await loginOf('platformPool')];
    for (const scope of Object.values(scopes))
      for (const login of logins)
        await expect(rowsOf(scope, `alter role ${login} password 'x'`)).rejects.toMatchObject(refused('42501'));
  });

  test('what columns hold is in no statistics that a scope can read', async () => {
    await database.owner.query('analyze houses, documents');
    expect(
      (
        await database.owner
          .query("select from pg_statistic where starelid = 'houses'::regclass")
          .catch(() => ({ rows: [{}] }))
      ).rows,
    ).not.toEqual([]);
    for (const scope of Object.values(scopes))
      expect(await rowsOf(scope, "select tablename from pg_stats where schemaname in ('public', 'wall')")).toEqual([]);
  });

  test('transactions of many scopes at once, on few connections, keep to their own', async () => {
    const owners = [owner, houseOf(other)];
    const seen = await Promise.all(
      Array.from({ length: 40 }, (_, at) =>
        withScope(owners[at % 2]!, async (tx) => {
          const read = async () => (await tx.execute(sql`select id::text from houses`)).rows;
          return [await read(), await read()];
        }),
      ),
    );
    expect(seen).toEqual(
      Array.from({ length: 40 }, (_, at) => [[{ id: owners[at % 2]!.houseId }], [{ id: owners[at % 2]!.houseId }]]),
    );
  });
});

describe('E2: what a house may write', () => {
  const denied = [
    "update chunks set text = 'x'",
    "update documents set title = 'x'",
    'delete from audit_log',
    'delete from revoked_tokens',
    "update houses set house_type = 'B'",
    'update houses set sessions_valid_from = now()',
    "update messages set content = 'x'",
    'delete from messages',
    'delete from conversations',
    "update homeowners set full_name = 'x'",
    "update vocabularies set words = ''",
    'delete from builder_questions',
    "update builder_answers set text = 'x'",
    'insert into vocabularies (tenant_id, development_id, house_types, library_version, passages, words) select ' +
      "tenant_id, development_id, array['A'], '1', 1, '' from houses",
  ];
  test.each(denied)('not: %s', async (statement) =>
    expect(rowsOf(owner, statement)).rejects.toMatchObject(refused('42501')),
  );
});

describe('E2: the door', () => {
  const door = (call: string, scope: Scope = anonymousScope) => rowsOf(scope, `select * from wall.${call} limit 5`);

  test('tells the salt, not the hash, opens a session for the hash alone, and nothing in another scope', async () => {
    const hash = '$argon2id$v=19$m=8,p=1,t=1$c2FsdHNhbHQ$aGFzaA';
    await withScope(systemScope('test'), (tx) =>
      tx.execute(sql`update staff_users set password_hash = ${hash} where id = ${mine.developerId}`),
    );
    expect(await door(`door_password_salt('dev-${mine.email}')`)).toEqual([
      { door_password_salt: '$argon2id$v=19$m=8,p=1,t=1$c2FsdHNhbHQ$' },
    ]);
    const open = (proof: string) =>
      door(`door_open_session('${mine.developerId}', '${proof}', '${v7()}', '', '', now() + interval '1 hour')`);
    expect(await open('guess')).toEqual([{ door_open_session: false }]);
    expect(await open(hash)).toEqual([{ door_open_session: true }]);
    expect(await door(`door_qr_token('hash-${mine.tenantId}')`)).toMatchObject([{ house_id: mine.houseId }]);
    for (const odd of ["''", 'null', "'%'"]) expect(await door(`door_qr_token(${odd})`)).toEqual([]);
    await expect(door("door_session('x')", owner)).rejects.toMatchObject(refused('42501'));
    const asDoor = askServer(owner, async (ask) => {
      await ask('set local role openhouse_door');
      return ask(`select * from wall.door_qr_token('hash-${mine.tenantId}')`);
    });
    const outcome = await asDoor.catch((error: { code: string }) => error.code);
    expect(outcome).toEqual(database.kind === 'embedded' ? '42501' : []);
    const long = 'x'.repeat(5_000);
    const opened = `door_open_session('${mine.developerId}', '${hash}', 'long', '${long}', '${long}', now())`;
    expect(await door(opened)).toEqual([{ door_open_session: true }]);
    const kept = "select length(ip) as ip, length(user_agent) as agent from staff_sessions where token_hash = 'long'";
    expect(await rowsOf(systemScope('test'), kept)).toEqual([{ ip: 100, agent: 1000 }]);
    expect(await door(opened.replace("'long'", `'${long}'`))).toEqual([{ door_open_session: false }]);
  });
});
