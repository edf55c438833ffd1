import { CLOSING } from '#db/seed/closing.ts';
import { expect, test } from '../fixtures/test.ts';
import { closingHouses, staff } from '../support/pilot.ts';
import { openHouse, signInStaff } from '../support/sign-in.ts';

const REASON = 'The contract has ended, ticket 4711.';

test(
  'an admin retires a builder: owners are told whom to ask and staff why, and all is as it was once it is open again',
  { tag: ['@H1', '@E3', '@J', '@A10'] },
  async ({ page, browser, guard, inspect }) => {
    const [house, unclaimed] = closingHouses;
    const [owners, builders, admins] = [await browser.newContext(), await browser.newContext(), page.context()];
    guard.watch(owners);
    guard.watch(builders);
    const owner = await owners.newPage();
    const builder = await builders.newPage();
    await openHouse(owner, house!);
    await signInStaff(builder, 'closing');
    await builder.goto('/developer');
    await expect(builder.getByRole('heading', { level: 1 })).toBeVisible();

    await signInStaff(page, 'admin');
    await page.goto('/admin/tenants');
    await page.getByRole('searchbox').fill('elm h');
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(page).toHaveURL(/q=elm/);
    await page.getByRole('link', { name: CLOSING.name, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: CLOSING.name })).toBeVisible();
    const colleague = await admins.newPage();
    await colleague.goto(page.url());
    guard.allow(/\b422\b/);
    await page.getByRole('button', { name: 'Retire this builder' }).click();
    await expect(page.getByText('Say why in at least 10 characters')).toBeVisible();
    await inspect('without a reason');
    await page.getByLabel('Why').fill(REASON);
    await page.getByRole('button', { name: 'Retire this builder' }).click();
    await expect(page.getByText('The builder is retired.')).toBeVisible();
    await expect(page.getByText(/Retired since/)).toBeVisible();
    await inspect('a retired builder');

    guard.allow(/\b409\b/);
    await colleague.getByLabel('Why').fill('Another reason of mine.');
    await colleague.getByRole('button', { name: 'Retire this builder' }).click();
    await expect(colleague.getByText('Somebody else has retired this builder')).toBeVisible();
    await expect(colleague.getByText(/Retired since/)).toBeVisible();

    guard.allow(/\b403\b/);
    await owner.goto('/home');
    await expect(owner.getByRole('heading', { level: 1, name: 'Your home is closed here for now' })).toBeVisible();
    await expect(owner.getByRole('main')).toContainText('care@elm-homes.example');
    await inspect('an owner of a retired builder', owner);
    await owner.goto(`/onboarding?uid=${unclaimed!.token}`);
    await expect(owner.getByRole('heading', { level: 1, name: 'Your home is closed here for now' })).toBeVisible();
    await builder.goto('/developer/units');
    await expect(builder.getByRole('heading', { level: 1, name: 'This portal is closed for now' })).toBeVisible();
    await expect(builder.getByRole('main')).toContainText(REASON);
    await inspect('staff of a retired builder', builder);
    await builder.goto('/sign-in?for=staff');
    const { email, password } = staff('closing');
    await builder.getByLabel('E-mail address', { exact: true }).first().fill(email);
    await builder.getByLabel('Password', { exact: true }).fill(password);
    await builder.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(builder.getByText('The platform’s team has closed the portal')).toBeVisible();
    await inspect('staff who sign in', builder);

    await page.goto('/admin/tenants?state=retired');
    await expect(page.getByRole('row').filter({ hasText: CLOSING.name })).toContainText('Retired');
    await inspect('retired tenants');
    await page.getByRole('link', { name: CLOSING.name, exact: true }).click();
    await page.getByRole('button', { name: 'Open again' }).click();
    await expect(page.getByText('The builder is open again, as it was.')).toBeVisible();
    await owner.goto('/home');
    await expect(owner.getByRole('banner')).toContainText(house!.label);
    await builder.goto('/developer/units');
    await expect(builder.getByRole('link', { name: house!.label, exact: true })).toBeVisible();
    await page.goto(`/admin/activity?action=tenant.retired`);
    await page.getByRole('link', { name: 'tenant.retired' }).first().click();
    await expect(page.getByLabel('Details')).toContainText(REASON);
    await owners.close();
    await builders.close();
  },
);
