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

test(
  'an alert that fired is found in the history, acknowledged with a note, and its rule silenced for a while',
  { tag: ['@D9', '@H9', '@A10'] },
  async ({ page, inspect }) => {
    await signInStaff(page, 'admin');
    await page.goto('/admin/alerts');
    await page.getByRole('link', { name: 'History' }).click();
    await page.getByLabel('Rule').selectOption({ label: 'Onboarding slow' });
    await expect(page).toHaveURL(/rule=onboarding-slow/);
    await page.getByLabel('State').selectOption({ label: 'Not acknowledged' });
    const row = page.getByRole('row').filter({ hasText: '3 min 20 s' });
    await expect(row).toContainText('Critical');
    await inspect('alerts that fired');

    await row.getByRole('link').click();
    const main = page.getByRole('main');
    await expect(main.getByText('It has ended')).toBeVisible();
    await inspect('an alert');
    await page.getByLabel('Note').fill('The building site had no network');
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await expect(main.getByText('The building site had no network')).toBeVisible();
    await expect(main.getByText('Platform Admin')).toBeVisible();
    await inspect('an acknowledged alert');

    await main.getByRole('link', { name: 'The rule and its metric' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Onboarding slow' })).toBeVisible();
    await expect(main.getByText('warning above 1 s, critical above 2 s', { exact: false }).first()).toBeVisible();
    await main.getByRole('link', { name: 'Last day' }).click();
    await expect(page).toHaveURL(/range=day/);
    await main.getByText('The chart as a table').click();
    await inspect('a rule');
    await page.getByLabel('Why').fill('A rehearsal with many phones');
    await page.getByRole('button', { name: 'Silence', exact: true }).click();
    await expect(page).toHaveURL(/done=set/);
    const silence = page.getByRole('row').filter({ hasText: 'A rehearsal with many phones' });
    await expect(silence).toContainText('Holds');
    await inspect('silences');
    await page.goto('/admin/alerts');
    const judged = page.getByRole('row').filter({ hasText: 'Onboarding slow' });
    await expect(judged).toContainText('Silenced');
    await inspect('alerts with a silence');

    await page.goto('/admin/activity?action=alert.silenced');
    await expect(page.getByRole('row').filter({ hasText: 'alert.silenced' }).first()).toBeVisible();
    await page.goto('/admin/alerts/silences');
    await silence.getByRole('button', { name: 'End the silence: Onboarding slow' }).click();
    await expect(page).toHaveURL(/done=ended/);
    await expect(silence).toContainText('Ended');
  },
);
