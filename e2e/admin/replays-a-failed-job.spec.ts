import { expect, test } from '../fixtures/test.ts';
import { signInStaff } from '../support/sign-in.ts';
import { uploadLockedFile } from '../support/upload-locked-file.ts';

test(
  'a job that failed for good shows why, and is replayed with one click as a job of its own',
  { tag: ['@C5', '@C6', '@H11', '@J', '@A10'] },
  async ({ page, playwright, baseURL, inspect }) => {
    test.setTimeout(180_000);
    // A builder uploads a locked file.
    const builder = await playwright.request.newContext({ baseURL });
    const { jobId, documentId } = await uploadLockedFile(builder, 'Locked guide');
    await expect
      .poll(
        async () => ((await (await builder.get(`/api/documents/${documentId}`)).json()) as { status: string }).status,
        { timeout: 120_000 },
      )
      .toBe('failed');

    await signInStaff(page, 'admin');
    await page.goto(`/admin/jobs/${jobId}`);
    const main = page.getByRole('main');
    await expect(main.getByText('Failed', { exact: true }).first()).toBeVisible({ timeout: 30_000 });
    await expect(main).toContainText(/password/i);
    await expect(main).toContainText('Harbour Homes');
    await inspect('failed job');

    await page.getByRole('button', { name: 'Replay: Read a document' }).click();
    await page.getByRole('link', { name: 'New job' }).click();
    await expect(page).not.toHaveURL(new RegExp(jobId));
    await expect(main.getByRole('link', { name: jobId })).toBeVisible();
    // The file is as locked as before; the new job says so by itself.
    await expect(main.getByText('Failed', { exact: true }).first()).toBeVisible({ timeout: 60_000 });
    await builder.delete(`/api/documents/${documentId}`);
    await builder.dispose();
  },
);
