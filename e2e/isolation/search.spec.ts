import { NEIGHBOUR } from '#db/seed/neighbour.ts';
import { expect, test } from '../fixtures/test.ts';
import { NEIGHBOUR_UNCLAIMED, UNCLAIMED } from '../support/houses.ts';
import { bearerOf, signInStaff } from '../support/sign-in.ts';

type Found = { items: { document_id: string; title: string; quote: string }[] };

test('a search finds passages of the own house only', { tag: ['@E2', '@A5', '@J'] }, async ({ request }) => {
  const search = async (headers: Record<string, string>) =>
    (await (await request.get('/api/search?q=Where%20is%20the%20fuse%20board&limit=25', { headers })).json()) as Found;
  const pilot = await search(await bearerOf(UNCLAIMED));
  expect(pilot.items.length).toBeGreaterThan(0);
  expect(pilot.items.map(({ document_id }) => document_id)).not.toContain(NEIGHBOUR.documentId);
  expect(
    pilot.items.map(({ title }) => title).filter((title) => /type [BCD]\b/i.test(title) && !/\bA\b/.test(title)),
  ).toEqual([]);
  expect(JSON.stringify(pilot)).not.toContain('boathouse');

  const neighbour = await search(await bearerOf(NEIGHBOUR_UNCLAIMED));
  const found = new Set(neighbour.items.map(({ document_id }) => document_id));
  expect(found).toContain(NEIGHBOUR.documentId);
  const listed = await request.get('/api/documents?limit=100', { headers: await bearerOf(UNCLAIMED) });
  const theirs = ((await listed.json()) as { items: { id: string }[] }).items.map(({ id }) => id);
  expect(theirs.length).toBeGreaterThan(5);
  expect(theirs.filter((id) => found.has(id))).toEqual([]);
});

test('a search needs a session, and developers have none of a house', { tag: ['@E1', '@E3'] }, async ({ page }) => {
  expect((await page.request.get('/api/search?q=fuse')).status()).toBe(401);
  await signInStaff(page, 'developer');
  expect((await page.request.get('/api/search?q=fuse')).status()).toBe(403);
});
