import { expect, test } from '../fixtures/test.ts';
import { HOUSES } from '../support/houses.ts';
import { pilotHouse } from '../support/pilot.ts';
import { claimHouse, signInStaff } from '../support/sign-in.ts';

const SUBJECT = (label: string) => `Sign in to ${label}, Longview Park`;

test(
  'an owner on a new phone has a sign-in link sent and comes in by the mail',
  { tag: ['@F1', '@E3', '@J', '@A10'] },
  async ({ page, browser, guard, inspect }) => {
    const house = HOUSES.opensBySignInLink;
    const { email } = pilotHouse('longview-avenue-2');
    const old = await browser.newContext();
    await claimHouse(await old.newPage(), house);

    await page.goto('/sign-in?next=/home');
    await page.getByLabel('Your e-mail address').fill(email);
    await page.getByRole('button', { name: 'Send me a link' }).click();
    await expect(page.getByText('a sign-in link is on its way')).toBeVisible();
    await inspect('sign-in link sent');

    // The mail lies in the outbox, which the platform's staff can read.
    const operator = await browser.newContext();
    guard.watch(operator);
    const outbox = await operator.newPage();
    await signInStaff(outbox, 'admin');
    await expect(async () => {
      await outbox.goto('/admin/outbox');
      await expect(outbox.getByRole('link', { name: SUBJECT(house.label) }).first()).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await outbox
      .getByRole('link', { name: SUBJECT(house.label) })
      .first()
      .click();
    await expect(outbox.getByRole('heading', { level: 1, name: SUBJECT(house.label) })).toBeVisible();
    await inspect('mail with sign-in link', outbox);
    const link = await outbox.getByRole('link', { name: /\/sign-in\/link\// }).getAttribute('href');

    await page.goto(link ?? '');
    await inspect('sign-in link');
    await page.getByRole('button', { name: 'Open my home' }).click();
    await expect(page).toHaveURL('/home');
    await expect(page.getByRole('heading', { level: 1 })).toContainText(house.fullName);

    // The link is used up.
    guard.allow(/410/);
    const again = await outbox.goto(link ?? '');
    expect(again?.status()).toBe(410);
    await expect(outbox.getByRole('link', { name: 'Ask for a new link' })).toBeVisible();
    await inspect('used sign-in link', outbox);
    await Promise.all([old.close(), operator.close()]);
  },
);
