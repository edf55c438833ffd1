import { expect, test } from '../fixtures/test.ts';
import { UNCLAIMED } from '../support/houses.ts';
import { askByApi, bearerOf, signInStaff } from '../support/sign-in.ts';

/** Words of nobody else's question. */
const QUESTION = 'Where, behind which periwinkle door, is my fuse box?';

test(
  'the platform team finds an answer by its words and sees why it was given',
  { tag: ['@H6', '@J', '@A10'] },
  async ({ page, guard, inspect, request }) => {
    const asked = await askByApi(request, UNCLAIMED, QUESTION, await bearerOf(UNCLAIMED));
    const requestId = asked.headers()['x-request-id'] ?? '';
    expect(asked.status()).toBe(200);
    await signInStaff(page, 'admin');
    await page.goto('/admin/rag');
    await page.getByLabel('Search').fill('periwinkle door');
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(page).toHaveURL(/q=periwinkle/);
    await page.getByLabel('Tenant').selectOption({ label: 'Longview Estates' });
    await expect(page).toHaveURL(/tenant=/);
    await expect(page.getByRole('rowheader')).toHaveCount(1);
    await inspect('answers');
    await page.getByRole('link', { name: QUESTION }).click();
    await expect(page.getByRole('heading', { level: 1, name: QUESTION })).toBeVisible();
    const main = page.getByRole('main');
    await expect(main).toContainText('periwinkle · 1.00 · in no document');
    await expect(page.getByRole('table', { name: 'Parts of the decision' })).toBeVisible();
    await expect(page.getByRole('table', { name: 'Passages, the best first' }).getByRole('rowheader')).not.toHaveCount(
      0,
    );
    await expect(main).toContainText(requestId);
    await inspect('why an answer was given');
    await page.getByRole('button', { name: 'Replay' }).click();
    await expect(main.getByText('The same answer')).toBeVisible();
    await expect(page.getByRole('table', { name: 'Passages then and today' })).toBeVisible();
    await inspect('a replay');
    guard.allow(/\b422\b/);
    const check = page.getByRole('region', { name: 'Answer check' });
    await check.getByLabel('Question').fill('?');
    await check.getByRole('button', { name: 'Add check' }).click();
    await expect(check.getByText('write the question as an owner asks it')).toBeVisible();
    await inspect('a check that is no question');
    await check.getByLabel('Question').fill('Where is my fuse box, behind which door?');
    await check.getByRole('button', { name: 'Add check' }).click();
    await expect(check.getByText(/^Added for house type/)).toBeVisible();
    await inspect('made an answer check');
    await main.getByRole('link', { name: 'Activity' }).click();
    await expect(page).toHaveURL(new RegExp(`request=${requestId}`));
    await expect(page.getByText('Of the request')).toBeVisible();
    await page.goto('/admin/activity?action=answer.read');
    await expect(page.getByRole('rowheader').first()).toBeVisible();
  },
);
