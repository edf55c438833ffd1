import { expect, test } from '../fixtures/test.ts';
import { signInStaff } from '../support/sign-in.ts';

test(
  'an admin writes a builder down, invites its manager, and is told when a colleague was faster',
  { tag: ['@H1', '@A10'] },
  async ({ page, context, guard, inspect }) => {
    await signInStaff(page, 'admin');
    await page.goto('/admin/tenants');
    await page.getByRole('link', { name: 'New tenant' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Oak Homes');
    await page.getByLabel('Short name').fill('Oak Homes');
    await page.getByLabel('Customer care, e-mail').fill('care@oak.example');
    await page.getByLabel('Customer care, phone').fill('021 555 0100');
    guard.allow(/\b422\b/);
    await page.getByRole('button', { name: 'Create' }).click();
    await expect(page.getByText(/small letters, digits and hyphens/)).toBeVisible();
    await inspect('a short name that cannot be');
    await page.getByLabel('Short name').fill('oak-homes');
    await page.getByRole('button', { name: 'Create' }).click();
    await expect(page.getByText('The builder is written down')).toBeVisible();
    await expect(page.getByRole('heading', { level: 1, name: 'Oak Homes' })).toBeVisible();
    await page.getByLabel('E-mail', { exact: true }).fill('first@oak.example');
    await page.getByRole('button', { name: 'Invite' }).click();
    await expect(page.getByText('The invitation is on its way')).toBeVisible();
    await inspect('a new builder');

    const colleague = await context.newPage();
    await colleague.goto(page.url());
    await colleague.getByLabel('Name', { exact: true }).fill('Oak Homes Ltd');
    await colleague.getByRole('button', { name: 'Save' }).click();
    await expect(colleague.getByText('Saved. Owners see it')).toBeVisible();
    guard.allow(/\b409\b/);
    await page.getByLabel('Customer care, phone').fill('021 555 0199');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Somebody else has changed this builder')).toBeVisible();
    await expect(page.getByLabel('Customer care, phone')).toHaveValue('021 555 0199');
    await expect(page.getByText('Saved now: Oak Homes Ltd')).toBeVisible();
    await inspect('a colleague was faster');
    await page.goto('/admin/activity?action=tenant.created');
    await expect(page.getByRole('link', { name: 'tenant.created' }).first()).toBeVisible();
  },
);
