import { and, eq, like, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eraseOwner } from '#app/features/privacy/erase-owner.server.ts';
import { action as actAs } from '#app/routes/admin.tenants.$tenantId.act-as.tsx';
import { loader as developerLoader } from '#app/routes/developer.tsx';
import { loader as homeLoader } from '#app/routes/home.tsx';
import { loader as maintenanceLoader } from '#app/routes/home.care.maintenance.tsx';
import { action as end } from '#app/routes/impersonation.end.ts';
import { loader as rootLoader } from '#app/root.tsx';
import { loader as searchLoader } from '#app/routes/api.search.ts';
import { shelve, wordOverlap } from '#app/features/assistant/testing/library.ts';
import { replaceEmbedder } from '#app/platform/embeddings/embedder.server.ts';
import { resetRateLimits } from '#app/platform/rate-limiter.ts';
import type { Database } from '#db/client.ts';
import { notices } from '#db/schema/care.ts';
import { vocabularies } from '#db/schema/documents.ts';
import { homeowners, houses } from '#db/schema/homes.ts';
import { impersonations, ownerSessions, staffSessions, staffUsers } from '#db/schema/identity.ts';
import { auditLog } from '#db/schema/observability.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope, type HouseScope, type Tx } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { guard } from '../guards.server.ts';
import { can, mayWhileActing, ROUTE_ACCESS, type Access, type Permission } from '../permissions.ts';
import { signHomeownerToken } from '../sessions/homeowner-token.server.ts';
import { sessionSecret } from '../sessions/session-key.server.ts';
import { endStaffSession } from '../sessions/staff-session.server.ts';
import {
  actingCookieOf,
  createTestAdmin,
  createTestTenant,
  homeownerTokenOf,
  requireAdmin,
  requireDeveloper,
  requireHomeowner,
  staffCookieOf,
  type TestTenant,
} from '../testing.ts';
import { settle } from '../testing/answers.ts';
import { endLapsedImpersonations } from './end-impersonation.server.ts';
import { signImpersonationToken } from './impersonation-token.server.ts';

let database: Database;
let home: TestTenant;
let adminId: string;
let count = 0;

const system = systemScope('test');
const asSystem = <T>(work: (tx: Tx) => Promise<T>) => withScope(system, work);

beforeAll(async () => {
  await replaceEmbedder(wordOverlap);
  database = await openTestDatabase();
});
afterAll(async () => {
  await database.close();
  await replaceEmbedder();
});
beforeEach(async () => {
  resetRateLimits();
  count += 1;
  home = await createTestTenant(`builder-${count}`, { claimed: true });
  adminId = await createTestAdmin(`admin-${count}@platform.example`);
});

const get = (cookie: string, path = '/home') => new Request(`http://localhost${path}`, { headers: { Cookie: cookie } });
const post = (cookie: string, path: string, fields: Record<string, string> = {}) =>
  new Request(`http://localhost${path}`, {
    method: 'POST',
    headers: { Cookie: cookie, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields),
  });
type Loader = (args: { request: Request; params: Record<string, string>; context: object }) => Promise<unknown>;
const load = (loader: unknown, request: Request, params: Record<string, string> = {}) =>
  settle((loader as Loader)({ request, params, context: {} }));

/** What stands in the activity log of acting as somebody, the oldest first. */
const logged = (tenantId: string) =>
  asSystem((tx) =>
    tx
      .select({
        action: auditLog.action,
        actorKind: auditLog.actorKind,
        actorId: auditLog.actorId,
        impersonatorId: auditLog.impersonatorId,
        details: auditLog.details,
      })
      .from(auditLog)
      .where(and(eq(auditLog.tenantId, tenantId), like(auditLog.action, 'impersonation.%')))
      .orderBy(auditLog.id)
      .limit(50),
  );
const rowsOf = (tenantId: string) =>
  asSystem((tx) => tx.select().from(impersonations).where(eq(impersonations.tenantId, tenantId)).limit(50));

const OVER = { status: 403, message: expect.stringContaining('no longer act') };
/** What somebody who goes on is told; null when they may. */
const refusal = (cookie: string) =>
  requireHomeowner(get(cookie, '/api/x')).then(
    () => null,
    (thrown: unknown) => thrown,
  );

const statusOf = (asked: Promise<unknown>): Promise<number> =>
  asked.then(
    () => 200,
    (error: { status: number }) => error.status,
  );

const begin = async (fields: Record<string, string>, query = `house=${home.houseId}`) => {
  const staff = await staffCookieOf({ userId: adminId, tenantId: null });
  const request = post(staff, `/admin/tenants/${home.tenantId}/act-as?${query}`, fields);
  const answer = await load(actAs, request, { tenantId: home.tenantId });
  const cookie = answer instanceof Response ? (answer.headers.get('Set-Cookie') ?? '') : '';
  return { answer, staff, cookie: `${staff}; ${cookie.split(';')[0]}`, set: cookie };
};
const GOOD = { reason: 'Ticket 4711: the answer about the boiler', minutes: '15', back: '/admin/tenants?cursor=x' };

describe('E6, H4: beginning', () => {
  test('a reason is asked for, and one of its own for writing', async () => {
    const nothing = { data: { refusal: { fields: [{ field: 'reason' }] } }, init: { status: 422 } };
    for (const reason of ['', 'too short', ' '.repeat(40), 'x'.repeat(501)])
      expect((await begin({ ...GOOD, reason })).answer).toMatchObject(nothing);
    for (const minutes of ['16', '0', '', '1e9'])
      expect((await begin({ ...GOOD, minutes })).answer).toMatchObject({ init: { status: 422 } });
    expect((await begin({ ...GOOD, write: 'on' })).answer).toMatchObject({
      data: { refusal: { fields: [{ field: 'write_reason' }] } },
      init: { status: 422 },
    });
    expect(await rowsOf(home.tenantId)).toEqual([]);
    expect(await logged(home.tenantId)).toEqual([]);
  });

  test('as an owner: a signed cookie, a row of 15 minutes, both people in the log, and back again', async () => {
    const { answer, cookie, set } = await begin(GOOD);
    expect(answer.status).toBe(302);
    expect(answer.headers.get('Location')).toBe('/home');
    expect(set).toMatch(/^impersonation=eyJ.*HttpOnly; SameSite=Lax$/);
    const [row] = await rowsOf(home.tenantId);
    expect(row!.expiresAt.getTime() - row!.createdAt.getTime()).toBe(15 * 60_000);
    expect(await logged(home.tenantId)).toEqual([
      {
        action: 'impersonation.began',
        actorKind: 'homeowner',
        actorId: home.homeownerId,
        impersonatorId: adminId,
        details: { reason: GOOD.reason, write_reason: null, until: row!.expiresAt.toISOString() },
      },
    ]);
    expect(await requireHomeowner(get(cookie))).toMatchObject({
      kind: 'house',
      houseId: home.houseId,
      readOnly: true,
      actor: { kind: 'homeowner', homeownerId: home.homeownerId, impersonatorId: adminId },
    });
    expect(await load(rootLoader, get(cookie))).toMatchObject({
      impersonation: { state: 'lasts', admin: 'Ad Min', person: 'Aoife Ní Bhriain', role: 'owner', mayWrite: false },
    });
    const ended = await load(end, post(cookie, '/impersonation/end'));
    expect(ended.headers.get('Location')).toBe(GOOD.back);
    expect(ended.headers.get('Set-Cookie')).toMatch(/^impersonation=;/);
    expect(await refusal(cookie)).toMatchObject(OVER);
    expect((await requireAdmin(get(cookie))).kind).toBe('platform');
    const again = await load(end, post(cookie, '/impersonation/end'));
    expect(again.headers.get('Location')).toBe(GOOD.back);
    expect((await logged(home.tenantId)).map(({ action, details }) => [action, details.how])).toEqual([
      ['impersonation.began', undefined],
      ['impersonation.ended', 'by the admin'],
    ]);
  });

  test('as a member of staff, with their role and no more', async () => {
    for (const [userId, role] of [
      [home.developerId, 'manager'],
      [home.viewerId, 'viewer'],
    ] as const) {
      const { answer, cookie } = await begin(
        { ...GOOD, write: 'on', write_reason: 'Asked for by phone' },
        `staff=${userId}`,
      );
      expect(answer.headers.get('Location')).toBe('/developer');
      expect(await requireDeveloper(get(cookie))).toMatchObject({
        tenantId: home.tenantId,
        readOnly: false,
        actor: { kind: 'staff', userId, impersonatorId: adminId },
      });
      expect(await load(developerLoader, get(cookie, '/developer'))).toMatchObject({ role });
      const write = guard(post(cookie, '/developer/units/x'), 'unit:manage', 'api');
      expect(await statusOf(write)).toBe(role === 'manager' ? 200 : 403);
    }
  });

  test('never as an admin, as who is not there, or as another builder’s', async () => {
    const other = await createTestTenant(`other-${count}`, { claimed: true });
    const unclaimed = await createTestTenant(`unclaimed-${count}`);
    await asSystem((tx) =>
      tx.update(staffUsers).set({ disabledAt: new Date() }).where(eq(staffUsers.id, home.viewerId)),
    );
    for (const query of [
      `staff=${adminId}`,
      `staff=${home.viewerId}`,
      `staff=${other.developerId}`,
      `house=${other.houseId}`,
      `house=${unclaimed.houseId}`,
      'staff=nonsense',
      '',
    ]) {
      const { answer } = await begin(GOOD, query);
      expect((answer as unknown as { init: ResponseInit }).init.status, query).toBe(404);
    }
    expect(await rowsOf(home.tenantId)).toEqual([]);
  });

  test('not within another, and one at a time', async () => {
    const { cookie } = await begin(GOOD);
    const nested = await load(
      actAs,
      post(cookie, `/admin/tenants/${home.tenantId}/act-as?staff=${home.developerId}`, GOOD),
      { tenantId: home.tenantId },
    );
    expect(nested.status).toBe(403);
    await expect(requireAdmin(get(cookie))).rejects.toMatchObject({ status: 403 });
    await begin(GOOD, `staff=${home.developerId}`);
    expect(await refusal(cookie)).toMatchObject(OVER);
    expect((await logged(home.tenantId)).map(({ action, details }) => [action, details.how])).toEqual([
      ['impersonation.began', undefined],
      ['impersonation.ended', 'another was begun'],
      ['impersonation.began', undefined],
    ]);
  });

  test('a foreign way back is not followed', async () => {
    for (const back of ['https://evil.example/admin', '//evil.example', '/home', '/administrator', '/admin\\x']) {
      const { cookie } = await begin({ ...GOOD, back });
      const ended = await load(end, post(cookie, '/impersonation/end'));
      expect(ended.headers.get('Location')).toBe('/admin/tenants');
    }
  });
});

const PERMISSIONS = [...new Set(Object.values(ROUTE_ACCESS).flatMap((row) => Object.values(row) as Access[]))].filter(
  (access): access is Permission => access.includes(':') && access !== 'house:claim',
);

describe('E6: what may be done', () => {
  test.each(['owner', 'manager'] as const)('looking as %s: each permission', async (as) => {
    const { Cookie } = await actingCookieOf(home, adminId, { as });
    expect(PERMISSIONS.length).toBeGreaterThan(15);
    for (const permission of PERMISSIONS) {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
        await expect(
          guard(new Request('http://localhost/api/x', { method, headers: { Cookie } }), permission, 'api'),
          `${method} ${permission}`,
        ).rejects.toMatchObject({ status: 403, message: expect.stringContaining('may change nothing') });
      const look = guard(get(Cookie, '/api/x'), permission, 'api');
      expect(await statusOf(look), permission).toBe(can(as, permission) && mayWhileActing(permission) ? 200 : 403);
    }
    expect(await logged(home.tenantId)).toEqual([]);
  });

  test('writing: what only the person may do stays closed, all else is written down before', async () => {
    const { Cookie, id } = await actingCookieOf(home, adminId, { as: 'owner', mayWrite: true });
    const closed: Access[] = ['door', 'house:claim', 'home:own', 'portal:read', 'platform:read', 'person:impersonate'];
    for (const access of closed)
      await expect(guard(post(Cookie, '/api/x'), access, 'api'), access).rejects.toMatchObject({ status: 403 });
    expect(await logged(home.tenantId)).toEqual([]);
    await guard(post(Cookie, '/home/care/report?intent=send&secret=x'), 'defect:report', 'page');
    expect(await logged(home.tenantId)).toEqual([
      {
        action: 'impersonation.wrote',
        actorKind: 'homeowner',
        actorId: home.homeownerId,
        impersonatorId: adminId,
        details: { method: 'POST', path: '/home/care/report', intent: 'send' },
      },
    ]);
    const written = await asSystem((tx) => tx.select().from(auditLog).where(eq(auditLog.subjectId, id)).limit(9));
    expect(written).toHaveLength(1);
  });

  test('the database refuses what a guard would let through', async () => {
    for (const as of ['owner', 'manager'] as const) {
      const { Cookie } = await actingCookieOf(home, adminId, { as });
      const scope =
        as === 'owner' ? await requireHomeowner(get(Cookie, '/api/x')) : await requireDeveloper(get(Cookie, '/api/x'));
      for (const statement of [
        sql`update homeowners set last_seen_on = now()`,
        sql`insert into audit_log (id, tenant_id, actor_kind, action) values (gen_random_uuid(), null, 'staff', 'x')`,
        sql`select id from houses for update`,
      ])
        await expect(withScope<unknown>(scope, (tx) => tx.execute(statement))).rejects.toMatchObject({
          cause: { code: '25006' },
        });
      await expect(
        withScope<unknown>(scope, (tx) => tx.execute(sql`set transaction read write`)),
      ).rejects.toMatchObject({ cause: { code: '42501' } });
    }
  });

  test('an entry of the log names both, or is refused by the database', async () => {
    const { Cookie } = await actingCookieOf(home, adminId, { as: 'owner', mayWrite: true });
    const scope = await requireHomeowner(get(Cookie, '/api/x'));
    const write = (impersonatorId: string | null) =>
      withScope<unknown>(scope, (tx) =>
        tx.insert(auditLog).values({
          id: sql`gen_random_uuid()`,
          tenantId: home.tenantId,
          actorKind: 'homeowner',
          actorId: home.homeownerId,
          impersonatorId,
          action: 'impersonation.test',
        }),
      );
    await write(adminId);
    await expect(write(null)).rejects.toMatchObject({ cause: { code: '42501' } });
    await expect(write(home.developerId)).rejects.toMatchObject({ cause: { code: '42501' } });
  });

  test('looking leaves no trace: not seen, no device or session, no word counted, no calendar’s address', async () => {
    await shelve(home, { title: 'Manual', heading: 'The fuse board', text: 'The fuse board is in the hall.' });
    await asSystem((tx) =>
      tx.insert(notices).values({
        tenantId: home.tenantId,
        developmentId: home.developmentId,
        title: 'Roadworks',
        body: 'On Monday.',
        audience: 'development',
        startsAt: new Date(),
        mail: false,
      }),
    );
    const { Cookie } = await actingCookieOf(home, adminId, { as: 'owner' });
    const page = (await load(homeLoader, get(Cookie))) as unknown as { data: { unread: number }; init: ResponseInit };
    expect(page.data.unread).toBe(1);
    expect(new Headers(page.init.headers).get('Set-Cookie')).toBeNull();
    const found = await load(searchLoader, get(Cookie, '/api/search?q=fuse+bord'));
    expect(found.status).toBe(200);
    expect((await found.json()).items).toHaveLength(1);
    expect(await load(maintenanceLoader, get(Cookie, '/home/care/maintenance'))).toMatchObject({ calendar: null });
    const [owner] = await asSystem((tx) =>
      tx.select().from(homeowners).where(eq(homeowners.id, home.homeownerId)).limit(1),
    );
    expect(owner?.lastSeenOn).toBeNull();
    const left = await asSystem(async (tx) => [
      ...(await tx.select().from(ownerSessions).where(eq(ownerSessions.tenantId, home.tenantId)).limit(1)),
      ...(await tx.select().from(vocabularies).where(eq(vocabularies.tenantId, home.tenantId)).limit(1)),
    ]);
    expect(left).toEqual([]);
  });
});

describe('E6: the end', () => {
  const change = (id: string, past: string) =>
    asSystem((tx) =>
      tx.execute(sql`update impersonations set created_at = now() - interval '15 minutes' - ${past}::interval,
        expires_at = now() - ${past}::interval where id = ${id}`),
    );

  test('with its time, to the second, whatever the token says; the admin is themself again', async () => {
    const { Cookie, id } = await actingCookieOf(home, adminId, { as: 'owner', mayWrite: true });
    await requireHomeowner(get(Cookie, '/api/x'));
    await change(id, '0 seconds');
    expect(await refusal(Cookie)).toMatchObject(OVER);
    expect(await load(rootLoader, get(Cookie))).toMatchObject({ impersonation: { state: 'over' } });
    expect((await requireAdmin(get(Cookie, '/admin'))).kind).toBe('platform');
    await expect(requireDeveloper(get(Cookie, '/api/x'))).rejects.toMatchObject(OVER);
    const ended = await load(end, post(Cookie, '/impersonation/end'));
    expect(ended.headers.get('Location')).toBe('/admin/tenants');
  });

  test('with the token’s own expiry', async () => {
    const { staff, id } = await actingCookieOf(home, adminId, { as: 'owner' });
    const token = await signImpersonationToken(sessionSecret(), {
      jti: id,
      tenant_id: home.tenantId,
      sub: home.homeownerId,
      act: { sub: adminId },
      back: '/admin',
      exp: Date.now() / 1000 - 1,
    });
    expect(await refusal(`${staff}; impersonation=${token}`)).toMatchObject(OVER);
  });

  test('a quarter of an hour is the most that can be written down', async () => {
    await expect(actingCookieOf(home, adminId, { as: 'owner', minutes: 16 })).rejects.toMatchObject({
      cause: { constraint: 'impersonations_minutes' },
    });
  });

  test('with the admin’s session, their account, and never for another session of theirs', async () => {
    const signedOut = await actingCookieOf(home, adminId, { as: 'owner' });
    await asSystem((tx) => tx.delete(staffSessions).where(eq(staffSessions.userId, adminId)));
    expect(await refusal(signedOut.Cookie)).toMatchObject(OVER);

    const { Cookie } = await actingCookieOf(home, adminId, { as: 'owner' });
    const token = /impersonation=.*/.exec(Cookie)![0];
    const elsewhere = await staffCookieOf({ userId: adminId, tenantId: null });
    const other = await staffCookieOf({
      userId: await createTestAdmin(`second-${count}@platform.example`),
      tenantId: null,
    });
    const developer = await staffCookieOf({ userId: home.developerId, tenantId: home.tenantId });
    for (const staff of [elsewhere, other, developer, 'staff_session=none', ''])
      expect(await refusal(staff ? `${staff}; ${token}` : token)).toMatchObject(OVER);
    // Beside the owner's own session too: what was acted for is nobody else's of this browser.
    expect(await refusal(`${token}; homeowner_token=${await homeownerTokenOf(home)}`)).toMatchObject(OVER);
    await requireHomeowner(get(Cookie, '/api/x'));

    await asSystem((tx) => tx.update(staffUsers).set({ disabledAt: new Date() }).where(eq(staffUsers.id, adminId)));
    expect(await refusal(Cookie)).toMatchObject(OVER);
  });

  test('with the person: a closed account, moving out, "sign out on all devices"', async () => {
    const manager = await actingCookieOf(home, adminId, { as: 'manager' });
    await requireDeveloper(get(manager.Cookie, '/api/x'));
    await asSystem((tx) =>
      tx.update(staffUsers).set({ disabledAt: new Date() }).where(eq(staffUsers.id, home.developerId)),
    );
    expect(await refusal(manager.Cookie)).toMatchObject(OVER);

    const owner = await actingCookieOf(home, adminId, { as: 'owner' });
    await requireHomeowner(get(owner.Cookie, '/api/x'));
    const moveBack = (sessionsValidFrom: Date) =>
      asSystem((tx) => tx.update(houses).set({ sessionsValidFrom }).where(eq(houses.id, home.houseId)));
    await moveBack(new Date(Date.now() + 1_000));
    expect(await refusal(owner.Cookie)).toMatchObject(OVER);
    await moveBack(new Date(0));
    await requireHomeowner(get(owner.Cookie, '/api/x'));
    await asSystem((tx) =>
      tx.update(homeowners).set({ endedAt: new Date() }).where(eq(homeowners.id, home.homeownerId)),
    );
    expect(await refusal(owner.Cookie)).toMatchObject(OVER);
  });

  test('erasing the person ends it, and leaves no reason that may name them', async () => {
    const { cookie } = await begin({ ...GOOD, reason: 'Aoife rang about her boiler' });
    const own = { Authorization: `Bearer ${await homeownerTokenOf(home)}` };
    const scope: HouseScope = await requireHomeowner(new Request('http://localhost/api/x', { headers: own }));
    await eraseOwner(scope, 'erase');
    expect(await refusal(cookie)).toMatchObject(OVER);
    expect(await rowsOf(home.tenantId)).toEqual([]);
    const [entry] = await logged(home.tenantId);
    expect(entry).toMatchObject({ action: 'impersonation.began', impersonatorId: adminId });
    expect(Object.keys(entry!.details)).toEqual(['until']);
  });

  test('what has ended by itself is written down, once', async () => {
    await endLapsedImpersonations(system);
    const timed = await actingCookieOf(home, adminId, { as: 'owner' });
    const left = await actingCookieOf(home, adminId, { as: 'manager' });
    const living = await actingCookieOf(home, adminId, { as: 'owner' });
    await change(timed.id, '1 minute');
    await endStaffSession(post(left.staff, '/sign-out'));
    expect(await endLapsedImpersonations(system)).toBe(2);
    expect(await endLapsedImpersonations(system)).toBe(0);
    const entries = await logged(home.tenantId);
    expect(entries.map(({ actorId, impersonatorId, details }) => [actorId, impersonatorId, details.how])).toEqual(
      expect.arrayContaining([
        [home.homeownerId, adminId, 'its time was over'],
        [home.developerId, adminId, 'the admin signed out'],
      ]),
    );
    expect(entries).toHaveLength(2);
    await requireHomeowner(get(living.Cookie, '/api/x'));
  });
});

describe('E3, E6: tokens', () => {
  const tamper = (token: string, change: (claims: Record<string, unknown>) => void) => {
    const [header, body, signature] = token.split('.');
    const claims = JSON.parse(Buffer.from(body!, 'base64url').toString()) as Record<string, unknown>;
    change(claims);
    return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
  };

  test('a changed `act`, another audience and another person are nothing', async () => {
    const other = await createTestTenant(`stranger-${count}`, { claimed: true });
    const { staff, id, Cookie } = await actingCookieOf(home, adminId, { as: 'owner' });
    const token = Cookie.split('impersonation=')[1]!;
    const claims = {
      jti: id,
      tenant_id: home.tenantId,
      sub: home.homeownerId,
      act: { sub: adminId },
      back: '/admin',
      exp: Date.now() / 1000 + 600,
    };
    const sign = (change: object, secret = sessionSecret()) => signImpersonationToken(secret, { ...claims, ...change });
    const forged = [
      tamper(token, (changed) => (changed.act = { sub: home.developerId })),
      tamper(token, (changed) => (changed.exp = Date.now() / 1000 + 86_400)),
      tamper(token, (changed) => (changed.aud = 'openhouse:homeowner')),
      token.split('.').slice(0, 2).join('.') + '.',
      await sign({}, 'another secret of another deployment'),
      // Rightly signed, and not what was written down.
      await sign({ act: { sub: home.developerId } }),
      await sign({ sub: other.homeownerId }),
      await sign({ tenant_id: other.tenantId }),
      await sign({ jti: other.houseId }),
      await homeownerTokenOf(home),
      'nonsense',
    ];
    for (const value of forged) expect(await refusal(`${staff}; impersonation=${value}`)).toMatchObject(OVER);
    await requireHomeowner(get(`${staff}; impersonation=${await sign({})}`, '/api/x'));
  });

  test('it is no owner’s token, by header or by cookie', async () => {
    const { Cookie } = await actingCookieOf(home, adminId, { as: 'owner' });
    const token = Cookie.split('impersonation=')[1]!;
    const ways: Record<string, string>[] = [
      { Authorization: `Bearer ${token}` },
      { Cookie: `homeowner_token=${token}` },
    ];
    for (const headers of ways)
      await expect(requireHomeowner(new Request('http://localhost/api/x', { headers }))).rejects.toMatchObject({
        status: 401,
      });
  });

  test('a bearer beside it counts alone', async () => {
    const { Cookie } = await actingCookieOf(home, adminId, { as: 'owner' });
    const house = { tenant_id: home.tenantId, development_id: home.developmentId, house_id: home.houseId };
    const bearer = await signHomeownerToken(sessionSecret(), { ...house, house_type: home.houseType });
    const headers = { Cookie, Authorization: `Bearer ${bearer}` };
    const scope = await requireHomeowner(new Request('http://localhost/api/x', { headers }));
    expect(scope.readOnly).toBeUndefined();
    expect(scope.actor).toEqual({ kind: 'homeowner', homeownerId: home.homeownerId, houseId: home.houseId });
  });
});
