import { expect, test } from '../fixtures/test.ts';
import { signInStaff } from '../support/sign-in.ts';

test(
  'an admin reads who did what, and how the log is held against changes',
  { tag: ['@H5', '@A10'] },
  async ({ page, inspect }) => {
    await signInStaff(page, 'admin');
    await page.goto('/admin/activity');
    await expect(page.getByText(/^Each entry is chained to the one before it, so a change shows\./)).toBeVisible();
    const table = page.getByRole('table', { name: 'Activity' });
    await expect(table.getByRole('rowheader').first()).toBeVisible();
    await inspect('activity');
    await table.getByRole('link').first().click();
    await expect(page).toHaveURL(/\/admin\/activity\/[0-9a-f-]{36}$/);
    await inspect('activity-entry');
  },
);
