import PDFDocument from 'pdfkit';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { signInStaff } from '../support/sign-in.ts';
import { pdfFile, upload } from '../support/uploads.ts';

const TITLE = 'Plover Court certificates';
const PAGES = 60;

/** A photocopy of a dense page, as often as there are pages to read. */
async function makeScans(page: Page): Promise<Buffer> {
  const window = page.viewportSize()!;
  await page.setViewportSize({ width: 1_240, height: 1_754 });
  const line = 'The lift of Plover Court was examined by Imelda Quirke and may carry eight people.';
  await page.setContent(`<p style="font: 26px serif; padding: 60px">${`${line}<br>`.repeat(44)}</p>`);
  const picture = await page.screenshot({ type: 'jpeg', quality: 70 });
  await page.setViewportSize(window);
  const pdf = new PDFDocument({ size: 'A4', autoFirstPage: false });
  const parts: Buffer[] = [];
  pdf.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise((done) => pdf.on('end', done));
  // Stored once for all pages; its types do not know of that.
  const image = (pdf as unknown as { openImage(of: Buffer): Buffer }).openImage(picture);
  for (let sheet = 0; sheet < PAGES; sheet += 1) pdf.addPage().image(image, 0, 0, { width: 595, height: 842 });
  pdf.end();
  await ended;
  return Buffer.concat(parts);
}

test(
  'a manager stops the reading of a long scan, a viewer cannot, and what was recognised is kept',
  { tag: ['@G3', '@C5', '@C10', '@A10'] },
  async ({ page, inspect }) => {
    test.setTimeout(300_000);
    await signInStaff(page, 'developer');
    const row = await upload(page, pdfFile('plover.pdf', await makeScans(page)), {
      title: TITLE,
      category: 'Certificates',
      houseType: 'D',
    });
    await row.getByRole('link', { name: TITLE }).click();
    await expect(page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();
    await expect(page.getByText(/^Reading scanned pages: [1-9]\d* of 60$/).first()).toBeVisible({ timeout: 120_000 });
    const path = new URL(page.url()).pathname;

    // The page looks for news by itself: not while nobody is signed in.
    await page.goto('about:blank');
    await signInStaff(page, 'viewer');
    await page.goto(path);
    await expect(page.getByText(/^Reading scanned pages:/).first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Stop reading' })).toHaveCount(0);

    await page.goto('about:blank');
    await signInStaff(page, 'developer');
    await page.goto(path);
    const stop = page.getByRole('button', { name: 'Stop reading' });
    await expect(stop).toHaveAccessibleDescription(/Owners keep what they can read now/);
    await inspect('a scan that is being read');
    // By keyboard, with the focus where the page goes on.
    await stop.focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(`${path}?done=stopped`);
    await expect(page.getByText('Stopped by staff before it was read to its end.').first()).toBeVisible({
      timeout: 30_000,
    });
    await expect(page.getByText('Pages of a scan that were recognised are kept.')).toBeVisible();
    await expect(stop).toHaveCount(0);
    await inspect('a reading that was stopped');

    // It goes on from the pages that were read.
    await page.getByRole('button', { name: 'Read again' }).click();
    await expect(page).toHaveURL(path);
    await expect(page.getByText(/^Reading scanned pages: [1-9]\d* of 60$/).first()).toBeVisible({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete the document' }).click();
    await expect(page).toHaveURL('/developer/documents?done=deleted');
  },
);
