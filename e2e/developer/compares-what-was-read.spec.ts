import PDFDocument from 'pdfkit';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { signInStaff } from '../support/sign-in.ts';
import { expectEnd, pdfFile, upload } from '../support/uploads.ts';

const TITLE = 'Harrow pump';
const ROWS = [
  ['Part', 'Made by', 'Keeps for'],
  ['Harrow pump', 'Kestrel Works', '24 months'],
  ['Filter mesh', 'Lark and Sons', '12 months'],
];

/** A page with a ruled table, one with a drawing alone, and one with a sentence. */
async function makeManual(sentence: string): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'A4', autoFirstPage: false });
  const parts: Buffer[] = [];
  pdf.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise((done) => pdf.on('end', done));
  pdf.addPage().fontSize(18).text('Parts of the pump', 72, 72).fontSize(11);
  for (const [row, cells] of ROWS.entries())
    for (const [column, cell] of cells.entries()) {
      pdf.rect(72 + column * 150, 120 + row * 26, 150, 26).stroke();
      pdf.text(cell, 78 + column * 150, 128 + row * 26, { width: 138, lineBreak: false });
    }
  pdf.text('The pump stands in the garden shed and hums while it runs.', 72, 240);
  pdf.addPage().circle(300, 300, 120).stroke();
  pdf.addPage().fontSize(18).text('In winter').fontSize(11).moveDown().text(sentence);
  pdf.end();
  await ended;
  return Buffer.concat(parts);
}

const text = (page: Page) => page.getByRole('region', { name: 'What the assistant reads on it' });

test(
  'staff see which pages could not be read, and compare each page with what was read, in each version',
  { tag: ['@G3', '@C9', '@J', '@A10'] },
  async ({ page, guard, inspect }) => {
    test.setTimeout(300_000);
    guard.allow(/404.*version=9/);
    await signInStaff(page, 'developer');
    const first = pdfFile('harrow.pdf', await makeManual('Empty the pump before the first frost.'));
    const row = await upload(page, first, { title: TITLE, category: 'Gardens', houseType: 'D' });
    await expectEnd(row, 'Ready');
    await row.getByRole('link', { name: TITLE }).click();
    await expect(page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();

    // What could not be read stands there by page, and leads to the page.
    const report = page.getByRole('region', { name: 'How it was read' });
    await expect(report).toContainText('2 of 3 pages have text that owners can ask about.');
    const missing = report.getByRole('listitem').filter({ hasText: 'Blank, or without text' });
    await inspect('how a document was read');
    await missing.getByRole('link', { name: 'Page 2' }).click();
    await expect(page).toHaveURL(/\/pages\?page=2&version=1$/);
    await expect(text(page)).toContainText('No text was found on this page.');
    await expect(page.getByRole('group', { name: `Page 2 of ${TITLE}` }).locator('canvas')).toBeVisible();
    await inspect('a page without text');

    // By keyboard, with the focus where it was.
    const next = page.getByRole('button', { name: 'Next page', exact: true });
    await next.focus();
    await page.keyboard.press('Enter');
    await expect(text(page)).toContainText('Empty the pump before the first frost.');
    await expect(next).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await expect(page).toHaveURL(/page=1&version=1$/);
    const table = text(page).getByRole('table');
    await expect(table.getByRole('columnheader')).toHaveText(ROWS[0]!);
    await expect(table.getByRole('row').nth(2).getByRole('cell')).toHaveText(ROWS[2]!);
    await expect(text(page).getByRole('heading', { name: 'Parts of the pump' })).toBeVisible();
    await inspect('a page with a table');
    // A page without text is no fault of reading: there is none to check.
    await expect(page.getByRole('button', { name: 'Next page to check' })).toHaveCount(0);

    // Of a new version the old one stays to compare.
    await page.getByRole('link', { name: TITLE }).click();
    await page
      .getByLabel(/^Drop the new file here/)
      .setInputFiles(pdfFile('harrow-2.pdf', await makeManual('Drain the pump at the first frost.')));
    await page.getByRole('button', { name: 'Upload as version 2' }).click();
    await expect(page.getByRole('heading', { name: 'Version 2' })).toBeVisible();
    await expect(page.getByText('Ready', { exact: true }).first()).toBeVisible({ timeout: 120_000 });
    await page.getByRole('link', { name: 'Compare page by page' }).click();
    await page.getByRole('textbox', { name: 'Page' }).fill('3');
    await page.keyboard.press('Enter');
    await expect(text(page)).toContainText('Drain the pump at the first frost.');
    const version = page.getByRole('combobox', { name: 'Version' });
    await version.focus();
    await version.selectOption('1');
    await expect(page).toHaveURL(/version=1/);
    await expect(text(page)).toContainText('Empty the pump before the first frost.');
    await expect(version).toBeFocused();
    await expect(page.getByText('This is version 1, which was replaced. Owners read version 2.')).toBeVisible();
    await inspect('a version that was replaced');
    await page.getByRole('link', { name: 'Show this page in version 2' }).click();
    await expect(page).toHaveURL(/page=3&version=2$/);
    await expect(text(page)).toContainText('Drain the pump at the first frost.');
    await expect(page.getByText('which was replaced')).toHaveCount(0);

    await page.goto(`${new URL(page.url()).pathname}?page=1&version=9`);
    await expect(page.getByRole('main')).toContainText('This document has no such version.');
    await expect(page.getByRole('link', { name: 'Try again' })).toHaveCount(0);
    await expect(page.getByRole('link', { name: 'All documents' })).toBeVisible();

    await page.goto('/developer/documents');
    await page.getByRole('link', { name: TITLE }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete the document' }).click();
    await expect(page).toHaveURL('/developer/documents?done=deleted');
  },
);
