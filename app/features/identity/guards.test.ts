import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { runWithRequestContext } from '#app/platform/request-context.ts';
import type { Database } from '#db/client.ts';
import { revokeSession } from '#db/queries/identity/sessions.ts';
import { homeowners, houses } from '#db/schema/homes.ts';
import { staffSessions, staffUsers } from '#db/schema/identity.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { guard } from './guards.server.ts';
import { entryOf, readHomeownerSession } from './sessions/homeowner-session.server.ts';
import { renewOwnerSession } from './sessions/owner-session.server.ts';
import { signOut } from './sessions/sign-out.server.ts';
import { endStaffSession } from './sessions/staff-session.server.ts';
import { action as everywhere } from '#app/routes/sign-out_.everywhere.ts';
import { loader as signInLoader } from '#app/routes/sign-in.tsx';
import {
  createTestAdmin,
  createTestTenant,
  homeownerTokenOf,
  requireAdmin,
  requireDeveloper,
  requireHomeowner,
  requireHomeownerSession,
  requireReader,
  staffCookieOf,
} from './testing.ts';
import type { TestTenant } from './testing.ts';

let database: Database;
let mine: TestTenant;
let other: TestTenant;
let developer: string;
let admin: string;

beforeAll(async () => {
  database = await openTestDatabase();
  mine = await createTestTenant('mine');
  other = await createTestTenant('other');
  developer = await staffCookieOf({ userId: mine.developerId, tenantId: mine.tenantId });
  admin = await staffCookieOf({ userId: await createTestAdmin(), tenantId: null });
});
afterAll(() => database.close());
beforeEach(() => withScope(systemScope('test'), (tx) => tx.update(houses).set({ sessionsValidFrom: new Date(0) })));

type Headers = Record<string, string>;
const api = (headers: Headers = {}, method = 'GET') =>
  new Request('http://localhost/api/anything', { method, headers });
const page = (headers: Headers = {}, method = 'GET') =>
  new Request('http://localhost/developer?tab=2', { method, headers });
const bearer = async (tenant: TestTenant, options = {}) => ({
  Authorization: `Bearer ${await homeownerTokenOf(tenant, options)}`,
});
const cookie = async (tenant: TestTenant) => ({ Cookie: `homeowner_token=${await homeownerTokenOf(tenant)}` });

describe('E3: requireHomeowner', () => {
  test('a bearer or a cookie becomes the scope of its house', async () => {
    for (const headers of [await bearer(mine), await cookie(mine)]) {
      expect(await requireHomeowner(api(headers))).toMatchObject({
        kind: 'house',
        tenantId: mine.tenantId,
        developmentId: mine.developmentId,
        houseId: mine.houseId,
        houseType: 'A',
        homeownerId: mine.homeownerId,
      });
    }
  });

  test('a bad bearer is 401 even beside a good cookie', async () => {
    for (const value of ['Bearer nonsense', 'Bearer', 'Bearer ', `bearer ${await homeownerTokenOf(mine)}x`]) {
      await expect(requireHomeowner(api({ ...(await cookie(mine)), Authorization: value }))).rejects.toMatchObject({
        status: 401,
      });
    }
  });

  test('no token is 401', async () => {
    await expect(requireHomeowner(api())).rejects.toMatchObject({ status: 401 });
  });

  test('E2: X-Tenant-Slug must be the token’s tenant', async () => {
    await expect(requireHomeowner(api({ ...(await bearer(mine)), 'X-Tenant-Slug': 'mine' }))).resolves.toMatchObject({
      tenantId: mine.tenantId,
    });
    for (const slug of ['other', 'unknown', ''])
      await expect(requireHomeowner(api({ ...(await bearer(mine)), 'X-Tenant-Slug': slug }))).rejects.toMatchObject({
        status: 403,
      });
  });

  test('a session that was ended is 401, for itself alone', async () => {
    const jti = randomUUID();
    const headers = await bearer(mine, { jti });
    const entry = entryOf((await readHomeownerSession(api(headers)))!);
    await withScope(entry, (tx) =>
      revokeSession(tx, { tenantId: mine.tenantId, sessionId: jti, expiresAt: new Date(Date.now() + 31 * 86_400_000) }),
    );
    await expect(requireHomeowner(api(headers))).rejects.toMatchObject({ status: 401 });
    await expect(requireHomeowner(api(await bearer(mine)))).resolves.toBeDefined();
  });

  test('a token from before the house’s last claim is 401, one from that very millisecond counts', async () => {
    const claimed = new Date();
    await withScope(systemScope('test'), (tx) =>
      tx.update(houses).set({ sessionsValidFrom: claimed }).where(eq(houses.id, mine.houseId)),
    );
    await expect(
      requireHomeowner(api(await bearer(mine, { issuedAt: new Date(claimed.getTime() - 1) }))),
    ).rejects.toMatchObject({ status: 401 });
    await expect(requireHomeowner(api(await bearer(mine, { issuedAt: claimed })))).resolves.toBeDefined();
  });

  test('a signed token whose claims do not fit together is 401', async () => {
    for (const change of [
      { houseId: other.houseId },
      { developmentId: other.developmentId },
      { houseType: 'B' },
      { tenantId: other.tenantId },
      { houseId: randomUUID() },
    ]) {
      await expect(requireHomeowner(api(await bearer({ ...mine, ...change })))).rejects.toMatchObject({ status: 401 });
    }
  });

  test('a house without a current owner opens to nobody', async () => {
    const gone = await createTestTenant('gone');
    await withScope(systemScope('test'), (tx) =>
      tx.update(homeowners).set({ endedAt: new Date() }).where(eq(homeowners.id, gone.homeownerId)),
    );
    await expect(requireHomeowner(api(await bearer(gone)))).rejects.toMatchObject({ status: 401 });
  });

  test('E1: staff are 403', async () => {
    await expect(requireHomeowner(api({ Cookie: developer }))).rejects.toMatchObject({ status: 403 });
  });
});

describe('E1: requireDeveloper and requireAdmin', () => {
  test('each role gets its own scope', async () => {
    expect(await requireDeveloper(api({ Cookie: developer }))).toMatchObject({
      kind: 'tenant',
      tenantId: mine.tenantId,
      actor: { kind: 'staff', userId: mine.developerId },
    });
    expect(await requireAdmin(api({ Cookie: admin }))).toMatchObject({ kind: 'platform' });
  });

  test('the other role, a homeowner and an insufficient permission are 403', async () => {
    await expect(requireDeveloper(api({ Cookie: admin }))).rejects.toMatchObject({ status: 403 });
    await expect(requireAdmin(api({ Cookie: developer }))).rejects.toMatchObject({ status: 403 });
    await expect(requireDeveloper(api(await bearer(mine)))).rejects.toMatchObject({ status: 403 });
    await expect(requireDeveloper(api(await cookie(mine)))).rejects.toMatchObject({ status: 403 });
  });

  test('G13: a viewer reads and changes nothing, a manager both', async () => {
    const viewer = { Cookie: await staffCookieOf({ userId: mine.viewerId, tenantId: mine.tenantId }) };
    expect(await guard(api(viewer), 'portal:read', 'api')).toMatchObject({
      scope: { tenantId: mine.tenantId },
      session: { role: 'viewer' },
    });
    expect(await guard(api(viewer), 'document:read', 'api')).toMatchObject({ scope: { kind: 'tenant' } });
    for (const access of ['document:manage', 'unit:manage'] as const) {
      await expect(guard(api(viewer), access, 'api')).rejects.toMatchObject({
        status: 403,
        message: expect.stringContaining('Ask a manager'),
      });
      expect(await guard(api({ Cookie: developer }), access, 'api')).toMatchObject({
        scope: { kind: 'tenant' },
        session: { role: 'manager' },
      });
    }
  });

  test('a bearer counts alone: bad or not, the staff cookie beside it does not help', async () => {
    await expect(requireDeveloper(api({ Cookie: developer, Authorization: 'Bearer nonsense' }))).rejects.toMatchObject({
      status: 401,
    });
    await expect(requireDeveloper(api({ Cookie: developer, ...(await bearer(mine)) }))).rejects.toMatchObject({
      status: 403,
    });
  });

  test('an unknown, an ended and an expired session, and a disabled account, are 401', async () => {
    const user = { userId: other.developerId, tenantId: other.tenantId };
    const ended = await staffCookieOf(user);
    await endStaffSession(api({ Cookie: ended }));
    const expired = await staffCookieOf(user);
    await withScope(systemScope('test'), (tx) =>
      tx
        .update(staffSessions)
        .set({ expiresAt: new Date(Date.now() - 1000) })
        .where(eq(staffSessions.userId, user.userId)),
    );
    const disabled = await staffCookieOf(user);
    await withScope(systemScope('test'), (tx) =>
      tx.update(staffUsers).set({ disabledAt: new Date() }).where(eq(staffUsers.id, user.userId)),
    );
    for (const value of ['staff_session=unknown', ended, expired, disabled])
      await expect(requireDeveloper(api({ Cookie: value }))).rejects.toMatchObject({ status: 401 });
  });

  test('E3: the token itself is not in the database', async () => {
    const rows = await withScope(systemScope('test'), (tx) => tx.select().from(staffSessions));
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => /^[0-9a-f]{64}$/.test(row.tokenHash) && !developer.includes(row.tokenHash))).toBe(true);
  });
});

describe('E1: requireReader', () => {
  test('takes a homeowner or a developer; of two cookies the staff session counts, a bearer before both', async () => {
    const both = { Cookie: `${developer}; ${(await cookie(mine)).Cookie}` };
    expect((await requireReader(api(await bearer(mine)))).kind).toBe('house');
    expect((await requireReader(api({ Cookie: developer }))).kind).toBe('tenant');
    expect((await requireReader(api(both))).kind).toBe('tenant');
    expect((await requireReader(api({ ...both, ...(await bearer(mine)) }))).kind).toBe('house');
    expect((await requireReader(api({ Cookie: `${admin}; ${(await cookie(mine)).Cookie}` }))).kind).toBe('house');
  });

  test('refuses everyone else', async () => {
    await expect(requireReader(api())).rejects.toMatchObject({ status: 401 });
    await expect(requireReader(api({ Cookie: admin }))).rejects.toMatchObject({ status: 403 });
    await expect(guard(api(await bearer(mine)), 'document:manage', 'api')).rejects.toMatchObject({ status: 403 });
  });
});

test('E8: a mutating request that relies on a cookie must come from this site', async () => {
  const foreign = { Origin: 'https://evil.example' };
  for (const ask of [
    () => requireDeveloper(api({ Cookie: developer, ...foreign }, 'POST')),
    async () => requireHomeowner(api({ ...(await cookie(mine)), ...foreign }, 'POST')),
    () => requireReader(api({ Cookie: developer, ...foreign }, 'POST')),
  ]) {
    await expect(ask()).rejects.toMatchObject({ status: 403 });
  }
  await expect(requireHomeowner(api({ ...(await bearer(mine)), ...foreign }, 'POST'))).resolves.toBeDefined();
});

describe('E3, B4: a request and its session', () => {
  const within = <T>(method: string, work: () => Promise<T>) =>
    runWithRequestContext({ requestId: 'req-12345678', method, path: '/home', ip: '127.0.0.1', userAgent: '' }, work);
  const statementsOf = async (method: string, requests: Request[]) => {
    const statements = vi.spyOn(pg.Client.prototype, 'query');
    try {
      await within(method, () => Promise.all(requests.map((request) => requireHomeowner(request))));
      return statements.mock.calls.length;
    } finally {
      statements.mockRestore();
    }
  };

  test('the loaders of a page ask for the session once between them, those of another page again', async () => {
    const headers = await cookie(mine);
    const once = await statementsOf('GET', [page(headers)]);
    expect(once).toBeGreaterThan(0);
    expect(await statementsOf('GET', [page(headers), page(headers)])).toBe(once);
    expect(await statementsOf('GET', [page(headers)])).toBe(once);
  });

  test('what may change something is checked each time, and other credentials are another session', async () => {
    const once = await statementsOf('GET', [page(await cookie(mine))]);
    const headers = await bearer(mine);
    expect(await statementsOf('POST', [api(headers, 'POST'), api(headers, 'POST')])).toBe(2 * once);
    const [first, second] = await within('GET', async () => [
      await requireHomeowner(page(await cookie(mine))),
      await requireHomeowner(page(await cookie(other))),
    ]);
    expect([first?.houseId, second?.houseId]).toEqual([mine.houseId, other.houseId]);
  });
});

describe('E3: an owner’s session', () => {
  let home: TestTenant;
  let count = 0;
  beforeEach(async () => {
    home = await createTestTenant(`claimed-${(count += 1)}`, { claimed: true });
  });

  test('an owner who comes back after a day gets a fresh cookie; earlier, and before the claim, not', async () => {
    const at = async (tenant: TestTenant, age: number) => {
      const issuedAt = new Date(Date.now() - age);
      const token = await homeownerTokenOf(tenant, { issuedAt, lifetime: 30 * 86_400 });
      const request = new Request('http://localhost/home', { headers: { Cookie: `homeowner_token=${token}` } });
      return renewOwnerSession(request, await requireHomeownerSession(request));
    };
    expect(await at(home, 25 * 3_600_000)).toContain('Max-Age=2592000');
    expect(await at(home, 3_600_000)).toBeNull();
    expect(await at(await createTestTenant('unclaimed'), 25 * 3_600_000)).toBeNull();
  });

  test('signing out on all devices says so only when it was done', async () => {
    const page = async (to: string, cookies: string[]) => {
      const headers = { Cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') };
      return (await signInLoader({
        request: new Request(`http://localhost${to}`, { headers }),
        params: {},
        context: {},
      })) as { notice: string | null };
    };
    const press = async (token?: string) => {
      const headers: Record<string, string> = token ? { Cookie: `homeowner_token=${token}` } : {};
      const request = new Request('http://localhost/sign-out/everywhere', { method: 'POST', headers });
      const answer = (await everywhere({ request, params: {}, context: {} })) as Response;
      return page(answer.headers.get('Location')!, answer.headers.getSetCookie());
    };
    const [phone, laptop] = [await homeownerTokenOf(home), await homeownerTokenOf(home)];
    await signOut(
      new Request('http://localhost/sign-out', { method: 'POST', headers: { Cookie: `homeowner_token=${laptop}` } }),
    );
    expect((await press(laptop)).notice).toContain('To sign out on all devices, sign in again');
    expect((await press()).notice).toContain('To sign out on all devices, sign in again');
    expect((await press(await homeownerTokenOf(await createTestTenant('never-claimed')))).notice).toContain(
      'You are signed out of your home on this device',
    );
    expect((await page('/sign-in?signed-out=everywhere', [])).notice).toBeNull();
    expect((await press(phone)).notice).toContain('You are signed out on all devices');
    expect((await press(phone)).notice).toContain('To sign out on all devices, sign in again');
  });

  test('a renewed token belongs to the session that it renews', async () => {
    const token = await homeownerTokenOf(home, {
      issuedAt: new Date(Date.now() - 25 * 3_600_000),
      lifetime: 30 * 86_400,
    });
    const old = new Request('http://localhost/home', { headers: { Cookie: `homeowner_token=${token}` } });
    const session = await requireHomeownerSession(old);
    const renewed = (await renewOwnerSession(old, session))!.split(';')[0]!;
    const fresh = new Request('http://localhost/home', { headers: { Cookie: renewed } });
    expect((await requireHomeownerSession(fresh)).scope.sessionId).toBe(session.scope.sessionId);
    await signOut(new Request('http://localhost/sign-out', { method: 'POST', headers: { Cookie: renewed } }));
    for (const dead of [old, fresh]) await expect(requireHomeownerSession(dead)).rejects.toMatchObject({ status: 401 });
  });
});
