import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createTestAdmin, createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import { holdOverrides } from '#app/platform/limit-overrides.ts';
import { consume, resetRateLimits } from '#app/platform/rate-limiter.ts';
import { LIMITS } from '#app/platform/rate-limits.ts';
import { runWithRequestContext } from '#app/platform/request-context.ts';
import type { Database } from '#db/client.ts';
import { auditLog } from '#db/schema/observability.ts';
import { limitOverrides } from '#db/schema/operations.ts';
import { platformScope, systemScope } from '#db/scope-makers.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { readOverrides } from './follow-overrides.server.ts';
import { listLimited } from './list-limited.server.ts';
import { listOverrides } from './list-overrides.server.ts';
import { limitFilterSchema, overrideFilterSchema } from './schema.ts';
import { endOverride, setOverride } from './set-override.server.ts';

let database: Database;
let mine: TestTenant;
let other: TestTenant;
let admin: PlatformScope;

beforeAll(async () => {
  database = await openTestDatabase();
  mine = await createTestTenant('mine');
  other = await createTestTenant('other');
  admin = platformScope({ kind: 'staff', userId: await createTestAdmin(), email: 'admin@example.com' });
});
afterAll(() => database.close());
afterEach(async () => {
  resetRateLimits();
  await withScope(systemScope('test'), (tx) => tx.delete(limitOverrides));
  holdOverrides([]);
});

const asked = { requestId: 'r', method: 'POST', path: '/api/chat', ip: '::1', userAgent: 'test' };

/** How many of `tries` questions of a house are let through. */
async function letThrough({ tenantId, houseId }: TestTenant, tries: number): Promise<number> {
  let passed = 0;
  for (let n = 0; n < tries; n += 1)
    await runWithRequestContext({ ...asked, tenantId }, () => consume('chat', houseId)).then(
      () => (passed += 1),
      (error: { status?: number }) => expect(error.status).toBe(429),
    );
  return passed;
}

const override = (more: Record<string, unknown> = {}) => ({
  rule: 'chat',
  tenant_id: mine.tenantId,
  points: 3,
  minutes: 60,
  reason: 'A script asks',
  ...more,
});
const limited = (query: Record<string, string> = {}) => listLimited(admin, limitFilterSchema.parse(query));
const standing = (query: Record<string, string> = {}) => listOverrides(admin, overrideFilterSchema.parse(query));

test('H10: who has nothing left is shown with rule, house, tenant and reset, others when asked', async () => {
  expect(await letThrough(mine, LIMITS.chat.points + 5)).toBe(LIMITS.chat.points);
  expect(await letThrough(other, 2)).toBe(2);
  await consume('public', '203.0.113.7');
  const { items } = await limited();
  expect(items).toMatchObject([
    { rule: 'chat', house: { id: mine.houseId }, tenant: { id: mine.tenantId }, allowed: 30, remaining: 0 },
  ]);
  expect(Date.parse(items[0]!.resets_at)).toBeGreaterThan(Date.now());
  const all = await limited({ state: 'all' });
  expect(all.items.map(({ rule, who, remaining }) => [rule, who, remaining])).toEqual(
    expect.arrayContaining([['public', '203.0.113.7', 119]]),
  );
  expect(all.items).toHaveLength(3);
  expect((await limited({ state: 'all', rule: 'public' })).items).toHaveLength(1);
});

test('H10: an account or a code is told apart, not told', async () => {
  const hash = 'a'.repeat(64);
  for (let n = 0; n < LIMITS['sign-in'].points; n += 1) await consume('sign-in', `${hash}:203.0.113.7`);
  const { items } = await limited();
  expect(items.map(({ who }) => who)).toEqual(['aaaaaaaa… from 203.0.113.7']);
  expect(JSON.stringify(items)).not.toContain(hash);
});

test('H10: a tenant’s limit is lowered, a house of it raised, no other changed; each is written down', async () => {
  await setOverride(admin, override());
  await setOverride(admin, override({ house: mine.houseId, points: 50, reason: 'They move in today' }));
  expect(await letThrough(mine, 60)).toBe(50);
  expect(await letThrough(other, 40)).toBe(LIMITS.chat.points);
  expect((await limited()).items.find(({ house }) => house?.id === mine.houseId)).toMatchObject({
    allowed: 50,
    overridden: true,
  });
  const rows = await withScope(admin, (tx) => tx.select().from(auditLog));
  expect(rows.map(({ action, details }) => [action, details.reason])).toEqual([
    ['limit.override-set', 'A script asks'],
    ['limit.override-set', 'They move in today'],
  ]);
  await expect(setOverride(admin, override({ tenant_id: other.tenantId, house: mine.houseId }))).rejects.toMatchObject({
    status: 422,
    fields: [{ field: 'house' }],
  });
});

test('H10: another instance takes it by its next look, and gives it up when it is ended', async () => {
  const id = await setOverride(admin, override());
  // As an instance that has not looked yet.
  holdOverrides([]);
  expect(await letThrough(mine, 5)).toBe(5);
  await readOverrides(systemScope('test'));
  expect(await letThrough(mine, 5)).toBe(0);
  await endOverride(admin, id, { reason: 'The script is gone' });
  expect(await letThrough(mine, 5)).toBe(5);
  await expect(endOverride(admin, id, { reason: 'Once more' })).rejects.toMatchObject({ status: 404 });
  expect((await standing({ state: 'ended' })).items).toMatchObject([{ id, live: false, points: 3, usual: 30 }]);
});

test('H10: it ends by itself, and a new one takes the place of one that holds', async () => {
  await setOverride(admin, override());
  await setOverride(admin, override({ points: 4 }));
  expect((await standing({ state: 'live' })).items.map(({ points }) => points)).toEqual([4]);
  holdOverrides([{ rule: 'chat', tenantId: mine.tenantId, houseId: null, points: 4, endsAt: Date.now() - 1 }]);
  expect(await letThrough(mine, 10)).toBe(10);
});

test.each([
  ['no end', { minutes: undefined }],
  ['an end too far away', { minutes: 44_641 }],
  ['nothing allowed', { points: 0 }],
  ['no reason', { reason: ' ' }],
  ['a rule that keeps strangers out', { rule: 'surname' }],
])('H10: an override with %s is refused', async (_, more) => {
  await expect(setOverride(admin, override(more))).rejects.toMatchObject({ status: 422 });
  expect((await standing()).items).toEqual([]);
});
