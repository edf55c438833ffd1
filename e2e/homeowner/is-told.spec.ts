import { expect, test } from '../fixtures/test.ts';
import { IS_TOLD } from '../support/houses.ts';
import { claimHouse, signInStaff } from '../support/sign-in.ts';

test(
  'a builder tells its owners something; its owner sees the mark, reads it, and the builder sees that',
  { tag: ['@F7', '@G7', '@J', '@A10'] },
  async ({ page, browser, guard, inspect }) => {
    guard.allow(/\b422\b/);
    const theirs = await browser.newContext();
    guard.watch(theirs);
    const staff = await theirs.newPage();
    await signInStaff(staff, 'neighbour');
    await claimHouse(page, IS_TOLD);
    await page.goto('/home/notices');
    await expect(page.getByRole('heading', { name: 'Nothing to tell at the moment' })).toBeVisible();

    await staff.goto('/developer/notices');
    await inspect('no notices yet', staff);
    await staff.getByRole('link', { name: 'Write a notice' }).first().click();
    await staff.getByLabel('What owners are to know').fill('The gate is shut on Monday.\nUse the side door.');
    await staff.getByLabel('Single houses').check();
    await staff.getByRole('button', { name: 'Publish the notice' }).click();
    await expect(staff.getByLabel('Title')).toHaveAccessibleDescription(/Give the notice a title/);
    await expect(staff.getByLabel('What owners are to know')).toHaveValue(/side door/);
    await staff.getByLabel('Title').fill('Works at the gate');
    await staff.getByLabel(new RegExp(IS_TOLD.label)).check();
    await expect(staff.getByRole('region', { name: 'As owners will see it' })).toContainText('Works at the gate');
    await inspect('a notice is written', staff);
    await staff.getByRole('button', { name: 'Publish the notice' }).click();
    await expect(staff.getByText('The notice is published')).toBeVisible();
    await expect(staff.getByText('0 of 1 who have moved in')).toBeVisible();

    await page.goto('/home');
    const link = page.getByRole('navigation', { name: 'Your house' }).getByRole('link', { name: /Notices/ });
    await expect(link).toHaveAccessibleName(/1 new/);
    await link.click();
    const notice = page.getByRole('article').filter({ hasText: 'Works at the gate' });
    await expect(notice.getByText('New', { exact: true })).toBeVisible();
    await expect(link).not.toHaveAccessibleName(/new/);
    await inspect('notices');
    await page.getByLabel('Mail new notices to me too').uncheck();
    await page.getByRole('button', { name: 'Save my choice' }).click();
    await expect(page.getByText('New notices are not mailed to you any more.')).toBeVisible();

    await staff.reload();
    await expect(staff.getByText('1 of 1 who have moved in')).toBeVisible();
    await inspect('a notice and who has read it', staff);
    await staff.getByRole('button', { name: 'Withdraw the notice' }).click();
    await expect(staff.getByText(/is withdrawn/)).toBeVisible();
    await page.goto('/home/notices');
    await expect(notice).toHaveCount(0);
    await theirs.close();
  },
);
