import { expect, test } from '../fixtures/test.ts';
import { signInStaff } from '../support/sign-in.ts';

test(
  'an admin sees every alert with its state, its limits and what to do about it',
  { tag: ['@D9', '@H9', '@A10'] },
  async ({ page, inspect }) => {
    await signInStaff(page, 'admin');
    await page.goto('/admin');
    await page
      .getByRole('navigation', { name: 'Sections' })
      .getByRole('link', { name: 'Alerts' })
      .filter({ visible: true })
      .click();
    await expect(page.getByRole('heading', { level: 1, name: 'Alerts' })).toBeVisible();
    const rows = page
      .getByRole('table', { name: 'Alerts, the worst first' })
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader') });
    const database = rows.filter({ hasText: 'Database unreachable' });
    await expect(database).toContainText('OK');
    await expect(database).toContainText('critical above 0');
    await expect(rows.filter({ hasText: 'Chat slow' })).toContainText(
      'warning above 3 s, critical above 5 s over 5 min',
    );
    await inspect('alerts');

    const { items } = (await (await page.request.get('/api/admin/alerts')).json()) as {
      items: { name: string; state: string; runbook: string }[];
    };
    await expect(rows).toHaveCount(items.length);
    expect(items.find(({ name }) => name === 'database-unreachable')).toMatchObject({
      state: 'ok',
      runbook: '/admin/runbook#database-unreachable',
    });

    await database.getByRole('link', { name: 'Runbook: Database unreachable' }).click();
    await expect(page).toHaveURL('/admin/runbook#database-unreachable');
    await expect(page.getByRole('heading', { name: 'Database unreachable' })).toBeInViewport();
    await inspect('runbook');
  },
);
