import { expect, test } from '../fixtures/test.ts';
import { HOUSES } from '../support/houses.ts';
import { enterHouse, signInStaff } from '../support/sign-in.ts';

test(
  'a manager says how defects are dealt with, and an owner reads it; a colour that cannot be read is refused',
  { tag: ['@G1', '@F11', '@J', '@A10'] },
  async ({ page, browser, guard, inspect }) => {
    guard.allow(/422.*\/developer\/settings\.data\?intent=builder/);
    await signInStaff(page, 'developer');
    await page.goto('/developer/settings');
    const colour = page.getByLabel('Your colour', { exact: true });
    const kept = await colour.inputValue();
    await colour.fill('#ffe9a8');
    await expect(page.getByText(/too light to be read/)).toBeVisible();
    await page.getByRole('button', { name: 'Save' }).first().click();
    await expect(page.getByText(/^Choose a darker colour/)).toBeVisible();
    await expect(colour).toHaveValue('#ffe9a8');
    await inspect('settings refused');
    await page.goto('/developer/settings');
    await expect(colour).toHaveValue(kept);

    const statement = 'Water and heat are put right the same day, all else within 28 days.';
    await page.getByLabel(/^After-sales statement/).fill(statement);
    await page.getByRole('button', { name: 'Save' }).last().click();
    await expect(page.getByText(/^Saved\. It holds for every house/)).toBeVisible();
    await inspect('settings');

    const owner = await (await browser.newContext()).newPage();
    await enterHouse(owner, HOUSES.readsDocuments);
    await owner.goto('/home/house');
    await expect(owner.getByRole('heading', { name: 'After-sales care' })).toBeVisible();
    await expect(owner.getByText(statement)).toBeVisible();
    await owner.context().close();
  },
);

test('a viewer reads the settings and changes none', { tag: ['@G13', '@A10'] }, async ({ page }) => {
  await signInStaff(page, 'viewer');
  await page.goto('/developer/settings');
  await expect(page.getByLabel('Your colour', { exact: true })).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
});
