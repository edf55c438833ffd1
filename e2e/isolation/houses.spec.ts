import { expect, test } from '../fixtures/test.ts';
import { NEIGHBOUR_UNCLAIMED, UNCLAIMED } from '../support/houses.ts';
import { PILOT } from '../support/pilot.ts';
import { bearerOf, signInStaff } from '../support/sign-in.ts';

type Houses = { items: { id: string; development: { id: string } }[] };

test(
  'another builder’s houses and figures are neither listed, shown nor changed',
  { tag: ['@E1', '@E2', '@G2', '@J'] },
  async ({ page, guard }) => {
    guard.allow(/\b404\b/);
    await signInStaff(page, 'neighbour');
    const listed = (await (await page.request.get('/api/units?limit=100')).json()) as Houses;
    expect(listed.items.map(({ id }) => id)).toContain(NEIGHBOUR_UNCLAIMED.id);
    expect(listed.items.filter(({ development }) => development.id === PILOT.developmentId)).toEqual([]);
    expect(await (await page.request.get(`/api/units?development_id=${PILOT.developmentId}`)).json()).toMatchObject({
      items: [],
    });
    for (const figures of ['overview', 'questions-by-day'])
      expect(
        (await page.request.get(`/api/analytics/${figures}?development_id=${PILOT.developmentId}`)).status(),
        figures,
      ).toBe(404);

    expect((await page.goto(`/developer/units/${UNCLAIMED.id}`))?.status()).toBe(404);
    for (const intent of ['correct', 'geocode', 'places']) {
      const answer = await page.request.post(`/developer/units/${UNCLAIMED.id}?intent=${intent}`, {
        form: { latitude: '52.1', longitude: '-7.6' },
        maxRedirects: 0,
      });
      expect(answer.status(), intent).toBe(404);
    }
  },
);

test('a homeowner sees neither the list of houses nor figures', { tag: ['@E1', '@J'] }, async ({ request }) => {
  const headers = await bearerOf(UNCLAIMED);
  for (const path of ['/api/units', '/api/analytics/overview', '/api/analytics/questions-by-day'])
    expect((await request.get(path, { headers })).status(), path).toBe(403);
});
