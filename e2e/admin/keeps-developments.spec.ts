import { expect, test } from '../fixtures/test.ts';
import { PILOT } from '../support/pilot.ts';
import { signInStaff } from '../support/sign-in.ts';

test(
  'an admin sees how a development is, and goes to what a figure counts',
  { tag: ['@H2', '@A10'] },
  async ({ page, inspect }) => {
    await signInStaff(page, 'admin');
    await page.goto('/admin/developments');
    await page.getByRole('searchbox').fill('longview');
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(page).toHaveURL(/q=longview/);
    await page.getByRole('link', { name: PILOT.developmentName, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: PILOT.developmentName })).toBeVisible();
    const figures = page.getByRole('region', { name: 'Figures' });
    await expect(figures.getByRole('listitem').filter({ hasText: 'Houses' })).toContainText('20');
    await expect(figures.getByRole('listitem').filter({ hasText: 'Documents' })).toContainText(/\d/);
    await expect(page.getByText(/^\d+ houses$/).first()).toBeVisible();
    await inspect('a development');
    await figures.getByRole('link', { name: /Questions/ }).click();
    await expect(page).toHaveURL(new RegExp(`/admin/rag\\?tenant=.*development=${PILOT.developmentId}`));
    await page.goto('/admin/developments?sort=-created');
    await expect(page.getByRole('rowheader').first()).toBeVisible();
    await inspect('developments, the newest first');
  },
);

test(
  'an admin writes a development and its house types down, closes it to new owners and opens it again',
  { tag: ['@H2', '@A10'] },
  async ({ page, context, guard, inspect }) => {
    await signInStaff(page, 'admin');
    await page.goto('/admin/tenants/new');
    await page.getByLabel('Name', { exact: true }).fill('Ash Homes');
    await page.getByLabel('Short name').fill('ash-homes');
    await page.getByLabel('Customer care, e-mail').fill('care@ash.example');
    await page.getByLabel('Customer care, phone').fill('021 555 0100');
    await page.getByRole('button', { name: 'Create' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Ash Homes' })).toBeVisible();
    await page.getByRole('link', { name: 'New development' }).click();
    await expect(page.getByRole('combobox', { name: 'Builder' })).toHaveValue(/[0-9a-f-]{36}/);
    await page.getByLabel('Name', { exact: true }).fill('Ash Rise');
    await page.getByLabel('Short name').fill('ash-rise');
    await page.getByLabel('Street and town').fill('Main Street, Cobh');
    await page.getByLabel('Latitude').fill('-8.29');
    await page.getByLabel('Longitude').fill('51.85');
    guard.allow(/\b422\b/);
    await page.getByRole('button', { name: 'Create' }).click();
    await expect(page.getByText(/Enter the latitude in degrees, from 49 to 61/)).toBeVisible();
    await inspect('a swapped position');
    await page.getByLabel('Latitude').fill('51.85');
    await page.getByLabel('Longitude').fill('-8.29');
    await page.getByRole('button', { name: 'Create' }).click();
    await expect(page.getByText('The development is written down.')).toBeVisible();
    await inspect('an empty development');

    await page.getByLabel('New code').fill('A');
    await page.getByLabel('Name', { exact: true }).last().fill('The Ash');
    await page.getByRole('button', { name: 'Add house type' }).click();
    await expect(page.getByText('The house type is there.')).toBeVisible();
    await page.getByText('The Ash').click();
    await page.getByLabel('Name of A').fill('The Alder');
    await page.getByRole('button', { name: 'Save A' }).click();
    await expect(page.getByText('The house type is saved.')).toBeVisible();
    await expect(page.getByText('The Alder')).toBeVisible();
    await page.getByLabel('New code').fill('a');
    await page.getByLabel('Name', { exact: true }).last().fill('Another');
    await page.getByRole('button', { name: 'Add house type' }).click();
    await expect(page.getByText('There is a house type A already.')).toBeVisible();
    await inspect('a code that is taken');

    const colleague = await context.newPage();
    await colleague.goto(page.url());
    await colleague.getByLabel('Street and town').fill('Strand Street, Cobh');
    await colleague.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(colleague.getByText('Saved. Owners see it')).toBeVisible();
    guard.allow(/\b409\b/);
    await page.getByLabel('Street and town').fill('Bishop Street, Cobh');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Somebody else has changed this development')).toBeVisible();
    await expect(page.getByText('Saved now: Strand Street, Cobh')).toBeVisible();

    await page.getByLabel('Why').fill('The last of them was sold.');
    await page.getByRole('button', { name: 'Close to new owners' }).click();
    await expect(page.getByText('Closed to new owners.', { exact: true })).toBeVisible();
    await inspect('a closed development');
    const own = page.url().replace(/\?.*/, '');
    await page.goto('/admin/developments?state=closed');
    await expect(page.getByRole('row').filter({ hasText: 'Ash Rise' })).toContainText('Closed');
    await page.goto(own);
    await page.getByRole('button', { name: 'Open to new owners' }).click();
    await expect(page.getByText('Open to new owners again.')).toBeVisible();
    await page.getByText('The Alder').click();
    await page.getByRole('button', { name: 'Remove A' }).click();
    await expect(page.getByText('The house type is removed.')).toBeVisible();
    await page.goto('/admin/activity?action=development.closed');
    await page.getByRole('link', { name: 'development.closed' }).first().click();
    await expect(page.getByLabel('Details')).toContainText('The last of them was sold.');
  },
);
