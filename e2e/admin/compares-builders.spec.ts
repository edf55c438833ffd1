import { expect, test } from '../fixtures/test.ts';
import { signInStaff } from '../support/sign-in.ts';

test(
  'an admin sets builders beside each other, for days of their choice, and goes to what a figure counts',
  { tag: ['@H3', '@A10'] },
  async ({ page, inspect }) => {
    await signInStaff(page, 'admin');
    await page.goto('/admin/analytics');
    await expect(page.getByRole('heading', { level: 1, name: 'Analytics' })).toBeVisible();
    const table = page.getByRole('table', { name: 'Figures by builder' });
    await expect(table).toContainText('Longview');
    await page.getByRole('link', { name: '7 days' }).click();
    await expect(page).toHaveURL('/admin/analytics?days=7');
    await inspect('analytics');
    await table.getByRole('link', { name: /Longview/ }).click();
    await expect(page).toHaveURL(/\/admin\/rag\?tenant=[0-9a-f-]{36}&from=\d{4}-\d{2}-\d{2}&to=\d{4}-\d{2}-\d{2}$/);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  },
);
