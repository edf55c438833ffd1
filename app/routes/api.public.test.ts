import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestTenant } from '#app/features/identity/testing.ts';
import { resetRateLimits } from '#app/platform/rate-limiter.ts';
import { LIMITS } from '#app/platform/rate-limits.ts';
import { loader as unknownPath } from '#app/routes/api.$.ts';
import { loader } from '#app/routes/api.public.developments.$slug.ts';
import type { Database } from '#db/client.ts';
import { openTestDatabase } from '#db/testing.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await createTestTenant('mine');
});
afterAll(() => database.close());
beforeEach(resetRateLimits);

const get = (slug: string) =>
  loader({
    request: new Request(`http://localhost/api/public/developments/${encodeURIComponent(slug)}`),
    params: { slug },
    context: {},
  });

test('tells name, tenant and brand, and nothing else', async () => {
  const response = await get('mine-park');
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    slug: 'mine-park',
    name: 'mine Park',
    tenant: { slug: 'mine', name: 'mine Homes' },
    brand: { accent: '#b08d3c' },
  });
});

test.each(['unknown', '', "x' or '1'='1", '\0', 'x'.repeat(101)])('%j is 404', async (slug) => {
  expect((await get(slug)).status).toBe(404);
});

test('E4: is rate limited', async () => {
  for (let time = 0; time < LIMITS.public.points; time += 1) await get('');
  expect((await get('mine-park')).status).toBe(429);
});

test('D2: an API path that does not exist answers like the API', async () => {
  const response = await unknownPath({
    request: new Request('http://localhost/api/nonsense'),
    params: {},
    context: {},
  });
  expect([response.status, response.headers.get('Content-Type')]).toEqual([404, 'application/problem+json']);
});
