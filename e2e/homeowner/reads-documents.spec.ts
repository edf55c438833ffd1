import { readFile } from 'node:fs/promises';
import { expect, test } from '../fixtures/test.ts';
import { HOUSES } from '../support/houses.ts';
import { enterHouse } from '../support/sign-in.ts';

test(
  'documents of the own house type are listed, narrowed, searched, read and downloaded',
  { tag: ['@F5', '@E7', '@B1', '@J', '@A10'] },
  async ({ page, inspect }) => {
    await enterHouse(page, HOUSES.readsDocuments);
    await page.getByRole('navigation', { name: 'Your house' }).getByRole('link', { name: 'Documents' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Documents' })).toBeVisible();
    const main = page.getByRole('main');
    await expect(main.getByRole('link', { name: 'Know your house, type A', exact: true })).toBeVisible();
    for (const type of ['B', 'C', 'D'])
      await expect(main.getByRole('link', { name: `Know your house, type ${type}`, exact: true })).toHaveCount(0);
    await inspect('documents');

    await page
      .getByRole('navigation', { name: 'Categories' })
      .getByRole('link', { name: /^Heating/ })
      .click();
    await expect(page).toHaveURL(/category=heating/);
    await expect(main.getByRole('heading', { level: 2 })).toHaveText(['Heating and hot water']);
    await page.getByRole('navigation', { name: 'Categories' }).getByRole('link', { name: /^All/ }).click();

    await page.getByRole('searchbox', { name: 'Search your documents' }).fill('warranty');
    await expect(page).toHaveURL(/q=warranty/);
    const found = main
      .getByRole('listitem')
      .getByRole('link', { name: /warranty/i })
      .first();
    await expect(found).toBeVisible();
    await expect(main.getByRole('link', { name: 'Know your house, type A', exact: true })).toHaveCount(0);

    const saving = page.waitForEvent('download');
    await main
      .getByRole('link', { name: /^Download / })
      .first()
      .click();
    const download = await saving;
    expect(download.suggestedFilename()).toMatch(/\.pdf$/);
    expect((await readFile(await download.path())).subarray(0, 5).toString()).toBe('%PDF-');

    await found.click();
    await expect(page).toHaveURL(/\/home\/documents\/[0-9a-f-]{36}/);
    await expect(page.getByRole('region', { name: /^Page 1 of \d+ of / }).locator('canvas')).toBeVisible();
    // Only now: the address changes before the page does.
    const title = await page.getByRole('heading', { level: 1 }).innerText();
    await page.getByRole('button', { name: 'Next page' }).click();
    await expect(page).toHaveURL(/page=2/);
    await expect(
      page.getByRole('region', { name: new RegExp(`^Page 2 of \\d+ of ${title}`) }).locator('canvas'),
    ).toBeVisible();
    await inspect('a document');

    // A quoted table row is marked cell by cell, in its row alone.
    const { items } = (await (await page.request.get('/api/search?q=heat+pump+guarantee&limit=20')).json()) as {
      items: { document_id: string; page: number; quote: string }[];
    };
    const cited = items.find(({ quote }) => quote.includes(' | '))!;
    const quoted = cited.quote.split('\n').find((line) => line.includes(' | '))!;
    const place = new URLSearchParams({ page: String(cited.page), quote: quoted });
    await page.goto(`/home/documents/${cited.document_id}?${String(place)}`);
    const marks = page.getByRole('region', { name: /^Page \d+ of / }).locator('mark');
    await expect(page.getByRole('complementary', { name: 'Quoted passage' })).toContainText(
      `Marked on page ${cited.page}`,
    );
    const letters = (text: string) =>
      text
        .normalize('NFKD')
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}]/gu, '');
    // The marks come with the page's drawing.
    const marked = async () => [...letters((await marks.allTextContents()).join(''))].toSorted().join('');
    await expect.poll(marked).toBe([...letters(quoted)].toSorted().join(''));
    await inspect('a quoted row');

    // A search without a hit leads on to asking the house.
    await page.goto('/home/documents?q=zeppelin');
    await expect(page.getByText('Ask your house, and it looks for what you mean.')).toBeVisible();
    await inspect('nothing found');
    await page.getByRole('button', { name: 'Ask your house instead' }).click();
    await expect(page.getByRole('textbox', { name: 'Your question' })).toHaveValue('zeppelin');
  },
);
