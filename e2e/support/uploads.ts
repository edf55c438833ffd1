import { expect, type Locator, type Page } from '@playwright/test';

/** Milliseconds that a document's reading may take on a busy machine. */
const READING = 120_000;

export type TestFile = { name: string; mimeType: string; buffer: Buffer };

export const pdfFile = (name: string, buffer: Buffer): TestFile => ({ name, mimeType: 'application/pdf', buffer });

/** The upload panel's field; the list below it is filtered by one of the same name. */
export const categoryOf = (page: Page): Locator =>
  page
    .getByRole('combobox', { name: 'Category' })
    .or(page.getByLabel('Category', { exact: true }))
    .first();

/** Chooses `file` in the builder's upload panel and sends it for houses of `houseType`. Returns its row. */
export async function upload(
  page: Page,
  file: TestFile,
  fields: { title: string; category: string; houseType: string },
): Promise<Locator> {
  await page.goto('/developer/documents?upload=1');
  const row = await choose(page, file);
  await row.getByLabel(/^Title of /).fill(fields.title);
  await categoryOf(page).fill(fields.category);
  await page.getByRole('checkbox', { name: new RegExp(`\\b${fields.houseType}( · |$)`) }).check();
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  return row;
}

/** Chooses a file; its row appears once the page is awake. */
export async function choose(page: Page, file: TestFile): Promise<Locator> {
  const rows = page.getByRole('list', { name: 'Files' }).getByRole('listitem').filter({ hasText: file.name });
  await expect(async () => {
    await page.getByLabel(/^Drop files here, or choose them/).setInputFiles(file);
    await expect(rows).toHaveCount(1, { timeout: 2_000 });
  }).toPass();
  return rows;
}

/** Waits until the row says how reading ended. */
export async function expectEnd(row: Locator, end: 'Ready' | 'Failed'): Promise<void> {
  await expect(row.getByText(end, { exact: true })).toBeVisible({ timeout: READING });
}
