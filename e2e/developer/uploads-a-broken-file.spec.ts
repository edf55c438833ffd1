import { expect, test } from '../fixtures/test.ts';
import { makePdf } from '../support/make-pdf.ts';
import { signInStaff } from '../support/sign-in.ts';
import { choose, expectEnd, pdfFile, upload } from '../support/uploads.ts';

const PAGES = Array.from({ length: 6 }, (_, index) => ({
  heading: `Sheet ${index + 1}`,
  paragraphs: ['A boundary fence needs a coat of oil each spring.'],
}));

for (const { fault, file, reason } of [
  {
    fault: 'encrypted',
    file: async () => pdfFile('locked.pdf', await makePdf(PAGES, { userPassword: 'secret', ownerPassword: 'secret' })),
    reason: /password/i,
  },
  {
    fault: 'truncated',
    file: async () => pdfFile('cut-off.pdf', (await makePdf(PAGES)).subarray(0, 900)),
    reason: /damaged|incomplete|cut off|broken/i,
  },
  { fault: 'empty', file: async () => pdfFile('empty.pdf', Buffer.alloc(0)), reason: /empty/i },
]) {
  test(
    `a PDF that is ${fault} ends as failed, with a reason that a builder understands`,
    { tag: ['@G3', '@C5', '@C8', '@E7', '@A10'] },
    async ({ page, inspect }) => {
      test.setTimeout(180_000);
      await signInStaff(page, 'developer');
      const title = `Fence care, ${fault}`;
      const row = await upload(page, await file(), { title, category: 'Gardens', houseType: 'D' });
      await expectEnd(row, 'Failed');
      await expect(row).toContainText(reason);
      await inspect(`${fault} file`);
      await row.getByRole('link', { name: title }).click();
      await expect(page.getByRole('main')).toContainText(reason);
      await page.getByRole('button', { name: 'Delete', exact: true }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Delete the document' }).click();
      await expect(page).toHaveURL('/developer/documents?done=deleted');
    },
  );
}

test(
  'a program is refused by its name, and a renamed one by its content',
  { tag: ['@G3', '@E7', '@A10'] },
  async ({ page, guard, inspect }) => {
    guard.allow(/415/);
    await signInStaff(page, 'developer');
    const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(2_000, 1)]);
    await page.goto('/developer/documents?upload=1');
    const byName = await choose(page, { name: 'setup.exe', mimeType: 'application/octet-stream', buffer: program });
    await expect(byName.getByRole('alert')).toContainText('Not a PDF, Word (.docx), text or Markdown file.');
    await inspect('refused by its name');
    await byName.getByRole('button', { name: 'Remove setup.exe from this list' }).click();
    await expect(page.getByLabel(/^Drop files here, or choose them/)).toBeFocused();

    const renamed = await upload(page, pdfFile('setup.pdf', program), {
      title: 'Not a manual',
      category: 'Gardens',
      houseType: 'D',
    });
    await expect(renamed.getByRole('alert')).toContainText(/PDF/);
    await expect(renamed).toHaveAttribute('data-upload', 'refused');
    const before = await page.request.get('/api/documents?q=Not%20a%20manual');
    expect(await before.json()).toMatchObject({ items: [] });
  },
);

test(
  'a file over 50 MB is refused before it is sent, and by the server',
  { tag: ['@G3', '@E7', '@E8'] },
  async ({ page, guard }) => {
    guard.allow(/413/);
    await signInStaff(page, 'developer');
    // Larger than what the browser can be handed in memory, so the browser makes it itself.
    await page.goto('/developer/documents?upload=1');
    const row = page.getByRole('list', { name: 'Files' }).getByRole('listitem');
    await expect(async () => {
      await page.getByLabel(/^Drop files here, or choose them/).evaluate((input: HTMLInputElement) => {
        const list = new DataTransfer();
        list.items.add(new File([new Uint8Array(51 * 1024 * 1024)], 'huge.pdf', { type: 'application/pdf' }));
        input.files = list.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
      });
      await expect(row).toHaveCount(1, { timeout: 2_000 });
    }).toPass();
    await expect(row.getByRole('alert')).toContainText('more than 50 MB');

    const status = await page.evaluate(async () => {
      const form = new FormData();
      form.set('file', new File([new Uint8Array(51 * 1024 * 1024)], 'huge.pdf', { type: 'application/pdf' }));
      form.set('title', 'Huge');
      form.set('category', 'gardens');
      form.set('house_types', 'D');
      form.set('development_id', document.querySelector<HTMLInputElement>('input[name=development_id]')?.value ?? '');
      const response = await fetch('/api/documents', { method: 'POST', body: form });
      return `${response.status} ${response.headers.get('Content-Type')}`;
    });
    expect(status).toMatch(/^413 application\/problem\+json/);
  },
);
