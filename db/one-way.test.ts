import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import type { Database } from './client.ts';
import { entryScope, systemScope, tenantScope } from './scope-makers.ts';
import { withScope, type HouseScope, type Scope } from './scope.ts';
import { houseOf, type scopesOf } from './testing-wall/furnish.ts';
import { askAsPlatform, openTwoTenants, REFUSED, runIn } from './testing-wall/two-tenants.ts';

let database: Database;
let mine: TestTenant;
let other: TestTenant;
let open: TestTenant;
let owner: HouseScope;
let scopes: ReturnType<typeof scopesOf>;

beforeAll(async () => {
  ({ database, mine, other, scopes } = await openTwoTenants());
  open = await createTestTenant('open');
  owner = scopes.house;
});
afterAll(() => database.close());

test('E2: no query is asked on a connection that is another scope’s already', async () => {
  const kept = await withScope(scopes.staff, (tx) => Promise.resolve({ tx }));
  const late = () => kept.tx.execute(sql`update houses set address = 'written late' returning id`);
  const ended = { cause: { message: expect.stringContaining('has ended') as string } };
  await expect(late()).rejects.toMatchObject(ended);
  await withScope(systemScope('test'), async (tx) => {
    await expect(late()).rejects.toMatchObject(ended);
    expect((await tx.execute(sql`select id from houses where address = 'written late'`)).rows).toEqual([]);
  });
});

describe('E2: moments by which others count', () => {
  const MOMENTS = ['infinity', '-infinity', '4713-01-02 BC', '1999-12-31', '9999-01-01'];

  test.each(MOMENTS)('nothing that a house or a job writes is dated %s', async (moment) => {
    const outside = { cause: { code: '42501', message: expect.stringContaining('A moment lies between') as string } };
    const [id, message] = [v7(), v7()];
    const written = [
      [owner, `update conversations set updated_at = '${moment}'`],
      [owner, `update message_feedback set updated_at = '${moment}'`],
      [
        owner,
        `insert into messages (tenant_id, id, conversation_id, house_id, homeowner_id, role, content, created_at)
          select tenant_id, '${message}', id, house_id, homeowner_id, 'user', 'x', '${moment}' from conversations`,
      ],
      [scopes.job, `update job_status set started_at = '${moment}' where id = '${id}'`],
    ] as const;
    await askAsPlatform(`insert into job_status (id, tenant_id, event, deadline_at)
      values ('${id}', '${mine.tenantId}', '{"name":"mail/send"}', now())`);
    for (const [scope, statement] of written)
      await expect(runIn(scope, statement), statement).rejects.toMatchObject(outside);
  });
});

describe('E2: what goes one way, whoever writes it', () => {
  test('a house is claimed once, at the present moment, by a session', async () => {
    const sessionId = v7();
    const entry = entryScope({ ...open, sessionId, actor: { kind: 'anonymous' } });
    const claim = (at: string, session = `'${sessionId}'`) =>
      runIn(entry, `update homeowners set claimed_at = ${at}, claimed_with = ${session}`);
    for (const at of ["now() - interval '1 day'", "now() + interval '1 day'", 'null'])
      await expect(claim(at)).rejects.toMatchObject(REFUSED);
    for (const session of ['null', `'${v7()}'`]) await expect(claim('now()', session)).rejects.toMatchObject(REFUSED);
    await claim('now()');
    await expect(claim("now() + interval '1 second'")).rejects.toMatchObject(REFUSED);
    await expect(claim('null', 'null')).rejects.toMatchObject(REFUSED);
    const later = entryScope({ ...open, sessionId: v7(), actor: { kind: 'anonymous' } });
    const again = runIn(later, `update homeowners set claimed_with = '${String(later.sessionId)}'`);
    await expect(again).rejects.toMatchObject(REFUSED);
    const row = `select claimed_with::text as "with" from homeowners where id = '${open.homeownerId}'`;
    expect(await askAsPlatform(row)).toEqual([{ with: sessionId }]);
  });

  test('sessions that have ended stay ended, and none ends that has not begun', async () => {
    for (const kind of ['entry', 'staff', 'job'] as const) {
      const set = (at: string) =>
        runIn(scopes[kind], `update houses set sessions_valid_from = ${at} where id = '${mine.houseId}'`);
      await set("now() + interval '1 second'");
      for (const at of ["now() - interval '1 hour'", 'to_timestamp(0)', "now() + interval '2 hours'", "'infinity'"])
        await expect(set(at)).rejects.toMatchObject(REFUSED);
    }
  });

  test('a used link stays used, a dead one dead, and none lives for long', async () => {
    const [used, dead, justDead, living] = [v7(), v7(), v7(), v7()];
    for (const [id, expires, usedAt] of [
      [used, '10 minutes', 'now()'],
      [dead, '-2 hours', 'null'],
      [justDead, '-1 second', 'null'],
      [living, '10 minutes', 'null'],
    ] as const)
      await askAsPlatform(`
        insert into sign_in_links (tenant_id, id, homeowner_id, token_hash, expires_at, used_at)
        values ('${mine.tenantId}', '${id}', '${mine.homeownerId}', '${id}', now() + interval '${expires}',
          ${usedAt})`);
    const set = (scope: Scope, id: string, to: string) =>
      runIn(scope, `update sign_in_links set ${to} where id = '${id}'`);
    const entry = entryScope({ ...mine, sessionId: v7(), actor: { kind: 'anonymous' } });
    await expect(set(entry, used, 'used_at = null')).rejects.toMatchObject(REFUSED);
    await expect(set(scopes.job, used, "expires_at = now() + interval '15 minutes'")).rejects.toMatchObject(REFUSED);
    for (const id of [dead, justDead])
      await expect(set(scopes.job, id, "expires_at = now() + interval '15 minutes'")).rejects.toMatchObject(REFUSED);
    await expect(set(scopes.job, living, "expires_at = now() + interval '1 day'")).rejects.toMatchObject(REFUSED);
    await set(scopes.job, living, "expires_at = now() + interval '15 minutes'");
    await set(entry, living, 'used_at = now()');
    await set(entry, dead, 'used_at = now()');
    await expect(set(entry, living, 'used_at = null')).rejects.toMatchObject(REFUSED);
  });

  test('a revoked code stays revoked', async () => {
    const set = (scope: Scope, to: string) => runIn(scope, `update qr_tokens set revoked_at = ${to}`);
    await set(scopes.staff, 'now()');
    for (const scope of [scopes.staff, scopes.job])
      for (const to of ['null', "now() + interval '1 day'"])
        await expect(set(scope, to)).rejects.toMatchObject(REFUSED);
    const rows = await askAsPlatform(
      `select revoked_at is null as good from qr_tokens where tenant_id = '${mine.tenantId}'`,
    );
    expect(rows).toEqual([{ good: false }]);
  });

  test('a session is signed out for as long as a token of it may live', async () => {
    const revoke = (sessionId: string, until: string) =>
      runIn(
        entryScope({ ...mine, sessionId, actor: { kind: 'anonymous' } }),
        `insert into revoked_tokens (tenant_id, session_id, expires_at) values ('${mine.tenantId}', '${sessionId}',
          ${until})`,
      );
    await expect(revoke(v7(), "now() + interval '1 day'")).rejects.toMatchObject(REFUSED);
    await revoke(v7(), "now() + interval '31 days'");
  });
});

describe('E2, H5: an audit row is its actor’s own', () => {
  const insert = (scope: Scope, row: Record<string, string | null>) => {
    const all = { id: v7(), tenant_id: mine.tenantId, action: 'x', ...row };
    const values = Object.values(all).map((value) => (value === null ? 'null' : `'${value}'`));
    return runIn(scope, `insert into audit_log (${Object.keys(all).join(', ')}) values (${values.join(', ')})`);
  };

  test('of staff, jobs, houses and who comes in: no other’s name, and no other moment', async () => {
    const staff = { actor_kind: 'staff', actor_id: mine.developerId };
    const system = { actor_kind: 'system', actor_id: null };
    const homeowner = { actor_kind: 'homeowner', actor_id: mine.homeownerId };
    const job = { actor_kind: 'job', actor_id: null };
    await insert(scopes.staff, staff);
    await insert(scopes.job, job);
    await insert(owner, homeowner);
    const signedIn = entryScope({
      ...mine,
      actor: { kind: 'homeowner', homeownerId: mine.homeownerId, houseId: mine.houseId },
    });
    await insert(signedIn, homeowner);
    const impersonated = tenantScope(mine.tenantId, {
      kind: 'staff',
      userId: mine.developerId,
      email: 'x@x.example',
      impersonatorId: mine.viewerId,
    });
    await insert(impersonated, { ...staff, impersonator_id: mine.viewerId });
    const attempts: [Scope, Record<string, string | null>][] = [
      [scopes.staff, { ...staff, actor_id: mine.viewerId }],
      [scopes.staff, { ...staff, actor_kind: 'system' }],
      [scopes.staff, { ...staff, impersonator_id: mine.viewerId }],
      [impersonated, staff],
      [scopes.staff, homeowner],
      [scopes.staff, system],
      [scopes.job, staff],
      [scopes.job, system],
      [scopes.job, homeowner],
      [scopes.job, { ...job, actor_id: mine.developerId }],
      [owner, { ...homeowner, actor_id: other.homeownerId }],
      [owner, { ...homeowner, impersonator_id: mine.viewerId }],
      [owner, staff],
      [signedIn, staff],
      [signedIn, { ...homeowner, actor_id: other.homeownerId }],
      // Somebody who has only scanned a code, and has claimed nothing.
      [scopes.entry, homeowner],
      [scopes.entry, { ...homeowner, action: 'house.claimed' }],
    ];
    for (const [scope, row] of attempts) await expect(insert(scope, row)).rejects.toMatchObject(REFUSED);
    await insert(scopes.staff, { ...staff, at: '2001-01-01', action: 'backdated' });
    const late = "select at > now() - interval '1 hour' as now from audit_log where action = 'backdated'";
    expect(await askAsPlatform(late)).toEqual([{ now: true }]);
  });
});

describe('E2: what may be asked of jobs', () => {
  type Accepted = { name: string; data?: Record<string, unknown>; job?: Record<string, string>; eventOf?: string };
  /** A job and its event in one transaction, as enqueueJob writes them; a house's after its question. */
  const accept = (scope: Scope, { name, data = {}, job = {}, eventOf }: Accepted, ...before: string[]) => {
    const id = v7();
    const event = JSON.stringify({ name, data: { tenant_id: mine.tenantId, job_id: id, ...data } });
    const columns = {
      id: `'${id}'`,
      tenant_id: `'${mine.tenantId}'`,
      event: `'${event}'`,
      deadline_at: 'now()',
      ...job,
    };
    return runIn(
      scope,
      ...before,
      `insert into job_status (${Object.keys(columns).join(', ')}) values (${Object.values(columns).join(', ')})`,
      `insert into outbox (id, tenant_id, job_id, event) values ('${v7()}', '${mine.tenantId}', '${eventOf ?? id}',
        '${event}')`,
    );
  };
  const mail = (question: string, more: Partial<Accepted> = {}): Accepted => ({
    name: 'mail/send',
    data: { mail: 'builder-question', id: question },
    job: { subject_type: "'mail'", subject_id: `'${question}'` },
    ...more,
  });
  /** Passes on the owner's one answer again, as a question of this transaction. */
  const asking = async (question: string) => {
    await askAsPlatform(`delete from builder_answers where tenant_id = '${mine.tenantId}'`);
    await askAsPlatform(`delete from builder_questions where tenant_id = '${mine.tenantId}'`);
    return `insert into builder_questions (tenant_id, id, house_id, message_id, question) select tenant_id,
      '${question}', house_id, id, 'x' from messages`;
  };

  test('by a house: the mail about the question that it asks, then, and nothing else', async () => {
    const asked = v7();
    await accept(owner, mail(asked), await asking(asked));
    // Later, and of other's questions: no more.
    await expect(accept(owner, mail(asked))).rejects.toMatchObject(REFUSED);
    await expect(accept(owner, mail(v7()))).rejects.toMatchObject(REFUSED);
    const next = v7();
    const refusals: Accepted[] = [
      mail(next, { eventOf: v7() }),
      mail(next, { name: 'document/uploaded' }),
      mail(next, { data: { mail: 'sign-in-link', id: next } }),
      mail(next, { data: { mail: 'builder-question', id: next, tenant_id: other.tenantId } }),
      mail(next, { data: { mail: 'builder-question', id: next, job_id: v7() } }),
      mail(next, { job: {} }),
      ...["state = 'succeeded'", 'attempt = 3', "error = 'x'", 'started_at = now()', "run_id = 'x'", 'progress = 100']
        .map((set) => set.split(' = ') as [string, string])
        .map(([column, value]) => mail(next, { job: { ...mail(next).job, [column]: value } })),
      mail(next, { job: { ...mail(next).job, deadline_at: "'infinity'" } }),
      ...[{ pad: 'x' }, { origin: 'x'.repeat(8192) }, { origin: ['x'] }, { origin: { x: 'x' } }].map((more) =>
        mail(next, { data: { ...mail(next).data, ...more } }),
      ),
    ];
    for (const attempt of refusals)
      await expect(accept(owner, attempt, await asking(next))).rejects.toMatchObject(REFUSED);
  });

  test('by a house: of a question one mail, and of a job one event', async () => {
    const asked = v7();
    await expect(accept(owner, mail(asked), await asking(asked))).resolves.toBeUndefined();
    const [question, jobId] = [v7(), v7()];
    const event = (id: string) => `jsonb_build_object('name', 'mail/send', 'data', jsonb_build_object('tenant_id',
      '${mine.tenantId}', 'job_id', ${id}, 'mail', 'builder-question', 'id', '${question}', 'origin', 'x'))`;
    const jobs = (ids: string) => `insert into job_status (id, tenant_id, event, subject_type, subject_id, deadline_at)
      select i, '${mine.tenantId}', ${event('i')}, 'mail', '${question}', now() from (${ids}) as ids (i)`;
    const events = (count: number) => `insert into outbox (id, tenant_id, job_id, event) select gen_random_uuid(),
      '${mine.tenantId}', '${jobId}', ${event(`'${jobId}'`)} from generate_series(1, ${count})`;
    const one = jobs(`values ('${jobId}'::uuid)`);
    const ask = await asking(question);
    const attempts = [
      [ask, jobs('select gen_random_uuid() from generate_series(1, 2)')],
      [ask, one, one.replaceAll(jobId, v7())],
      [ask, one, events(2)],
      [ask, one, events(1), events(1)],
    ];
    for (const attempt of attempts) await expect(runIn(owner, ...attempt)).rejects.toMatchObject(REFUSED);
    await runIn(owner, ask, one, events(1));
  });

  test('by staff: the mail about an answer that they write, then, and no other’s', async () => {
    const [asked, told] = [v7(), v7()];
    await runIn(owner, await asking(asked));
    const answering = (id: string, question: string) => `insert into builder_answers (tenant_id, id, house_id,
      question_id, text) values ('${mine.tenantId}', '${id}', '${mine.houseId}', '${question}', 'x')`;
    const about = (id: string) => mail(id, { data: { mail: 'builder-answer', id } });
    await accept(scopes.staff, about(told), answering(told, asked));
    await expect(accept(scopes.staff, about(told))).rejects.toMatchObject(REFUSED);
    await expect(accept(scopes.staff, about(v7()), answering(v7(), asked))).rejects.toMatchObject(REFUSED);
    await expect(runIn(owner, answering(v7(), asked))).rejects.toMatchObject(REFUSED);
  });

  test('by anybody no more than a hundred at once', async () => {
    const many = (count: number) => `insert into job_status (id, tenant_id, event, deadline_at) select i,
      '${mine.tenantId}', jsonb_build_object('name', 'document/uploaded', 'data', jsonb_build_object('tenant_id',
      '${mine.tenantId}', 'job_id', i)), now() from (select gen_random_uuid() as i from generate_series(1, ${count})) as
      ids`;
    for (const scope of [scopes.staff, scopes.job]) {
      await runIn(scope, many(100));
      await expect(runIn(scope, many(99), many(2))).rejects.toMatchObject(REFUSED);
    }
    await askAsPlatform(`delete from job_status where event_name = 'document/uploaded'`);
  });

  test('by staff and jobs: an event goes with the job that was accepted with it, which waits', async () => {
    for (const scope of [scopes.staff, scopes.job]) {
      await accept(scope, { name: 'document/uploaded' });
      const [job] = await askAsPlatform(
        `select id::text, event::text as event from job_status where tenant_id = '${mine.tenantId}'
          and event_name = 'document/uploaded' order by id desc limit 1`,
      );
      const again = `insert into outbox (id, tenant_id, job_id, event) values ('${v7()}', '${mine.tenantId}',
        '${String(job?.id)}', '${String(job?.event)}')`;
      await askAsPlatform(
        `update job_status set created_at = now() - interval '1 minute' where id = '${String(job?.id)}'`,
      );
      await expect(runIn(scope, again)).rejects.toMatchObject(REFUSED);
      for (const attempt of [
        { name: 'document/uploaded', eventOf: v7() },
        { name: 'document/uploaded', job: { state: "'running'" } },
        { name: 'document/uploaded', data: { tenant_id: other.tenantId } },
        { name: 'mail/send' },
        { name: 'sign-in-link/requested' },
        { name: 'document/uploaded', data: { document_id: 'x'.repeat(8192) } },
        { name: 'document/uploaded', data: { pad: 'x' } },
        { name: 'job/cancelled' },
      ])
        await expect(accept(scope, attempt)).rejects.toMatchObject(REFUSED);
      await expect(runIn(scope, "update job_status set event = '{}'")).rejects.toMatchObject(REFUSED);
    }
    await expect(accept(scopes.entry, mail(v7()))).rejects.toMatchObject(REFUSED);
  });

  test('the words of a library are counted as they are', async () => {
    await expect(runIn(owner, 'select wall.count_vocabulary(0, 0)')).rejects.toMatchObject({
      cause: { code: '42883' },
    });
    await runIn(owner, 'select wall.count_vocabulary()');
    const kept = `select passages, words from vocabularies where tenant_id = '${mine.tenantId}'`;
    expect(await askAsPlatform(kept)).toEqual([{ passages: 1, words: 'passag 1' }]);
  });

  test('no word is read of what is deleted, taken from the type or not live, and none is kept', async () => {
    const counted = ['select wall.count_vocabulary()', 'select words from vocabularies'];
    const words = async (...statements: string[]) =>
      withScope(owner, async (tx) => {
        const results = [];
        for (const statement of statements) results.push((await tx.execute(sql.raw(statement))).rows);
        return results.at(-1);
      });
    const itsDocument = `documents set %s where tenant_id = '${mine.tenantId}' and title = 'A'`;
    const change = (set: string) => askAsPlatform(`update ${itsDocument.replace('%s', set)}`);
    for (const [gone, back] of [
      ['deleted_at = now()', 'deleted_at = null'],
      ["house_types = '{B}'", "house_types = '{A}'"],
      ['live_version_id = null', 'live_version_id = live_reading_id'],
    ] as const) {
      expect(await words(...counted)).toEqual([{ words: 'passag 1' }]);
      await change(gone);
      expect([gone, await words('select words from vocabularies')]).toEqual([gone, []]);
      expect([gone, await words(...counted)]).toEqual([gone, []]);
      const kept = "select from vocabularies where house_types = '{A}' and tenant_id = ";
      expect([gone, await askAsPlatform(`${kept}'${mine.tenantId}'`)]).toEqual([gone, []]);
      await change(back);
    }
  });
});

describe('E2: a version’s file', () => {
  test('is the one that follows from the version, for staff and jobs', async () => {
    const [document] = await askAsPlatform(
      `select id::text from documents where tenant_id = '${mine.tenantId}' limit 1`,
    );
    const id = v7();
    const insert = (scope: Scope, key: string) =>
      runIn(
        scope,
        `insert into document_versions (tenant_id, id, document_id, version, storage_key, filename, kind, size_bytes,
          sha256) values ('${mine.tenantId}', '${id}', '${String(document?.id)}', 9, '${key}', 'f', 'txt', 1, '')`,
      );
    const own = `${mine.tenantId}/${String(document?.id)}/${id}.txt`;
    for (const key of [
      own.replace(mine.tenantId, other.tenantId),
      `${mine.tenantId}/../${other.tenantId}/a.txt`,
      `../${own}`,
      '/etc/passwd',
      `${own}/..`,
      '',
    ])
      for (const scope of [scopes.staff, scopes.job]) await expect(insert(scope, key)).rejects.toMatchObject(REFUSED);
    await insert(scopes.staff, own);
    for (const scope of [scopes.staff, scopes.job])
      await expect(runIn(scope, "update document_versions set storage_key = 'x'")).rejects.toMatchObject(REFUSED);
  });
});

test('E2: what a house writes goes on as before: houses of two tenants side by side', async () => {
  for (const tenant of [mine, other])
    await runIn(houseOf(tenant), "update message_feedback set rating = 'down', comment = 'x'");
  expect(await askAsPlatform("select count(*)::int as n from message_feedback where rating = 'down'")).toEqual([
    { n: 2 },
  ]);
});
