import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  developerOf,
  createTestTenant,
  homeownerTokenOf,
  requireDeveloper,
  requireHomeowner,
  staffCookieOf,
  type TestTenant,
} from '#app/features/identity/testing.ts';
import { cookieOf, settle } from '#app/features/identity/testing/answers.ts';
import { builderPerTest } from '#app/features/identity/testing/builders.ts';
import { accept, args, follow, get, post, refusal, submit } from './testing/onboarding-requests.ts';
import { createQrToken, qrTokenOf, reissueQrToken, revokeQrTokens } from './qr-tokens.server.ts';
import { LIMITS } from '#app/platform/rate-limits.ts';
import { runWithRequestContext } from '#app/platform/request-context.ts';
import { action as switchHouse, loader as page } from '#app/routes/onboarding._index.tsx';
import { loader as pathPage } from '#app/routes/onboarding.$token.tsx';
import { loader as welcomePage } from '#app/routes/welcome.tsx';
import { homeowners, houses, qrScans, qrTokens } from '#db/schema/homes.ts';
import { auditLog } from '#db/schema/observability.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';

const world = builderPerTest();
let home: TestTenant;
let token: string;

beforeEach(async () => {
  ({ home } = world);
  token = (await withScope(developerOf(home), (tx) => createQrToken(tx, developerOf(home), home.houseId))).token;
});

const scan = async () => cookieOf(await follow(get(`/onboarding?uid=${token}`)));
const from = <T>(ip: string, work: () => Promise<T>) =>
  runWithRequestContext({ requestId: 'r', method: 'GET', path: '/', ip, userAgent: 'Test Phone' }, work);
const scans = (tenantId: string | null) =>
  withScope(systemScope('test'), async (tx) =>
    (await tx.select().from(qrScans)).filter((row) => row.tenantId === tenantId),
  );

describe('E5: QR tokens', () => {
  test('have 256 bits, can be derived again, and only their hash is stored', async () => {
    const [row] = await withScope(systemScope('test'), (tx) =>
      tx.select().from(qrTokens).where(eq(qrTokens.houseId, home.houseId)),
    );
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(qrTokenOf(home.tenantId, row!.id)).toBe(token);
    expect(row!.tokenHash).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(row)).not.toContain(token);
  });

  test('a re-issued code replaces the old one, and the sessions that came from it end', async () => {
    const cookie = await scan();
    const { token: fresh } = await withScope(developerOf(home), (tx) =>
      reissueQrToken(tx, developerOf(home), home.houseId),
    );
    expect((await post({ token })).status).toBe(404);
    expect((await post({ token: fresh })).status).toBe(200);
    await expect(requireHomeowner(get('/api/x', { Cookie: cookie }))).rejects.toMatchObject({ status: 401 });
    const again = await follow(get(`/onboarding?uid=${fresh}`));
    await expect(requireHomeowner(get('/api/x', { Cookie: cookieOf(again) }))).resolves.toMatchObject({
      houseId: home.houseId,
    });
  });

  test('revoking the code of a claimed house leaves its owner signed in', async () => {
    const owner = cookieOf(await accept(await scan()));
    expect(await withScope(developerOf(home), (tx) => revokeQrTokens(tx, developerOf(home), home.houseId))).toBe(1);
    await expect(requireHomeowner(get('/api/x', { Cookie: owner }))).resolves.toBeDefined();
  });

  test('another builder’s house cannot be revoked', async () => {
    const other = await createTestTenant(`other-of-${home.slug}`);
    await expect(
      withScope(developerOf(other), (tx) => revokeQrTokens(tx, developerOf(other), home.houseId)),
    ).rejects.toMatchObject({ status: 404 });
    expect((await post({ token })).status).toBe(200);
  });
});

describe('POST /api/qr/resolve', () => {
  test('a good code answers by the contract', async () => {
    const response = await post({ token });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      house: { id: home.houseId, label: '1 Long Avenue', house_type: 'A' },
      development: { id: home.developmentId, name: `${home.slug} Park` },
      tenant: { slug: home.slug, name: `${home.slug} Homes` },
      purchaser: { full_name: 'Aoife Ní Bhriain' },
      onboarded: false,
    });
  });

  test.each([
    ['an unknown code', 'x'.repeat(43), 404],
    ['an empty string', '', 422],
    ['201 characters', 'x'.repeat(201), 422],
    ['a number', 7, 422],
    ['nothing', undefined, 422],
    ['null', null, 422],
    ['an object', { $ne: '' }, 422],
  ])('%s', async (_name, value, status) => {
    const response = await post({ token: value });
    expect(response.status).toBe(status);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  });

  test.each([
    ['no JSON', '{"token":', 400],
    ['a JSON string', '"x"', 422],
    ['null', 'null', 422],
  ])('a body that is %s is refused', async (_name, raw, status) => {
    expect((await post(undefined, raw)).status).toBe(status);
  });

  test('A3: a claimed house is 409', async () => {
    await accept(await scan());
    expect((await post({ token })).status).toBe(409);
  });

  test('a house without an owner is 404', async () => {
    await withScope(systemScope('test'), (tx) =>
      tx.update(homeowners).set({ endedAt: new Date() }).where(eq(homeowners.id, home.homeownerId)),
    );
    expect((await post({ token })).status).toBe(404);
  });

  test('E5: every scan is logged with address, browser, result and whether it was a prefetch', async () => {
    const before = (await scans(null)).length;
    await from('203.0.113.9', async () => {
      await post({ token });
      await follow(get(`/onboarding?uid=${token}`, { 'Sec-Purpose': 'prefetch;prerender' }));
      await follow(get(`/onboarding?uid=${token}`, {}, 'HEAD'));
      await withScope(developerOf(home), (tx) => revokeQrTokens(tx, developerOf(home), home.houseId));
      await post({ token });
      await post({ token: 'unknown' });
      await post({ token: '' });
    });
    const rows = await scans(home.tenantId);
    expect(rows.map((row) => [row.result, row.prefetch])).toEqual([
      ['ok', false],
      ['ok', true],
      ['ok', true],
      ['revoked', false],
    ]);
    expect(
      rows.every((row) => row.ip === '203.0.113.9' && row.userAgent === 'Test Phone' && row.houseId === home.houseId),
    ).toBe(true);
    expect((await scans(null)).slice(before).map((row) => row.result)).toEqual(['unknown', 'malformed']);
  });

  test('E4: guessing is stopped, and the neighbours behind the same address still get in', async () => {
    await from('198.51.100.1', async () => {
      for (let guess = 0; guess < LIMITS['qr-unknown'].points; guess += 1)
        expect((await post({ token: v7() })).status).toBe(404);
      const stopped = await post({ token: v7() });
      expect(stopped.status).toBe(429);
      expect(Number(stopped.headers.get('Retry-After'))).toBeGreaterThan(0);
      expect((await post({ token })).status).toBe(200);
    });
    await from('198.51.100.2', async () => expect((await post({ token: v7() })).status).toBe(404));
  });

  test('E4: one code again and again is stopped', async () => {
    for (let time = 0; time < LIMITS['qr-token'].points; time += 1) expect((await post({ token })).status).toBe(200);
    expect((await post({ token })).status).toBe(429);
  });
});

describe('F1: GET /onboarding', () => {
  test.each(['?uid', 'path'])(
    'a good code by %s gives a day’s session and leads to /welcome, claiming nothing',
    async (form) => {
      const response =
        form === 'path'
          ? await follow(get(`/onboarding/${token}`), pathPage)
          : await follow(get(`/onboarding?uid=${token}`));
      expect([response.status, response.headers.get('Location')]).toEqual([302, '/welcome']);
      const cookie = response.headers.get('Set-Cookie')!;
      expect(cookie).toMatch(
        /^homeowner_token=[\w-]+\.[\w-]+\.[\w-]+; Max-Age=86400; Path=\/; HttpOnly; SameSite=Lax$/,
      );
      expect(await requireHomeowner(get('/api/chat', { Cookie: cookieOf(response) }))).toMatchObject({
        houseId: home.houseId,
        homeownerId: home.homeownerId,
      });
      expect(await welcomePage(args(get('/welcome', { Cookie: cookieOf(response) })))).toMatchObject({
        names: { lead: 'Welcome,', fullName: 'Aoife Ní Bhriain', houseLabel: '1 Long Avenue' },
        asksSurname: false,
      });
    },
  );

  test('E8: on HTTPS the cookie is Secure', async () => {
    expect(
      (await follow(new Request(`https://home.example/onboarding?uid=${token}`))).headers.get('Set-Cookie'),
    ).toContain('; Secure');
  });

  test.each([
    '/onboarding',
    '/onboarding?uid=',
    '/onboarding?uid=unknown',
    `/onboarding?uid=${'x'.repeat(300)}`,
    '/onboarding?uid=%00',
  ])('%s is a 404 page without a cookie', async (path) => {
    const response = await follow(get(path));
    expect(response.status).toBe(404);
    expect(response.headers.get('Set-Cookie')).toBeNull();
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining('builder') });
  });

  test('a broken escape in the path is a 404 page too', async () => {
    expect((await follow(get('/onboarding/%E0%A4%A'), pathPage)).status).toBe(404);
  });

  test('a claimed house leads its owner home and everybody else to sign in', async () => {
    const stranger = await scan();
    const owner = cookieOf(await accept(await scan()));
    const neighbour = await createTestTenant(`neighbour-of-${home.slug}`, { claimed: true });
    const lead = async (cookie?: string) => {
      const response = await follow(get(`/onboarding?uid=${token}`, cookie ? { Cookie: cookie } : {}));
      expect(response.headers.get('Set-Cookie')).toBeNull();
      return response.headers.get('Location');
    };
    expect(await lead(owner)).toBe('/home');
    for (const cookie of [
      undefined,
      stranger,
      'homeowner_token=junk',
      `homeowner_token=${await homeownerTokenOf(neighbour)}`,
    ])
      expect(await lead(cookie)).toMatch(/^\/sign-in\?reason=claimed&house=/);
  });
});

describe('E3: a scan while somebody is signed in to another house', () => {
  const names = { scanned: { label: '1 Long Avenue', development: expect.any(String) }, current: expect.any(Object) };

  /** The cookie of the owner of another builder's house. */
  async function atHome(): Promise<string> {
    const other = await createTestTenant(`elsewhere-of-${home.slug}`, { claimed: true });
    return `homeowner_token=${await homeownerTokenOf(other)}`;
  }
  const press = (cookie: string, headers: Record<string, string> = {}) =>
    settle(switchHouse(args(get(`/onboarding?uid=${token}`, { Cookie: cookie, ...headers }, 'POST'))));
  const lives = (cookie: string) =>
    requireHomeowner(get('/api/x', { Cookie: cookie })).then(
      () => true,
      () => false,
    );

  test.each(['?uid', 'path'])('by %s: both houses are named, nothing is replaced', async (form) => {
    const cookie = await atHome();
    const asked =
      form === 'path'
        ? await pathPage(args(get(`/onboarding/${token}`, { Cookie: cookie })))
        : await page(args(get(`/onboarding?uid=${token}`, { Cookie: cookie })));
    expect(asked).toEqual(names);
    expect(asked).toMatchObject({
      scanned: { development: `${home.slug} Park` },
      current: { label: '1 Long Avenue', development: `elsewhere-of-${home.slug} Park`, claimed: true },
    });
    expect(await lives(cookie)).toBe(true);
  });

  test('who says so goes on with the scanned house, and is signed out of the other', async () => {
    const cookie = await atHome();
    const response = await press(cookie);
    expect([response.status, response.headers.get('Location')]).toEqual([302, '/welcome']);
    expect(await requireHomeowner(get('/api/x', { Cookie: cookieOf(response) }))).toMatchObject({
      houseId: home.houseId,
    });
    expect(await lives(cookie)).toBe(false);
  });

  test.each<Record<string, string>>([
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { Origin: 'https://evil.example' },
    { Origin: 'null' },
  ])('another site cannot say so: %o', async (headers) => {
    const cookie = await atHome();
    const response = await press(cookie, headers);
    expect([response.status, response.headers.get('Set-Cookie')]).toEqual([403, null]);
    expect(await lives(cookie)).toBe(true);
  });

  test('a session that has ended is not asked about', async () => {
    const other = await createTestTenant(`moved-of-${home.slug}`);
    const ended = await homeownerTokenOf(other, { issuedAt: new Date(Date.now() - 90_000_000) });
    const response = await follow(get(`/onboarding?uid=${token}`, { Cookie: `homeowner_token=${ended}` }));
    expect(response.headers.get('Location')).toBe('/welcome');
  });

  test('who scans the own unclaimed house again stays in the same session', async () => {
    const sessionOf = async (cookie: string) => (await requireHomeowner(get('/api/x', { Cookie: cookie }))).sessionId;
    const cookie = await scan();
    const again = await follow(get(`/onboarding?uid=${token}`, { Cookie: cookie }));
    expect(await sessionOf(cookieOf(again))).toBe(await sessionOf(cookie));
    expect(await sessionOf(await scan())).not.toBe(await sessionOf(cookie));
  });

  test('a member of staff who scans stays signed in as that', async () => {
    const cookie = await staffCookieOf({ userId: home.developerId, tenantId: home.tenantId });
    const response = await follow(get(`/onboarding?uid=${token}`, { Cookie: cookie }));
    expect(response.headers.getSetCookie()).toEqual([expect.stringMatching(/^homeowner_token=/)]);
    await expect(requireDeveloper(get('/api/units', { Cookie: cookie }))).resolves.toMatchObject({
      tenantId: home.tenantId,
    });
  });
});

describe('F1: accepting the house', () => {
  test('makes it the owner’s, ends every other session, and is in the audit log', async () => {
    const [first, second] = [await scan(), await scan()];
    const made = await accept(first);
    expect(made.headers.get('Set-Cookie')).toContain('Max-Age=2592000');
    for (const old of [first, second])
      await expect(requireHomeowner(get('/api/x', { Cookie: old }))).rejects.toMatchObject({ status: 401 });
    expect(
      (await refusal(welcomePage(args(get('/welcome', { Cookie: cookieOf(made) }))))).headers.get('Location'),
    ).toBe('/home');
    const rows = await withScope(developerOf(home), (tx) =>
      tx.select().from(auditLog).where(eq(auditLog.action, 'house.claimed')),
    );
    expect(rows).toMatchObject([{ actorKind: 'homeowner', actorId: home.homeownerId, subjectId: home.houseId }]);
  });

  test('E3: a session issued in the very millisecond of the claim ends as well', async () => {
    const cookies = await Promise.all(Array.from({ length: 12 }, scan));
    const owner = cookieOf(await accept(cookies[0]!));
    for (const cookie of cookies)
      await expect(requireHomeowner(get('/api/x', { Cookie: cookie }))).rejects.toMatchObject({ status: 401 });
    await expect(requireHomeowner(get('/api/x', { Cookie: owner }))).resolves.toBeDefined();
  });

  test('of two people at once one wins and the other gets a conflict', async () => {
    const cookies = [await scan(), await scan()];
    const results = await Promise.allSettled(cookies.map(accept));
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = results.find((result) => result.status === 'rejected')!.reason as Response;
    expect(lost.status).toBe(409);
    const [won] = results.filter((result) => result.status === 'fulfilled');
    await expect(requireHomeowner(get('/api/x', { Cookie: cookieOf(won!.value) }))).resolves.toBeDefined();
  });

  test('the same form twice, at once or one after the other, gets the same token and is audited once', async () => {
    const cookie = await scan();
    const made = [...(await Promise.all([accept(cookie), accept(cookie)])), await accept(cookie)];
    made.push(await accept(cookieOf(made[0]!)));
    expect(new Set(made.map(cookieOf)).size).toBe(1);
    for (const result of made)
      await expect(requireHomeowner(get('/api/x', { Cookie: cookieOf(result) }))).resolves.toBeDefined();
    expect(
      await withScope(developerOf(home), (tx) =>
        tx.select().from(auditLog).where(eq(auditLog.action, 'house.claimed')),
      ),
    ).toHaveLength(1);
  });

  test('E3: the claiming session cannot be used a second time an hour later', async () => {
    const cookie = await scan();
    await accept(cookie);
    await withScope(systemScope('test'), (tx) =>
      tx
        .update(homeowners)
        .set({ claimedAt: new Date(Date.now() - 3_600_000) })
        .where(eq(homeowners.id, home.homeownerId)),
    );
    expect((await refusal(accept(cookie))).status).toBe(409);
  });

  test('E3: scans while others accept: no session but the owner’s survives', async () => {
    const [first, early] = [await scan(), await scan()];
    const [accepted, ...scanned] = await Promise.all([
      accept(first),
      ...Array.from({ length: 10 }, () => follow(get(`/onboarding?uid=${token}`))),
    ]);
    const others = [early, ...scanned.filter((each) => each.headers.has('Set-Cookie')).map(cookieOf)];
    for (const cookie of others)
      await expect(requireHomeowner(get('/api/x', { Cookie: cookie }))).rejects.toMatchObject({ status: 401 });
    await expect(requireHomeowner(get('/api/x', { Cookie: cookieOf(accepted) }))).resolves.toBeDefined();
  });

  test('without a session, with a bad one, or from another site nothing is claimed', async () => {
    const cookie = await scan();
    expect((await refusal(submit({}))).headers.get('Location')).toBe('/sign-in?next=%2Fwelcome');
    expect((await refusal(accept('homeowner_token=junk'))).status).toBe(302);
    expect((await refusal(submit({ Cookie: cookie, 'Sec-Fetch-Site': 'cross-site' }))).status).toBe(403);
    const [row] = await withScope(systemScope('test'), (tx) =>
      tx.select().from(houses).where(eq(houses.id, home.houseId)),
    );
    expect(row!.sessionsValidFrom.getTime()).toBe(0);
  });
});
