import { expect, test } from '../fixtures/test.ts';
import { signInStaff } from '../support/sign-in.ts';

test(
  'an admin reads the load, holds it still, and gives a builder another limit until it is ended',
  { tag: ['@H9', '@H10', '@A10'] },
  async ({ page, inspect }) => {
    await signInStaff(page, 'admin');
    await page.goto('/admin/load');
    await expect(page.getByRole('heading', { level: 1, name: 'Load' })).toBeVisible();
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Paused' })).toBeVisible();
    await page.getByRole('link', { name: 'Last week' }).click();
    await expect(page).toHaveURL('/admin/load?range=week');
    await expect(page.getByRole('table', { name: 'Largest tables' })).toContainText('audit_log');
    await expect(page.getByRole('button', { name: 'Go on' })).toBeVisible();
    await page.getByText('The charts as a table').click();
    await inspect('load');

    await page.goto('/admin/limits?state=all');
    await expect(page.getByRole('heading', { level: 1, name: 'Limits' })).toBeVisible();
    await inspect('limits');
    await page.getByRole('link', { name: 'Overrides' }).filter({ visible: true }).first().click();
    const form = page.locator('#set');
    await form.getByLabel('Rule').selectOption('feedback');
    await form.getByLabel('Allowed').fill('75');
    await form.getByLabel('Why').fill('A builder shows it to many people');
    await form.getByRole('button', { name: 'Set' }).click();
    await expect(page.getByText('The override holds, on every instance within seconds')).toBeVisible();
    const set = page.getByRole('row').filter({ hasText: 'A builder shows it to many people' }).first();
    await expect(set).toContainText('75 instead of 60');
    await expect(set).toContainText('Holds');
    await inspect('overrides');
    await set.getByRole('textbox').fill('The show is over');
    await set.getByRole('button', { name: 'End: Feedback' }).click();
    await expect(page.getByText('The override is ended; what is usual holds again')).toBeVisible();
    await expect(set).toContainText('Ended');
  },
);
