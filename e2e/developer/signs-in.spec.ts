import { expect, test } from '../fixtures/test.ts';
import { staff } from '../support/pilot.ts';

test(
  'a developer signs in after a wrong password, and is signed out for good',
  { tag: ['@E3', '@G8', '@J', '@A10'] },
  async ({ page, guard, inspect }) => {
    guard.allow(/401/);
    const { email, password } = staff('developer');
    await page.goto('/developer/documents');
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    await page.getByLabel('E-mail address', { exact: true }).fill(email);
    await page.getByLabel('Password', { exact: true }).fill('not-the-password');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText(/password/i);
    await inspect('wrong password');

    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page).toHaveURL('/developer/documents');
    await expect(page.getByRole('heading', { level: 1, name: 'Documents' })).toBeVisible();
    await inspect('documents of the builder');

    await page.getByRole('button', { name: 'Sign out' }).filter({ visible: true }).click();
    await expect(page).toHaveURL('/sign-in?for=staff&signed-out=here');
    await page.goto('/developer/documents');
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    expect((await page.request.get('/api/documents')).status()).toBe(401);
  },
);

test(
  'the list is filtered and paged, and the address keeps both',
  { tag: ['@B1', '@G2', '@G3', '@A10'] },
  async ({ page, inspect }) => {
    await page.request.post('/api/session', { data: staff('developer') });
    await page.goto('/developer/documents');
    const rows = page
      .getByRole('table', { name: 'Documents, newest first' })
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader') });
    await expect(rows).toHaveCount(25);
    await page.getByRole('navigation', { name: 'Pages of documents' }).getByRole('link', { name: 'Next' }).click();
    await expect(page).toHaveURL(/cursor=/);
    await expect(rows).not.toHaveCount(25);
    await page.getByRole('link', { name: 'Previous' }).click();
    await expect(rows).toHaveCount(25);

    await page.getByLabel('Category').selectOption('heating');
    await expect(page).toHaveURL(/category=heating/);
    await expect(rows).toHaveCount(3);
    await page.reload();
    await expect(rows).toHaveCount(3);
    await inspect('filtered documents');
  },
);
