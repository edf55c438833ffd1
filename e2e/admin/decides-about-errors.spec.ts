import { expect, test } from '../fixtures/test.ts';
import { signInStaff } from '../support/sign-in.ts';
import { uploadLockedFile } from '../support/upload-locked-file.ts';

test(
  'an error is found with its trend, given to somebody, muted, found again among the muted, and resolved',
  { tag: ['@H8', '@J', '@A10'] },
  async ({ page, playwright, baseURL, inspect }) => {
    test.setTimeout(180_000);
    // A builder uploads a file that nobody can read.
    const builder = await playwright.request.newContext({ baseURL });
    const { documentId } = await uploadLockedFile(builder, 'Locked for the error log');
    await signInStaff(page, 'admin');
    // One fault, whichever builder met it last.
    const rows = page.getByRole('row').filter({ hasText: 'protected by a password' });
    await expect
      .poll(
        async () => {
          await page.goto('/admin/errors?kind=job');
          return rows.count();
        },
        { timeout: 120_000 },
      )
      .toBeGreaterThan(0);
    await expect(rows.first()).toContainText(/Open|Came back/);
    await inspect('errors with one');

    await rows.first().getByRole('link').first().click();
    const main = page.getByRole('main');
    await expect(main.getByText(/in 14 days, of them \d+ today/)).toBeAttached();
    await inspect('an error');
    const address = page.url();
    await page.getByLabel('Looked after by').selectOption({ label: 'Platform Admin (you)' });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.goto('/admin/errors');
    await page.getByLabel('With', { exact: true }).selectOption({ label: 'With Platform Admin' });
    await expect(page).toHaveURL(/assigned=/);
    await expect(page.getByRole('rowheader')).toHaveCount(1);

    await page.goto(address);
    await page.getByRole('button', { name: 'Mute', exact: true }).click();
    await expect(main.getByText('It is left out of the list', { exact: false })).toBeVisible();
    await inspect('a muted error');
    await page.goto('/admin/errors?kind=job');
    await expect(page.locator(`a[href="${new URL(address).pathname}"]`)).toHaveCount(0);
    await page.getByLabel('State').selectOption({ label: 'Muted' });
    await page.locator(`a[href="${new URL(address).pathname}"]`).click();
    await page.getByRole('button', { name: 'Resolve', exact: true }).click();
    await expect(main.getByText('It opens again by itself if it happens again.')).toBeVisible();

    await page.goto('/admin/activity');
    await expect(page.getByRole('link', { name: 'error.resolved' }).first()).toBeVisible();
    await builder.delete(`/api/documents/${documentId}`);
    await builder.dispose();
  },
);
