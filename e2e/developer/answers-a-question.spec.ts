import { ask } from '../support/chat.ts';
import { expect, test } from '../fixtures/test.ts';
import { IS_ANSWERED } from '../support/houses.ts';
import { claimHouse, signInStaff } from '../support/sign-in.ts';

test(
  'a question that the documents do not answer goes to the builder; the answer comes back and becomes a note',
  { tag: ['@G9', '@F4', '@A10'] },
  async ({ page, browser, guard, inspect }) => {
    guard.allow(/\b(409|422)\b/);
    await claimHouse(page, IS_ANSWERED);
    await page.goto('/home');
    const refused = await ask(page, 'Which paint is on the garden gate?');
    await refused.getByRole('button', { name: /^Ask Harbour Homes/ }).click();
    await refused.getByRole('button', { name: /^Send to/ }).click();
    await expect(refused.getByText(/recorded/)).toBeVisible();

    const theirs = await browser.newContext();
    guard.watch(theirs);
    const staff = await theirs.newPage();
    await signInStaff(staff, 'neighbour');
    await staff.goto('/developer/inbox');
    const row = staff.getByRole('row').filter({ hasText: 'Which paint is on the garden gate?' });
    await expect(row).toContainText('Waiting');
    await inspect('inbox', staff);
    await staff.getByRole('link', { name: 'Which paint is on the garden gate?' }).click();
    await expect(staff.getByRole('heading', { level: 1, name: 'Question' })).toBeVisible();
    await staff.getByRole('button', { name: 'Send the answer' }).click();
    await expect(staff.getByLabel(/^Your answer to/)).toHaveAccessibleDescription(/Write your answer\./);
    await inspect('a question', staff);

    // A colleague who opened it before is told, and keeps what they wrote.
    const colleague = await theirs.newPage();
    await colleague.goto(staff.url().replace(/\?.*/, ''));
    await staff.getByLabel(/^Your answer to/).fill('Oak green, satin.\nA tin is in your shed.');
    await staff.getByRole('button', { name: 'Send the answer' }).click();
    await expect(staff.getByText('Your answer is sent')).toBeVisible();
    await colleague.getByLabel(/^Your answer to/).fill('Any green will do.');
    await colleague.getByRole('button', { name: 'Send the answer' }).click();
    await expect(colleague.getByText(/A colleague has answered this/)).toBeVisible();
    await expect(colleague.getByLabel(/once more$/)).toHaveValue('Any green will do.');
    await expect(colleague.getByText('Oak green, satin.').first()).toBeVisible();

    // Told on every page, also where the badge is out of sight; read, it is found again.
    await page.goto('/home/documents');
    await expect(page.getByText('Harbour Homes has answered your question.')).toBeVisible();
    await inspect('an answer waits');
    const news = page.getByRole('navigation', { name: 'Your house' }).getByRole('link', { name: /Notices/ });
    await expect(news).toHaveAccessibleName(/1 new/);
    await page.getByRole('link', { name: 'Read the answer' }).click();
    const answer = page.getByRole('article', { name: 'Answer of Harbour Homes' });
    await expect(answer).toContainText('A tin is in your shed.');
    await expect(news).not.toHaveAccessibleName(/new/);
    await inspect('an answer among the notices');
    await page.reload();
    await expect(answer).toContainText('A tin is in your shed.');
    await page.goto('/home');
    await expect(page.getByRole('region', { name: 'Answer of Harbour Homes' })).toContainText('Oak green, satin.');
    await inspect('an answer of the builder');

    await staff.getByLabel('What the note says').fill('The garden gates are painted oak green, satin.');
    await staff.getByLabel('Title').fill('Paint of the garden gates');
    await inspect('an answered question', staff);
    await staff.getByRole('button', { name: 'Add the note' }).click();
    await expect(staff.getByRole('heading', { level: 1, name: 'Paint of the garden gates' })).toBeVisible();
    await expect(staff.getByText('Ready', { exact: true }).first()).toBeVisible();

    await page.goto('/home?conversation=new');
    const cited = await ask(page, 'Which paint is on the garden gate?');
    await expect(cited).toContainText('oak green, satin');
    await expect(cited).toContainText('Paint of the garden gates');
    await theirs.close();
  },
);
