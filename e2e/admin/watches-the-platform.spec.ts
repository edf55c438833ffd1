import { expect, test } from '../fixtures/test.ts';
import { staff } from '../support/pilot.ts';
import { signInStaff } from '../support/sign-in.ts';

test(
  'an admin signs in and sees that everything is well, and what the installation is made of',
  { tag: ['@D7', '@H9', '@J', '@A10'] },
  async ({ page, inspect }) => {
    const { email, password } = staff('admin');
    await page.goto('/sign-in');
    await page.getByLabel('E-mail address', { exact: true }).fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page).toHaveURL('/admin');
    await expect(page.getByText('Everything it depends on is well')).toBeVisible();
    const main = page.getByRole('main');
    for (const word of ['Database', 'Embeddings', 'Storage', 'Mail']) await expect(main).toContainText(word);
    await inspect('system');
  },
);

test(
  'jobs are listed, paged and filtered, and the address keeps the filters',
  { tag: ['@H11', '@C6', '@B1', '@A10'] },
  async ({ page, inspect }) => {
    await signInStaff(page, 'admin');
    await page.goto('/admin/jobs');
    const rows = page
      .getByRole('table', { name: 'Jobs, newest first' })
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader') });
    await expect(rows).toHaveCount(25);
    await inspect('jobs');
    await page.getByRole('navigation', { name: 'Pages of jobs' }).getByRole('link', { name: 'Next' }).click();
    await expect(page).toHaveURL(/cursor=/);
    await expect(rows.first()).toBeVisible();

    await page.goto('/admin/jobs');
    await page.getByLabel('Tenant').selectOption({ label: 'Harbour Homes' });
    await expect(page).toHaveURL(/tenant=/);
    await expect(rows.filter({ hasNotText: 'Harbour Homes' })).toHaveCount(0);
    await page.getByLabel('State').selectOption({ label: 'Succeeded' });
    await expect(page).toHaveURL(/state=succeeded/);
    const reading = rows.filter({ hasText: 'Read a document' }).first();
    await expect(reading).toBeVisible();
    await page.reload();
    await expect(page.getByLabel('State')).toHaveValue('succeeded');
    await reading.getByRole('link').first().click();
    await expect(page.getByRole('heading', { level: 1, name: 'Read a document' })).toBeVisible();
    await expect(page.getByLabel('Payload')).toContainText('document_id');
    await inspect('a job');
  },
);

test(
  'tenants, developments, files, errors and what people did are a click away, and each entry opens',
  { tag: ['@H1', '@H2', '@H5', '@H7', '@H8', '@A10'] },
  async ({ page, inspect }) => {
    await signInStaff(page, 'admin');
    const nav = page.getByRole('navigation', { name: 'Sections' }).filter({ visible: true });
    await page.goto('/admin/tenants');
    await inspect('tenants');
    await page
      .getByRole('row')
      .filter({ hasText: 'Longview Estates' })
      .getByRole('link', { name: /of Longview/ })
      .click();
    await expect(page).toHaveURL(/\/admin\/developments\?tenant=/);
    await expect(page.getByRole('rowheader', { name: /Longview Park/ })).toBeVisible();
    await inspect('developments');
    await page.goto('/admin/ingestion?status=ready');
    await expect(page.getByRole('rowheader').first()).toBeVisible();
    await inspect('ingestion');
    await page.goto('/admin/errors');
    await expect(page.getByRole('heading', { level: 1, name: 'Errors' })).toBeVisible();
    await inspect('errors');
    await page.getByRole('link', { name: 'Language models' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Errors of language models' })).toBeVisible();
    await inspect('errors of language models');
    await nav.getByRole('link', { name: 'Activity' }).click();
    // Others sign in meanwhile.
    const own = page.getByRole('row').filter({ hasText: 'Platform Admin' });
    await own.getByRole('link', { name: 'staff.signed-in' }).first().click();
    await expect(page.getByRole('heading', { level: 1, name: 'staff.signed-in' })).toBeVisible();
    await expect(page.getByRole('main').getByText('Platform Admin')).toBeVisible();
    await inspect('activity entry');
  },
);
