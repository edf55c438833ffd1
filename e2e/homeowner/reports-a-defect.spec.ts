import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { expect, test } from '../fixtures/test.ts';
import { CARED_FOR } from '../support/houses.ts';
import { claimHouse, signInStaff } from '../support/sign-in.ts';

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#8a6d2f' } })
    .png()
    .toBuffer();

test(
  'an owner reports a defect with a photo; both sides write and close it together',
  { tag: ['@F11', '@E7', '@J', '@A10'] },
  async ({ page, browser, guard, inspect }) => {
    guard.allow(/\b(409|415|422)\b/);
    guard.allow(/ERR_INTERNET_DISCONNECTED/);
    await claimHouse(page, CARED_FOR);
    await page.goto('/home');
    await page.getByRole('navigation', { name: 'Your house' }).getByRole('link', { name: 'Care' }).click();
    await expect(page.getByRole('heading', { name: 'Nothing is reported' })).toBeVisible();
    await inspect('no defects yet');
    await page.getByRole('link', { name: 'Report a defect' }).click();

    // What is no photo is refused with what to do, and everything typed stays; so it does while there is no connection.
    await page.getByLabel('What is wrong').fill('The window whistles in the wind.');
    await page.getByLabel('Where').fill('Main bedroom');
    const photos = page.getByLabel('Photos');
    await photos.setInputFiles({
      name: 'setup.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.from(`MZ${'x'.repeat(500)}`),
    });
    const send = page.getByRole('button', { name: 'Send the report' });
    await send.click();
    await expect(page.getByText(/“setup\.jpg” is no photo\. Choose pictures in the format JPEG/)).toBeVisible();
    await photos.setInputFiles({ name: 'window.png', mimeType: 'image/png', buffer: await picture(320, 240) });
    await inspect('a report refused');
    await page.context().setOffline(true);
    await send.click();
    await expect(page.getByText(/Your words and photos are kept here/)).toBeVisible();
    await expect(page.getByLabel('What is wrong')).toHaveValue('The window whistles in the wind.');
    // Back online it is sent by itself.
    await page.context().setOffline(false);
    await expect(page.getByText('Your report is with your builder')).toBeVisible();
    const shown = page.getByRole('img', { name: '1 of 1, opens in full' });
    await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(320);
    await inspect('a defect of the owner');

    const theirs = await browser.newContext();
    guard.watch(theirs);
    const staff = await theirs.newPage();
    await signInStaff(staff, 'neighbour');
    await staff.goto('/developer');
    await staff.getByRole('link', { name: 'Defects' }).first().click();
    await expect(staff.getByRole('region', { name: 'Reported' })).toContainText('The window whistles');
    await inspect('defects as a board', staff);
    await staff.getByRole('link', { name: 'As a table' }).click();
    await inspect('defects as a table', staff);
    const saving = staff.waitForEvent('download');
    await staff.getByRole('link', { name: 'CSV' }).click();
    expect(await readFile(await (await saving).path(), 'utf8')).toContain('Main bedroom,The window whistles');
    await staff.getByRole('link', { name: 'The window whistles in the wind.' }).click();
    // The table has filters of the same names.
    await expect(staff.getByRole('heading', { level: 1, name: 'The window whistles in the wind.' })).toBeVisible();
    const colleague = await theirs.newPage();
    await colleague.goto(staff.url());
    await staff.getByLabel('State').selectOption('scheduled');
    await staff.getByLabel('Trade').selectOption('windows-doors');
    await staff.getByLabel(/Somebody comes on/).fill('2026-12-04');
    await staff.getByRole('button', { name: 'Save' }).click();
    await expect(staff.getByText('Saved, and its owner is told')).toBeVisible();
    // Who opened it before is told, sees what has changed, and saves once more.
    await colleague.getByLabel('To be done by').fill('2026-12-18');
    await colleague.getByRole('button', { name: 'Save' }).click();
    await expect(colleague.getByText(/Somebody else has changed this defect/)).toBeVisible();
    await expect(
      colleague.getByText('Somebody comes on 4 December 2026').or(colleague.getByText('Scheduled')).first(),
    ).toBeVisible();
    await colleague.getByLabel('State').selectOption('scheduled');
    await colleague.getByLabel(/Somebody comes on/).fill('2026-12-04');
    await colleague.getByRole('button', { name: 'Save' }).click();
    await expect(colleague.getByText('Saved, and its owner is told')).toBeVisible();
    await colleague.close();
    await staff.reload();
    await staff.getByLabel(/^Write to/).fill('We bring a new seal.');
    await staff.getByRole('button', { name: 'Send' }).click();
    await expect(staff.getByText('We bring a new seal.')).toBeVisible();
    await inspect('a defect of the builder', staff);

    await page.reload();
    await expect(page.getByText('Somebody comes on 4 December 2026').first()).toBeVisible();
    await expect(page.getByText('We bring a new seal.')).toBeVisible();
    await staff.getByLabel('State').selectOption('done');
    await staff.getByRole('button', { name: 'Save' }).click();
    await expect(staff.getByText('Saved, and its owner is told')).toBeVisible();
    await page.reload();
    await page.getByRole('button', { name: 'Yes, it is mended' }).click();
    await expect(page.getByText('Closed by both')).toBeVisible();
    await theirs.close();
  },
);
