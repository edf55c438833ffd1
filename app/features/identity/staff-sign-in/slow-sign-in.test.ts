import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { logger } from '#app/platform/logger.ts';
import type { AppError } from '#app/platform/errors.ts';
import { hashPassword } from '#app/platform/password.ts';
import { metricsAsJson } from '#app/platform/metrics.ts';
import { resetRateLimits } from '#app/platform/rate-limiter.ts';
import { runWithRequestContext } from '#app/platform/request-context.ts';
import type { Database } from '#db/client.ts';
import { auditLog } from '#db/schema/observability.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { signInStaff } from './sign-in-staff.server.ts';
import { delayAfter, MAX_WAITING } from './slow-sign-in.server.ts';
import { createTestTenant } from '../testing.ts';

const PASSWORD = 'correct horse battery staple';
let database: Database;
let email: string;
beforeAll(async () => {
  database = await openTestDatabase();
  email = `dev-${(await createTestTenant('mine', { passwordHash: await hashPassword(PASSWORD) })).email}`;
});
afterAll(() => database.close());
beforeEach(resetRateLimits);

/** One attempt from `ip`; returns what it came to and how long it was made to wait, in milliseconds. */
async function attempt(
  ip: string,
  options: { password?: string; who?: string; cookies?: string[]; wait?: (ms: number) => Promise<unknown> } = {},
) {
  const { password = 'wrong', who = email, cookies = [] } = options;
  let waited = 0;
  const wait = async (ms: number) => {
    waited += ms;
    await options.wait?.(ms);
  };
  const request = new Request('http://localhost/sign-in', {
    method: 'POST',
    headers: { Cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') },
  });
  const context = { requestId: 'r', method: 'POST', path: '/', ip, userAgent: '' };
  const outcome = await runWithRequestContext(context, () =>
    signInStaff(request, { email: who, password }, wait),
  ).catch((error: AppError) => error);
  return 'cookies' in outcome
    ? { status: 200, waited, cookies: outcome.cookies, message: '' }
    : { status: outcome.status, message: outcome.message, waited, cookies: [] };
}

const refusalsOf = async (limit: string) => {
  const values = (await metricsAsJson()).flatMap(
    ({ values }) => values as { labels: Record<string, unknown>; value: number }[],
  );
  return values.find(({ labels }) => labels.limit === limit)?.value ?? 0;
};

const guessFrom = async (places: number, who = email) => {
  const waits: number[] = [];
  for (let place = 1; place <= places; place += 1) waits.push((await attempt(`203.0.113.${place}`, { who })).waited);
  return waits;
};

test('the wait grows, and ends', () => {
  expect([0, 9, 10, 14, 15, 20, 25, 10_000].map(delayAfter)).toEqual([0, 0, 1_000, 1_000, 2_000, 4_000, 8_000, 8_000]);
});

describe('E4: one account guessed at from many addresses', () => {
  test(
    '20 wrong passwords from 20 addresses are slowed, logged and audited; an account that does not exist is no ' +
      'different',
    async () => {
      const warn = vi.spyOn(logger, 'warn').mockReturnValue(logger);
      const waits = await guessFrom(20);
      expect(waits).toEqual([
        ...Array<number>(10).fill(0),
        ...Array<number>(5).fill(1_000),
        ...Array<number>(5).fill(2_000),
      ]);
      expect(warn).toHaveBeenCalledTimes(2);
      expect(JSON.stringify(warn.mock.calls)).not.toContain(email);
      warn.mockRestore();
      const slowed = and(eq(auditLog.action, 'staff.sign-in-slowed'));
      const rows = await withScope(systemScope('test'), (tx) => tx.select().from(auditLog).where(slowed));
      expect(rows.map(({ details }) => details)).toEqual(
        expect.arrayContaining([expect.objectContaining({ failures: 10 }), expect.objectContaining({ failures: 20 })]),
      );
      expect(await guessFrom(20, 'nobody@nowhere.example')).toEqual(waits);
    },
  );

  test(
    'the right password is taken from anywhere: after its wait from a new place, at once from one that signed in ' +
      'before',
    async () => {
      expect(await attempt('198.51.100.1', { password: PASSWORD })).toMatchObject({ status: 200, waited: 0 });
      const { cookies } = await attempt('198.51.100.2', { password: PASSWORD });
      await guessFrom(20);
      expect(await attempt('198.51.100.9', { password: PASSWORD })).toMatchObject({ status: 200, waited: 4_000 });
      expect(await attempt('198.51.100.1', { password: PASSWORD })).toMatchObject({ status: 200, waited: 0 });
      expect(await attempt('198.51.100.77', { password: PASSWORD, cookies })).toMatchObject({ status: 200, waited: 0 });
    },
  );

  test('a known device signs in from a network that others have used up', async () => {
    const { cookies } = await attempt('198.51.100.1', { password: PASSWORD });
    for (let guess = 0; guess < 10; guess += 1) await attempt('198.51.100.1');
    expect(await attempt('198.51.100.1', { password: PASSWORD })).toMatchObject({ status: 429 });
    expect(await attempt('198.51.100.1', { password: PASSWORD, cookies })).toMatchObject({ status: 200 });
    for (let guess = 0; guess < 10; guess += 1) await attempt('198.51.100.50', { cookies });
    expect(await attempt('198.51.100.50', { password: PASSWORD, cookies })).toMatchObject({ status: 429 });
  });

  test('a device is known to the account that signed in on it, and to no other', async () => {
    const other = `dev-${(await createTestTenant('other', { passwordHash: await hashPassword(PASSWORD) })).email}`;
    const { cookies } = await attempt('198.51.100.1', { password: PASSWORD, who: other });
    await guessFrom(20);
    expect(await attempt('198.51.100.9', { cookies })).toMatchObject({ status: 401, waited: 4_000 });
    expect(await attempt('198.51.100.8', { cookies: ['staff_device=AAAAAAAAAAAAAAAAAAAAAA.AAAA'] })).toMatchObject({
      waited: 4_000,
    });
  });

  test('one place waits once at a time: the second is told when to come back', async () => {
    await guessFrom(20);
    const gate = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const first = attempt('198.51.100.9', {
      password: PASSWORD,
      wait: () => {
        begun.resolve();
        return gate.promise;
      },
    });
    await begun.promise;
    const refusals = () => refusalsOf('sign-in-account');
    const before = await refusals();
    const message = 'Many wrong passwords were tried for this account. Please wait 4 seconds and try again.';
    expect(await attempt('198.51.100.9')).toMatchObject({ status: 429, waited: 0, message });
    expect(await refusals()).toBe(before + 1);
    gate.resolve();
    expect(await first).toMatchObject({ status: 200 });
  });

  test('guesses that come all at once are slowed as those that come one by one', async () => {
    const waits = await Promise.all(
      Array.from({ length: 30 }, async (_, place) => (await attempt(`203.0.113.${place}`)).waited),
    );
    const each = (times: number, wait: number) => Array<number>(times).fill(wait);
    expect(waits.sort((one, other) => one - other)).toEqual([
      ...each(10, 0),
      ...each(5, 1_000),
      ...each(5, 2_000),
      ...each(5, 4_000),
      ...each(5, 8_000),
    ]);
  });

  test('right passwords do not count: ten colleagues behind ten networks hold nobody up', async () => {
    const waits: number[] = [];
    for (let place = 1; place <= 12; place += 1)
      waits.push((await attempt(`203.0.113.${place}`, { password: PASSWORD })).waited);
    expect(waits).toEqual(Array(12).fill(0));
  });

  test(
    'however many wait for an account, the right password from a new place gets its turn; when all places are full ' +
      'one that waits makes room',
    async () => {
      await guessFrom(10);
      const gate = Promise.withResolvers<void>();
      let begun = 0;
      const all = Promise.withResolvers<void>();
      const flood = Array.from({ length: MAX_WAITING }, (_, place) =>
        attempt(`10.0.${place >> 8}.${place & 255}`, {
          wait: () => {
            if ((begun += 1) === MAX_WAITING) all.resolve();
            return gate.promise;
          },
        }),
      );
      await all.promise;
      expect(await attempt('198.51.100.9', { password: PASSWORD })).toMatchObject({ status: 200, waited: 8_000 });
      // Half a thousand passwords need not be hashed for this.
      gate.reject(new Error('the test is over'));
      const turnedAway = (await Promise.all(flood)).filter(({ status }) => status === 429);
      expect(turnedAway).toHaveLength(1);
    },
    60_000,
  );

  test('IPv6: another address of the same /64 is the same place', async () => {
    for (let guess = 1; guess <= 10; guess += 1)
      expect(await attempt(`2001:db8:1:1::${guess}`)).toMatchObject({ status: 401 });
    expect(await attempt('2001:db8:1:1:ffff::1')).toMatchObject({ status: 429 });
    expect(await attempt('2001:db8:1:2::1')).toMatchObject({ status: 401 });
  });
});
