import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '#db/client.ts';
import { runCounterStatement } from '#db/queries/operations/rate-limits.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { consume, forgive, resetRateLimits, shareRateLimits, type SqlStore } from './rate-limiter.ts';
import { LIMITS, type LimitName } from './rate-limits.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
afterEach(resetRateLimits);

const store: SqlStore = {
  query: (statement) => withScope(systemScope('test'), (tx) => runCounterStatement(tx, statement)),
};

const use = async (limit: LimitName, key: string, times: number) => {
  for (let count = 0; count < times; count += 1) await consume(limit, key);
};

describe.each(['memory', 'PostgreSQL'])('E4: limits counted in %s', (where) => {
  beforeEach(async () => {
    resetRateLimits();
    if (where === 'PostgreSQL') shareRateLimits(store);
  });

  test('the use after the last allowed one is refused with Retry-After and a friendly word', async () => {
    const key = randomUUID();
    await use('sign-in', key, LIMITS['sign-in'].points);
    const refusal = await consume('sign-in', key).then(
      () => expect.unreachable('it was allowed'),
      (error) => error,
    );
    expect(refusal).toMatchObject({
      status: 429,
      message: expect.stringMatching(/^Too many attempts.*wait \d+ seconds and try again\.$/),
    });
    expect(refusal.retryAfter).toBeGreaterThan(50);
    expect(refusal.retryAfter).toBeLessThanOrEqual(60);
    await expect(consume('sign-in', key)).rejects.toMatchObject({ status: 429 });
  });

  test('keys and limits do not hold each other up', async () => {
    const key = randomUUID();
    await use('sign-in', key, LIMITS['sign-in'].points);
    await expect(consume('sign-in', key)).rejects.toMatchObject({ status: 429 });
    await expect(consume('sign-in', `${key}-neighbour`)).resolves.toBeUndefined();
    await expect(consume('public', key)).resolves.toBeUndefined();
  });

  test('a forgiven key starts anew', async () => {
    const key = randomUUID();
    await use('sign-in', key, 9);
    await forgive('sign-in', key);
    await expect(use('sign-in', key, LIMITS['sign-in'].points)).resolves.toBeUndefined();
    await expect(consume('sign-in', key)).rejects.toMatchObject({ status: 429 });
  });

  test('100 at once: exactly as many as allowed pass', async () => {
    const key = randomUUID();
    const results = await Promise.allSettled(Array.from({ length: 100 }, () => consume('chat', key)));
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(LIMITS.chat.points);
  });
});

test('E4: two instances share their counters, and starting again changes nothing', async () => {
  const key = randomUUID();
  shareRateLimits(store);
  await use('sign-in', key, 6);
  shareRateLimits(store);
  await use('sign-in', key, 4);
  await expect(consume('sign-in', key)).rejects.toMatchObject({ status: 429 });
});

test('E4: while the database fails each process goes on limiting by itself', async () => {
  let down = false;
  shareRateLimits({
    query: (statement) => (down ? Promise.reject(new Error('connection lost')) : store.query(statement)),
  });
  down = true;
  const key = randomUUID();
  await use('sign-in', key, LIMITS['sign-in'].points);
  await expect(consume('sign-in', key)).rejects.toMatchObject({ status: 429 });
});
