import { ask } from '../support/chat.ts';
import { expect, test } from '../fixtures/test.ts';
import { IS_CORRECTED } from '../support/houses.ts';
import { claimHouse, signInStaff } from '../support/sign-in.ts';
import { expectEnd, upload } from '../support/uploads.ts';

/** Milliseconds that the reading of a version may take on a busy machine. */
const WORK = 120_000;
const QUESTION = 'How often is the Dunmore water softener refilled with salt?';
const file = (weeks: string) => ({
  name: 'softener.md',
  mimeType: 'text/markdown',
  buffer: Buffer.from(
    `# Water softener\n\n## Salt\n\nRefill the Dunmore water softener with salt every ${weeks} weeks.\n\n` +
      '## Place\n\nThe softener stands in the hot press, behind the cylinder.\n',
  ),
});

test(
  'a new version changes what an owner was told; staff approve the words once, and the owner reads them',
  { tag: ['@G12', '@G3', '@A10'] },
  async ({ page, browser, guard, inspect }) => {
    test.setTimeout(300_000);
    guard.allow(/\b(409|422)\b/);
    const theirs = await browser.newContext();
    guard.watch(theirs);
    const staff = await theirs.newPage();
    await signInStaff(staff, 'neighbour');
    await staff.goto('/developer/changes');
    await expect(staff.getByRole('heading', { name: 'Every answer still holds' })).toBeVisible();
    await inspect('no answer has changed', staff);
    const row = await upload(staff, file('six'), { title: 'Water softener', category: 'Services', houseType: 'A' });
    await expectEnd(row, 'Ready');

    await claimHouse(page, IS_CORRECTED);
    await page.goto('/home');
    await expect(await ask(page, QUESTION)).toContainText('every six weeks');

    const { items } = await (await staff.request.get('/api/documents?q=Water%20softener')).json();
    await staff.goto(`/developer/documents/${items[0].id}`);
    await staff.getByLabel(/^Drop the new file here/).setInputFiles(file('ten'));
    await staff.getByRole('button', { name: 'Upload as version 2' }).click();
    await expect(async () => {
      const { items: changes } = await (await staff.request.get('/api/changed-answers')).json();
      expect(changes).toHaveLength(1);
    }).toPass({ timeout: WORK });

    await staff.goto('/developer/changes');
    await inspect('a changed answer waits', staff);
    await staff.getByRole('link', { name: /^Read it and decide/ }).click();
    await expect(staff.getByRole('heading', { level: 1, name: 'Reads differently now' })).toBeVisible();
    const concerned = staff.getByRole('row').filter({ hasText: '6 Harbour View' });
    await expect(concerned).toContainText('Not passed on to you');
    await expect(concerned).toContainText('Not told');
    await expect(staff.getByRole('main')).not.toContainText(QUESTION);
    await inspect('a changed answer', staff);

    const colleague = await theirs.newPage();
    await colleague.goto(staff.url());
    const words = staff.getByLabel('Words for owners');
    await expect(words).toHaveValue(/every six weeks[^]*every ten weeks/);
    await words.fill('');
    await staff.getByRole('button', { name: 'Tell the owners' }).click();
    await expect(words).toHaveAccessibleDescription(/Write what they are told\./);
    await words.fill('Every ten weeks is enough: the new softener holds more salt.');
    await staff.getByRole('button', { name: 'Tell the owners' }).click();
    await expect(staff.getByText('They are being told')).toBeVisible();
    await colleague.getByRole('button', { name: 'Nobody needs to be told' }).click();
    await expect(colleague.getByText(/A colleague has decided about this/)).toBeVisible();

    await expect(async () => {
      await page.goto('/home/documents');
      await expect(page.getByText('Harbour Homes tells you what has changed')).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: WORK });
    await page.getByRole('link', { name: 'Read what has changed' }).click();
    const told = page.getByRole('article', { name: 'Correction of Harbour Homes' });
    await expect(told).toContainText('the new softener holds more salt');
    await inspect('a correction among the notices');
    await told.getByRole('link', { name: 'Open the conversation' }).click();
    const mark = page.getByRole('region', { name: 'Changed since', exact: true });
    await expect(mark).toContainText('the new softener holds more salt');
    await inspect('an answer that has changed');
    await mark.getByRole('link', { name: 'Open page 1 as it is now' }).click();
    await expect(page.getByText(/every ten weeks/).first()).toBeVisible();

    await staff.goto('/developer/changes?state=told');
    await staff.getByRole('link', { name: /^See who was told what/ }).click();
    await expect(staff.getByRole('row').filter({ hasText: '6 Harbour View' })).toContainText('seen');
    await inspect('who was told what', staff);
    await staff.request.delete(`/api/documents/${items[0].id}`, { headers: { Origin: new URL(staff.url()).origin } });
    await theirs.close();
  },
);
