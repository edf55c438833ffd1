import { expect, test } from '../fixtures/test.ts';
import { HOUSES } from '../support/houses.ts';
import { pilotHouse } from '../support/pilot.ts';
import { claimHouse, signInStaff } from '../support/sign-in.ts';
import { verifyLogbook } from '../support/verify-logbook.ts';

const SUBJECT = (label: string) => `Sign in to ${label}, Longview Park`;

test(
  'an owner on a new phone comes in by a mailed link, ends the old one, takes the logbook along and is forgotten',
  { tag: ['@F1', '@F13', '@E3', '@E10', '@J', '@A10'] },
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
    await expect(page.getByRole('main')).toContainText(`signs you in to ${house.label}`);
    await inspect('sign-in link');
    await page.getByRole('button', { name: 'Open my home' }).click();
    await expect(page).toHaveURL('/home');
    await expect(page.getByRole('heading', { level: 1 })).toContainText(house.fullName);

    // The link is used up.
    guard.allow(/410/);
    const again = await outbox.goto(link ?? '');
    expect(again?.status()).toBe(410);
    await expect(outbox.getByRole('link', { name: 'Ask for a new link' })).toBeVisible();
    await expect(outbox).toHaveTitle('This link no longer works · OpenHouse AI');
    await inspect('used sign-in link', outbox);

    await page.getByRole('button', { name: `${house.fullName}: your builder, sign out` }).click();
    await page.getByRole('menuitem', { name: 'Privacy and devices' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Privacy' })).toBeVisible();
    const devices = page.getByRole('region', { name: 'Where you are signed in' }).getByRole('listitem');
    await expect(devices).toHaveCount(2);
    await expect(devices.first()).toContainText('This device');
    await inspect('privacy');
    await devices.last().getByRole('button', { name: 'End' }).click();
    await expect(devices).toHaveCount(1);
    expect((await old.request.get('/api/documents')).status()).toBe(401);

    await page.getByRole('button', { name: 'Make my logbook' }).click();
    const file = page.getByRole('link', { name: /^Download, / });
    await expect(file).toBeVisible();
    const download = page.waitForEvent('download');
    await file.click();
    const logbook = await download;
    expect(logbook.suggestedFilename()).toMatch(/^home-logbook-\d{4}-\d{2}-\d{2}\.zip$/);
    expect(await verifyLogbook(await logbook.path())).toMatch(/^Whole: \d+ files/);
    await inspect('logbook made');

    guard.allow(/422/);
    await page.getByRole('button', { name: 'Erase everything about me' }).click();
    await expect(page.getByText('Type the word erase.')).toBeVisible();
    await page.getByLabel('Type the word erase').fill('erase');
    await page.getByRole('button', { name: 'Erase everything about me' }).click();
    await expect(page).toHaveURL('/privacy?erased');
    await expect(page.getByText('Your data is erased')).toBeInViewport();
    await inspect('privacy notice, erased');
    await page.goto('/home');
    await expect(page).toHaveURL(/\/sign-in/);
    guard.allow(/404/);
    expect((await page.goto(`/onboarding?uid=${house.token}`))?.status()).toBe(404);
    await Promise.all([old.close(), operator.close()]);
  },
);
