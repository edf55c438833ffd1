import { NEIGHBOUR } from '#db/seed/neighbour.ts';
import { expect, test } from '../fixtures/test.ts';

const csv = (rows: string[]) => ({
  name: 'houses.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(['House;Address;House type;Purchaser;Purchaser e-mail', ...rows].join('\r\n'), 'latin1'),
});

test(
  'a manager imports houses: wrong rows are named, then all of it is there, and the export holds it',
  { tag: ['@G2', '@J', '@A10'] },
  async ({ page, inspect }) => {
    // Another builder’s: the pilot’s houses are counted elsewhere.
    expect((await page.request.post('/api/session', { data: NEIGHBOUR.developer })).status()).toBe(200);
    await page.goto('/developer/units');
    await page.getByRole('link', { name: 'Import', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Import houses' })).toBeVisible();
    await inspect('choose a file of houses');

    const file = page.getByLabel(/^Drop a CSV file here/);
    await file.setInputFiles(csv(['101 Import Row;101 Import Row, Cork;Z9;Niamh Ní Shé;no mail']));
    await page.getByRole('button', { name: 'Check the file' }).click();
    const errors = page.getByRole('table', { name: 'Errors, by row' });
    await expect(errors.getByRole('rowheader')).toHaveCount(2);
    await expect(errors).toContainText('There is no house type “Z9”');
    await expect(page.getByRole('button', { name: /^Import/ })).toHaveCount(0);
    await inspect('errors of a file');

    await page.getByRole('link', { name: 'Choose another file' }).click();
    await file.setInputFiles(
      csv(['101 Import Row;101 Import Row, Cork;A;Niamh Ní Shé;niamh@example.ie', '102 Import Row;102 Import Row;A;;']),
    );
    await page.getByRole('button', { name: 'Check the file' }).click();
    await expect(page.getByText('Read as Windows-1252.')).toBeVisible();
    await inspect('a file that can be imported');
    await page.getByRole('button', { name: 'Import 2 houses' }).click();
    await expect(page.getByText('Imported: 2 houses added, 0 changed, 0 as they were')).toBeVisible();

    await page.getByRole('link', { name: 'See the houses' }).click();
    await page.getByLabel('Search', { exact: true }).fill('Import Row');
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(page.getByRole('table', { name: /^Houses/ }).getByRole('rowheader')).toHaveCount(2);
    const href = await page.getByRole('link', { name: 'CSV', exact: true }).getAttribute('href');
    const exported = await (await page.request.get(href ?? '')).text();
    expect(exported.split('\r\n')).toHaveLength(4);
    expect(exported).toContain('Niamh Ní Shé,niamh@example.ie');
  },
);
