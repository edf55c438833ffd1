import { expect, test } from '../fixtures/test.ts';
import { signInStaff } from '../support/sign-in.ts';
import { expectEnd, upload } from '../support/uploads.ts';

test(
  'a document gets another title, category and house types, and keeps what was typed when one is missing',
  { tag: ['@G3', '@A10'] },
  async ({ page, guard, inspect }) => {
    guard.allow(/\b422\b/);
    await signInStaff(page, 'developer');
    const file = { name: 'shed.txt', mimeType: 'text/plain', buffer: Buffer.from('Oil the shed door each spring.') };
    const row = await upload(page, file, { title: 'Shed care', category: 'Gardens', houseType: 'D' });
    await expectEnd(row, 'Ready');
    await row.getByRole('link', { name: 'Shed care' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Shed care' })).toBeVisible();

    const change = page.locator('details').filter({ has: page.getByLabel('Title', { exact: true }) });
    const types = change.getByRole('group', { name: 'House types' });
    await change.locator('summary').click();
    await expect(types.getByRole('checkbox', { checked: true })).toHaveCount(1);
    await change.getByLabel('Title', { exact: true }).fill('Shed and fence');
    await change.getByLabel('Category', { exact: true }).fill('Safety');
    await types.getByRole('checkbox', { checked: true }).uncheck();
    await change.getByRole('button', { name: 'Save the changes' }).click();
    await expect(types.getByRole('alert')).toHaveText('Choose at least one house type.');
    await expect(change.getByLabel('Title', { exact: true })).toHaveValue('Shed and fence');
    await inspect('change of a document refused');

    await types.getByRole('checkbox').first().check();
    await change.getByRole('button', { name: 'Save the changes' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Shed and fence' })).toBeVisible();
    await expect(page.getByRole('definition').filter({ hasText: /^Safety$/ })).toBeVisible();
    await expect(change.getByLabel('Title', { exact: true })).toBeHidden();
    await inspect('document changed');
    const found = await page.request.get('/api/documents?q=Shed%20and%20fence');
    expect(await found.json()).toMatchObject({ items: [{ title: 'Shed and fence', category: 'safety' }] });

    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete the document' }).click();
    await expect(page).toHaveURL('/developer/documents?done=deleted');
    await expect(page.getByRole('status').filter({ hasText: 'The document was deleted' })).toBeVisible();
    await inspect('document deleted');
  },
);
