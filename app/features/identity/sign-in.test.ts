import argon2 from 'argon2';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { hashPassword, isOutdatedHash } from '#app/platform/password.ts';
import { resetRateLimits } from '#app/platform/rate-limiter.ts';
import { LIMITS } from '#app/platform/rate-limits.ts';
import { runWithRequestContext } from '#app/platform/request-context.ts';
import { action, loader } from '#app/routes/api.session.ts';
import { action as signInPage } from '#app/routes/sign-in.tsx';
import { action as signOutAction } from '#app/routes/sign-out.ts';
import type { Database } from '#db/client.ts';
import { staffUsers } from '#db/schema/identity.ts';
import { auditLog } from '#db/schema/observability.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import {
  createTestAdmin,
  createTestTenant,
  homeownerTokenOf,
  requireAdmin,
  requireDeveloper,
  requireHomeowner,
  type TestTenant,
} from './testing.ts';

const PASSWORD = 'correct horse battery staple';
let database: Database;
let mine: TestTenant;
let email: string;

beforeAll(async () => {
  database = await openTestDatabase();
  mine = await createTestTenant('mine', { passwordHash: await hashPassword(PASSWORD) });
  email = `dev-${mine.email}`;
  await createTestAdmin('admin@platform.example', await hashPassword(PASSWORD));
});
afterAll(() => database.close());
beforeEach(resetRateLimits);

const args = (request: Request) => ({ request, params: {}, context: {} });
const session = (method: string, body?: unknown, headers: Record<string, string> = {}) =>
  action(
    args(
      new Request('http://localhost/api/session', {
        method,
        headers: { 'Content-Type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    ),
  );
const withCookie = (response: Response) =>
  new Request('http://localhost/api/x', { headers: { Cookie: response.headers.get('Set-Cookie')!.split(';')[0]! } });
const from = <T>(ip: string, work: () => Promise<T>) =>
  runWithRequestContext({ requestId: 'r', method: 'POST', path: '/', ip, userAgent: '' }, work);

describe('POST /api/session', () => {
  test('the right password answers with role and tenant and opens a session', async () => {
    const response = await session('POST', { email, password: PASSWORD });
    expect([response.status, await response.json()]).toEqual([200, { role: 'developer', tenant: 'mine' }]);
    const [opened, device] = response.headers.getSetCookie();
    expect(opened).toMatch(/^staff_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(device).toMatch(/^staff_device=[\w-]{22}\.[\w-]{43}; Max-Age=15552000; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(await requireDeveloper(withCookie(response))).toMatchObject({ tenantId: mine.tenantId });
    const rows = await withScope(systemScope('test'), (tx) =>
      tx.select().from(auditLog).where(eq(auditLog.action, 'staff.signed-in')),
    );
    expect(rows).toMatchObject([{ actorId: mine.developerId, tenantId: mine.tenantId }]);
  });

  test('an admin has no tenant; the case of the address does not matter', async () => {
    const response = await session('POST', { email: ' Admin@Platform.example ', password: PASSWORD });
    expect(await response.json()).toEqual({ role: 'admin', tenant: null });
    expect((await requireAdmin(withCookie(response))).kind).toBe('platform');
  });

  test('a wrong password, an unknown address and a disabled account get the very same answer', async () => {
    const gone = await createTestTenant('gone', { passwordHash: await hashPassword(PASSWORD) });
    await withScope(systemScope('test'), (tx) =>
      tx.update(staffUsers).set({ disabledAt: new Date() }).where(eq(staffUsers.id, gone.developerId)),
    );
    const answers = await Promise.all(
      [
        { email, password: 'wrong' },
        { email: 'nobody@nowhere.example', password: PASSWORD },
        { email: `dev-${gone.email}`, password: PASSWORD },
      ].map((body) => session('POST', body)),
    );
    for (const answer of answers) expect([answer.status, answer.headers.get('Set-Cookie')]).toEqual([401, null]);
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
  });

  test('an unknown address costs the same password check', async () => {
    const hash = vi.spyOn(argon2, 'hash');
    await session('POST', { email, password: 'wrong' });
    await session('POST', { email: 'nobody@nowhere.example', password: PASSWORD });
    const costs = hash.mock.calls.map(([, options]) => [options?.memoryCost, options?.timeCost, options?.parallelism]);
    expect(costs).toEqual([costs[0], costs[0]]);
    expect(costs[0]).not.toContain(undefined);
    hash.mockRestore();
  });

  test.each([
    [{}],
    [{ email: 'no address', password: 'x' }],
    [{ email: 'a@b.example', password: '' }],
    [{ email: 'a@b.example', password: 'x'.repeat(201) }],
    [{ email: ['a@b.example'], password: { length: 1 } }],
  ])('%j is 422', async (body) => {
    expect((await session('POST', body)).status).toBe(422);
  });

  test('E8: another site’s form is 403, for signing in and out', async () => {
    for (const method of ['POST', 'DELETE'])
      expect((await session(method, { email, password: PASSWORD }, { Origin: 'https://evil.example' })).status).toBe(
        403,
      );
  });

  test('other methods are 405', async () => {
    expect((await session('PUT', {})).status).toBe(405);
    expect((await loader(args(new Request('http://localhost/api/session')))).headers.get('Allow')).toBe('POST, DELETE');
  });

  test('E4: guessing one person’s password is stopped, the colleague at the next desk signs in', async () => {
    await from('203.0.113.7', async () => {
      for (let guess = 0; guess < LIMITS['sign-in'].points; guess += 1)
        expect((await session('POST', { email, password: 'wrong' })).status).toBe(401);
      const stopped = await session('POST', { email: email.toUpperCase(), password: PASSWORD });
      expect([stopped.status, Number(stopped.headers.get('Retry-After')) > 0]).toEqual([429, true]);
      expect((await session('POST', { email: 'admin@platform.example', password: PASSWORD })).status).toBe(200);
    });
    await from('203.0.113.8', async () =>
      expect((await session('POST', { email, password: PASSWORD })).status).toBe(200),
    );
  });

  test('E4: signing in rightly, however often, is not guessing', async () => {
    for (let time = 0; time < LIMITS['sign-in'].points + 3; time += 1)
      expect((await session('POST', { email, password: PASSWORD })).status).toBe(200);
  });

  test('a hash with old parameters is renewed on the way', async () => {
    await withScope(systemScope('test'), async (tx) =>
      tx
        .update(staffUsers)
        .set({ passwordHash: await argon2.hash(PASSWORD, { memoryCost: 8192, timeCost: 3, parallelism: 1 }) })
        .where(eq(staffUsers.id, mine.developerId)),
    );
    expect((await session('POST', { email, password: PASSWORD })).status).toBe(200);
    const [row] = await withScope(systemScope('test'), (tx) =>
      tx.select().from(staffUsers).where(eq(staffUsers.id, mine.developerId)),
    );
    expect(isOutdatedHash(row!.passwordHash)).toBe(false);
    expect((await session('POST', { email, password: PASSWORD })).status).toBe(200);
  });
});

test('the page’s form signs in through the same strategy, and replaces the session that was there', async () => {
  const first = await session('POST', { email, password: PASSWORD });
  const headers = { Cookie: withCookie(first).headers.get('Cookie')! };
  const post = (fields: Record<string, string>) =>
    signInPage(
      args(new Request('http://localhost/sign-in', { method: 'POST', body: new URLSearchParams(fields), headers })),
    );
  const answer = (await post({ email, password: PASSWORD })) as Response;
  expect([answer.status, answer.headers.get('Location'), answer.headers.get('Set-Cookie')]).toEqual([
    302,
    '/developer',
    expect.stringContaining('staff_session='),
  ]);
  await expect(requireDeveloper(withCookie(first))).rejects.toMatchObject({ status: 401 });
  expect(await post({ email })).toMatchObject({ init: { status: 422 } });
  expect(await post({ email, password: 'a\0b' })).toMatchObject({ init: { status: 422 } });
});

describe('E3: signing out', () => {
  test('DELETE /api/session ends the session and clears the cookie; without one it is 204 too', async () => {
    const opened = withCookie(await session('POST', { email, password: PASSWORD }));
    const response = await session('DELETE', undefined, { Cookie: opened.headers.get('Cookie')! });
    expect([response.status, response.headers.get('Set-Cookie')]).toEqual([
      204,
      expect.stringMatching(/^staff_session=; Max-Age=0/),
    ]);
    await expect(requireDeveloper(opened)).rejects.toMatchObject({ status: 401 });
    expect((await session('DELETE')).status).toBe(204);
  });

  test('/sign-out ends a homeowner’s token for good, and only that one', async () => {
    const [here, there] = [await homeownerTokenOf(mine), await homeownerTokenOf(mine)].map(
      (token) => `homeowner_token=${token}`,
    ) as [string, string];
    const request = (cookie: string, headers: Record<string, string> = {}) =>
      new Request('http://localhost/sign-out', { method: 'POST', headers: { Cookie: cookie, ...headers } });
    await expect(signOutAction(args(request(here, { Origin: 'https://evil.example' })))).rejects.toMatchObject({
      status: 403,
    });
    const response = await signOutAction(args(request(here)));
    expect(response.headers.getSetCookie()).toHaveLength(2);
    await expect(
      requireHomeowner(new Request('http://localhost/api/x', { headers: { Cookie: here } })),
    ).rejects.toMatchObject({ status: 401 });
    await expect(
      requireHomeowner(new Request('http://localhost/api/x', { headers: { Cookie: there } })),
    ).resolves.toBeDefined();
    expect((await signOutAction(args(request('homeowner_token=junk')))).status).toBe(302);
  });
});
