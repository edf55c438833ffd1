import { expect, test } from '../fixtures/test.ts';
import { UNCLAIMED } from '../support/houses.ts';
import { signInStaff } from '../support/sign-in.ts';

test(
  'a manager finds an owner, invites them from their house, and prints the code of the door',
  { tag: ['@G2', '@G6', '@B1', '@J', '@A10'] },
  async ({ page, inspect }) => {
    await signInStaff(page, 'developer');
    await page.goto('/developer');
    await page.getByRole('link', { name: 'Homeowners' }).first().click();
    await expect(page.getByRole('heading', { level: 1, name: 'Homeowners' })).toBeVisible();
    const owners = page.getByRole('table', { name: 'Homeowners' }).getByRole('rowheader');
    await expect(owners).toHaveCount(20);
    await inspect('homeowners');
    await page.getByRole('columnheader', { name: 'Name' }).getByRole('link').click();
    await expect(page).toHaveURL(/sort=name/);
    await page.getByText('Columns', { exact: true }).click();
    await page.getByRole('link', { name: 'Mail', exact: true }).click();
    await expect(page).toHaveURL(/columns=/);
    await expect(page.getByRole('columnheader', { name: 'Mail' })).toHaveCount(0);

    await page.getByLabel('Search', { exact: true }).fill(UNCLAIMED.label);
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(page).toHaveURL(/sort=name/);
    await page.getByRole('link', { name: UNCLAIMED.fullName }).first().click();
    await expect(page.getByRole('heading', { level: 1, name: UNCLAIMED.label })).toBeVisible();
    await page.getByRole('button', { name: /^Invite/ }).click();
    await expect(page.getByText('An invitation is on its way')).toBeVisible();
    await page.getByRole('button', { name: 'Move out' }).click();
    await inspect('an owner leaves');
    await page.getByRole('button', { name: 'Leave it as it is' }).click();
    await inspect('a house of the builder');

    const card = await page.getByRole('link', { name: 'Print a door card' }).getAttribute('href');
    const printed = await page.request.get(card ?? '');
    expect([printed.status(), printed.headers()['content-type']]).toEqual([200, 'application/pdf']);

    await page.goto('/developer/qr');
    await expect(page.getByRole('table', { name: /^QR codes/ }).getByRole('rowheader')).toHaveCount(20);
    await page.getByLabel(`Choose ${UNCLAIMED.label}`, { exact: true }).check();
    await page.getByRole('button', { name: 'Re-issue' }).click();
    await expect(page.getByRole('dialog')).toContainText('stop working at once');
    await page.getByRole('button', { name: 'Leave them as they are' }).click();
    await inspect('QR codes');
  },
);

test('a viewer sees owners and codes, and is offered no change', { tag: ['@G13', '@A10'] }, async ({ page }) => {
  await signInStaff(page, 'viewer');
  for (const path of ['/developer/homeowners', '/developer/qr', `/developer/units/${UNCLAIMED.id}`]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('button', { name: /Invite|Print|Re-issue|Revoke|Move out/ })).toHaveCount(0);
    await expect(page.getByRole('link', { name: /^Print|^All as/ })).toHaveCount(0);
  }
});
