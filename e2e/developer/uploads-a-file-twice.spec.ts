import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { makePdf, type PdfPage } from '../support/make-pdf.ts';
import { signInStaff } from '../support/sign-in.ts';
import { categoryOf, expectEnd, pdfFile, upload } from '../support/uploads.ts';

const TITLE = 'Greenhouse care';

/** Pages on a greenhouse that nothing in the pilot speaks of; of those in `changed` a paragraph is another. */
const pages = (changed: number[] = []): PdfPage[] =>
  Array.from({ length: 6 }, (_, sheet) => ({
    heading: `Bay ${sheet + 1} of the greenhouse`,
    paragraphs: Array.from({ length: 6 }, (_paragraph, n) =>
      changed.includes(sheet) && n === 2
        ? `From this spring on bay ${sheet + 1} is aired by the Vellmark opener, which is oiled twice a year.`
        : `Pane ${n * 7 + sheet} of bay ${sheet + 1} is cleaned with ${n + 2} litres of rain water and checked for ` +
          `cracks wider than ${n + sheet} millimetres before frost number ${n * 3 + sheet}.`,
    ),
  }));

async function removeFrom(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete the document' }).click();
  await expect(page).toHaveURL('/developer/documents?done=deleted');
}

test(
  'the same file twice is told before it is stored; a text that is nearly another’s waits for what staff say it is',
  { tag: ['@G3', '@C9', '@A10'] },
  async ({ page, guard, inspect }) => {
    test.setTimeout(300_000);
    // The browser itself writes to the console that an answer was 409.
    guard.allow(/409/);
    await signInStaff(page, 'developer');
    const fields = { title: TITLE, category: 'Gardens', houseType: 'D' };
    const first = pdfFile('greenhouse.pdf', await makePdf(pages()));
    await expectEnd(await upload(page, first, fields), 'Ready');

    // The very same file, under another name.
    const again = await upload(page, { ...first, name: 'copy of greenhouse.pdf' }, { ...fields, title: 'Copy' });
    const question = again.getByRole('alertdialog', { name: 'This file is stored already' });
    await expect(question).toBeFocused();
    await expect(question).toContainText(`You have this file already: it is version 1 of “${TITLE}”`);
    await expect(question).toContainText('Nothing was stored now.');
    await inspect('stored already');
    await page.keyboard.press('Tab');
    await expect(question.getByRole('link', { name: /^Open it/ })).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(question.getByRole('button', { name: 'Store it as its own document' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(again).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Upload', exact: true })).toBeFocused();
    expect(await (await page.request.get('/api/documents?q=Copy')).json()).toMatchObject({ items: [] });

    // Said to be stored all the same, it is sent once more by itself.
    const third = await upload(page, { ...first, name: 'second copy.pdf' }, { ...fields, title: 'Second copy' });
    await third.getByRole('button', { name: 'Store it as its own document' }).click();
    await expectEnd(third, 'Ready');
    await third.getByRole('link', { name: 'Second copy' }).click();
    await expect(page.getByText('Another document says nearly the same')).toBeVisible();
    await inspect('says nearly the same');
    await removeFrom(page);

    // Nearly the same text: read, and then held until staff say what it is.
    const newer = pdfFile('greenhouse 2.pdf', await makePdf(pages([1, 4])));
    const held = await upload(page, newer, { ...fields, title: 'Greenhouse, new' });
    await expect(held.getByText('Needs a choice', { exact: true })).toBeVisible({ timeout: 120_000 });
    await inspect('needs a choice in the list');
    await page.goto('/developer/documents');
    await page.getByRole('combobox', { name: 'Status' }).selectOption('Needs a choice');
    await expect(page).toHaveURL(/status=undecided/);
    const waiting = page.getByRole('row').filter({ hasText: 'Greenhouse, new' });
    await expect(page.getByRole('row').filter({ hasText: 'Warranty' })).toHaveCount(0);
    await waiting.getByRole('link', { name: /^Needs a choice\s?: Greenhouse, new/ }).click();
    const choice = page.getByRole('region', { name: `This looks like version 2 of “${TITLE}”` });
    await expect(choice).toBeVisible();
    await inspect('looks like version 2');
    await choice.getByRole('button', { name: 'Add as version 2' }).click();
    await expect(page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();
    await expect(page.getByRole('row', { name: /greenhouse 2\.pdf/ })).toContainText('Owners read this', {
      timeout: 120_000,
    });
    expect(await (await page.request.get('/api/documents?q=Greenhouse,%20new')).json()).toMatchObject({ items: [] });
    await removeFrom(page);
  },
);

test(
  'an upload without a category says so in our words, where it is missing',
  { tag: ['@G3', '@A10'] },
  async ({ page }) => {
    await signInStaff(page, 'developer');
    await upload(page, pdfFile('fence.pdf', await makePdf(pages())), { title: 'Fence', category: '', houseType: 'D' });
    await expect(page.getByText('Choose a category, or write one.')).toBeVisible();
    await expect(categoryOf(page)).toBeFocused();
    await categoryOf(page).fill('Gardens');
    await expect(page.getByText('Choose a category, or write one.')).toHaveCount(0);
  },
);
