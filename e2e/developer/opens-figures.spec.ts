import { readFile } from 'node:fs/promises';
import { expect, test } from '../fixtures/test.ts';
import { UNCLAIMED } from '../support/houses.ts';
import { askByApi, bearerOf, signInStaff } from '../support/sign-in.ts';

const DIVES = [
  ['questions', 'Questions'],
  ['documents', 'Documents'],
  ['owners', 'Owners'],
  ['jobs', 'Work in the background'],
  ['handover', 'Hand-over'],
] as const;

test(
  'every figure of the overview opens its deep dive, which can be narrowed, read as a table and saved',
  { tag: ['@G4', '@G8', '@B3', '@A10', '@J'] },
  async ({ page, request, inspect }) => {
    test.setTimeout(300_000);
    const answer = await askByApi(request, UNCLAIMED, 'Where is my fuse box?', await bearerOf(UNCLAIMED));
    expect(answer.status()).toBe(200);
    await signInStaff(page, 'developer');
    await page.goto('/developer?days=7');
    const figures = page.getByRole('list', { name: 'Figures' });
    for (const link of await figures.getByRole('link').all())
      expect(await link.getAttribute('href')).toMatch(/^\/developer\/analytics\/(questions|owners)\?days=7$/);
    await figures.getByRole('link', { name: /^Questions/ }).click();
    await expect(page).toHaveURL('/developer/analytics/questions?days=7');

    const tabs = page.getByRole('navigation', { name: 'Figures in full' });
    for (const [name, title] of DIVES) {
      await tabs.getByRole('link', { name: title, exact: true }).click();
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
      await expect(page).toHaveURL(`/developer/analytics/${name}?days=7`);
      await inspect(`deep dive of ${name}`);
    }

    await tabs.getByRole('link', { name: 'Questions', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Questions' })).toBeVisible();
    const topics = page.getByRole('table', { name: 'By topic' });
    await expect(topics.getByRole('row')).not.toHaveCount(0);
    const chart = page.locator('#answers');
    await chart.getByText('As a table').click();
    await expect(chart.getByRole('rowheader')).toHaveCount(7);
    const list = page.getByRole('table', { name: 'Questions by development' });
    await list.getByRole('link', { name: 'Longview Park' }).click();
    await expect(page).toHaveURL(/days=7&development_id=/);
    await expect(list.getByRole('rowheader')).toHaveCount(1);

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'CSV' }).click(),
    ]);
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
    expect(lines).toHaveLength(8);
    expect(lines[0]).toContain('Day,Answered plainly');

    await tabs.getByRole('link', { name: 'Documents', exact: true }).click();
    await page.getByRole('link', { name: /^Never cited\s*\d/ }).click();
    await expect(page).toHaveURL(/show=never/);
    const never = page.getByRole('table', { name: 'Documents by how many answers cite them' });
    await expect(never.getByRole('cell', { name: 'never', exact: true })).not.toHaveCount(0);
    await inspect('documents that no answer cites');
  },
);

test('days that are none are told', { tag: ['@G4', '@G8'] }, async ({ page, guard, inspect }) => {
  guard.allow(/422/);
  await signInStaff(page, 'developer');
  await page.goto('/developer/analytics/questions?from=2026-02-30');
  await expect(page.getByRole('link', { name: 'The last 30 days' })).toBeVisible();
  await inspect('days that are none');
});
