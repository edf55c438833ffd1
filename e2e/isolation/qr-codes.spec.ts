import { expect, test } from '../fixtures/test.ts';
import { NEIGHBOUR_UNCLAIMED, UNCLAIMED } from '../support/houses.ts';
import { PILOT, revokedQrToken } from '../support/pilot.ts';

test('a code opens its own house and tells of no other', { tag: ['@E5', '@E2', '@A2'] }, async ({ request }) => {
  const resolve = (token: unknown) => request.post('/api/qr/resolve', { data: { token } });
  const pilot = await resolve(UNCLAIMED.token);
  expect(await pilot.json()).toMatchObject({
    house: { id: UNCLAIMED.id, house_type: 'A' },
    development: { id: PILOT.developmentId },
    tenant: { slug: PILOT.slug },
    purchaser: { full_name: UNCLAIMED.fullName },
    onboarded: false,
  });
  const neighbour = await resolve(NEIGHBOUR_UNCLAIMED.token);
  const text = await neighbour.text();
  expect(text).toContain('harbour-homes');
  expect(text).not.toContain(PILOT.slug);

  for (const [token, status] of [
    ['y'.repeat(43), 404],
    [revokedQrToken, 404],
    [UNCLAIMED.id, 404],
    ['', 422],
    [42, 422],
    ['z'.repeat(300), 422],
  ] as const) {
    const refused = await resolve(token);
    expect(refused.status(), String(token)).toBe(status);
    expect(refused.headers()['content-type']).toContain('application/problem+json');
  }
});
