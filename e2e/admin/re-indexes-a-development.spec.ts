import { expect, test } from '../fixtures/test.ts';
import { PILOT } from '../support/pilot.ts';
import { signInStaff } from '../support/sign-in.ts';

test(
  'an admin has a development re-indexed, with a reason, and sees how it goes',
  { tag: ['@C4', '@A10'] },
  async ({ page, guard, inspect }) => {
    await signInStaff(page, 'admin');
    await page.goto(`/admin/developments/${PILOT.developmentId}`);
    const card = page.locator('#search-index');
    await expect(card.getByText('Searched with', { exact: true })).toBeVisible();
    await expect(card.getByText('Model in use', { exact: true })).toBeVisible();
    await inspect('search-index');

    guard.allow(/\b422\b/);
    await card.getByLabel('Reason for the re-index').fill('A passage was not found by its meaning.');
    await card.getByRole('button', { name: 'Re-index' }).click();
    await expect(card.getByText('Tick this first: it is work of minutes to hours for the search model.')).toBeVisible();
    await inspect('search-index, not confirmed');

    await card.getByLabel(`Re-index ${PILOT.developmentName} now`).check();
    await card.getByRole('button', { name: 'Re-index' }).click();
    await expect(page.getByText('The re-index is accepted.')).toBeVisible();
    await expect(card.getByText('“A passage was not found by its meaning.”')).toBeVisible();
    // The page follows the job by itself.
    await expect(card.getByText('Succeeded', { exact: true })).toBeVisible();
    await expect(card.getByRole('button', { name: 'Re-index' })).toBeVisible();
    await inspect('search-index, done');

    await page.goto('/admin/activity?action=development.reindex-asked');
    await page.getByRole('rowheader').getByRole('link').first().click();
    await expect(page.getByText('A passage was not found by its meaning.')).toBeVisible();
  },
);
