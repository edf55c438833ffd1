import { NEIGHBOUR } from '#db/seed/neighbour.ts';
import { pilotId } from '#db/seed/pilot-ids.ts';
import { expect, test } from '../fixtures/test.ts';
import { NEIGHBOUR_CLAIMED, NEIGHBOUR_UNCLAIMED, UNCLAIMED } from '../support/houses.ts';
import { bearerOf, openHouse, signInStaff } from '../support/sign-in.ts';

const PILOT_DOCUMENT = pilotId('document', 'know-your-house-type-a');
type Page = { items: { id: string; title: string }[] };

test(
  'an owner of another builder sees none of its documents, by page or by API',
  { tag: ['@E2', '@E1', '@J', '@A10'] },
  async ({ page, guard, inspect }) => {
    guard.allow(/404/);
    await openHouse(page, NEIGHBOUR_CLAIMED);
    await page.goto('/home/documents');
    await expect(page.getByRole('link', { name: NEIGHBOUR.documentTitle, exact: true })).toBeVisible();
    const listed = async (house: Parameters<typeof bearerOf>[0]) =>
      ((await (await page.request.get('/api/documents?limit=100', { headers: await bearerOf(house) })).json()) as Page)
        .items;
    const theirs = (await listed(UNCLAIMED)).map(({ title }) => title);
    expect(theirs.length).toBeGreaterThan(5);
    for (const title of theirs) await expect(page.getByRole('link', { name: title, exact: true })).toHaveCount(0);
    const opened = await page.goto(`/home/documents/${PILOT_DOCUMENT}`);
    expect(opened?.status()).toBe(404);
    await expect(page.getByText('There is nothing at this address')).toBeVisible();
    await inspect('document of another builder');

    const headers = await bearerOf(NEIGHBOUR_UNCLAIMED);
    const own = (await listed(NEIGHBOUR_UNCLAIMED)).map(({ title }) => title);
    expect(own).toContain(NEIGHBOUR.documentTitle);
    expect(own.filter((title) => theirs.includes(title))).toEqual([]);
    expect((await page.request.get(`/api/documents/${PILOT_DOCUMENT}`, { headers })).status()).toBe(404);
  },
);

test(
  'a developer of another builder sees, changes and deletes none of its documents',
  { tag: ['@E2', '@E1', '@J'] },
  async ({ page, guard }) => {
    guard.allow(/404/);
    await signInStaff(page, 'neighbour');
    await page.goto('/developer/documents');
    await expect(page.getByRole('link', { name: NEIGHBOUR.documentTitle, exact: true })).toBeVisible();
    await expect(page.getByRole('main')).not.toContainText('Know your house');
    expect((await page.goto(`/developer/documents/${PILOT_DOCUMENT}`))?.status()).toBe(404);
    for (const intent of ['delete', 'reingest']) {
      const answer = await page.request.post(`/developer/documents/${PILOT_DOCUMENT}?intent=${intent}`, {
        maxRedirects: 0,
      });
      expect(answer.status(), intent).toBe(404);
    }
    expect((await page.request.get(`/api/documents/${PILOT_DOCUMENT}`)).status()).toBe(404);
    expect((await page.request.delete(`/api/documents/${PILOT_DOCUMENT}`)).status()).toBe(404);
    expect((await page.request.get(`/api/documents/${PILOT_DOCUMENT}/versions`)).status()).toBe(404);

    const owner = await page.request.get(`/api/documents/${PILOT_DOCUMENT}`, { headers: await bearerOf(UNCLAIMED) });
    expect(await owner.json()).toMatchObject({ id: PILOT_DOCUMENT, status: 'ready' });
  },
);

test('a document of another house type is as good as absent', { tag: ['@E2', '@F5'] }, async ({ request }) => {
  const headers = await bearerOf(UNCLAIMED);
  expect((await request.get(`/api/documents/${PILOT_DOCUMENT}`, { headers })).status()).toBe(200);
  for (const slug of ['know-your-house-type-b', 'electrical-installation-type-c', 'heating-type-d']) {
    expect((await request.get(`/api/documents/${pilotId('document', slug)}`, { headers })).status(), slug).toBe(404);
  }
});
