import { expect, test } from '../fixtures/test.ts';
import { ask, openSource, sourcesOf } from '../support/chat.ts';
import { HOUSES } from '../support/houses.ts';
import { makePdf } from '../support/make-pdf.ts';
import { FROG_ANSWER, FROG_PAGE, FROG_QUESTION, ROBOT_MANUAL } from '../support/robot-manual.ts';
import { openHouse, signInStaff } from '../support/sign-in.ts';
import { expectEnd, pdfFile, upload } from '../support/uploads.ts';

const TITLE = 'Mossgrazer lawn robot';

test(
  'a manual of 52 pages is uploaded, read with progress, answers its owner from the right page, and is deleted',
  { tag: ['@G3', '@C1', '@C6', '@E7', '@F4', '@J', '@A10'] },
  async ({ page, browser, guard, inspect }) => {
    test.setTimeout(240_000);
    await signInStaff(page, 'developer');
    const row = await upload(page, pdfFile('mossgrazer.pdf', await makePdf(ROBOT_MANUAL)), {
      title: TITLE,
      category: 'Gardens',
      houseType: 'D',
    });
    await expect(row.getByRole('progressbar')).toBeVisible();
    await expectEnd(row, 'Ready');
    await inspect('upload ended');
    await row.getByRole('link', { name: TITLE }).click();
    await expect(page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();
    await expect(page.getByRole('definition').filter({ hasText: /^52$/ })).toBeVisible();
    await inspect('document of the builder');

    const home = await browser.newContext({ reducedMotion: 'reduce' });
    guard.watch(home);
    const owner = await home.newPage();
    await openHouse(owner, HOUSES.ownsRobot);
    const answer = await ask(owner, FROG_QUESTION);
    await expect(answer).toContainText(FROG_ANSWER);
    const source = sourcesOf(answer).first();
    await expect(source).toContainText(TITLE);
    await expect(source).toContainText(`Page ${FROG_PAGE}`);
    expect(await openSource(owner, source)).toMatch(FROG_ANSWER);

    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete the document' }).click();
    await expect(page).toHaveURL('/developer/documents?done=deleted');
    await expect(page.getByRole('link', { name: TITLE })).toHaveCount(0);

    // It is gone for its owners, too.
    await owner.goto('/home/documents');
    await expect(owner.getByRole('heading', { level: 1, name: 'Documents' })).toBeVisible();
    await expect(owner.getByRole('link', { name: TITLE })).toHaveCount(0);
    await owner.goto('/home');
    await expect(await ask(owner, FROG_QUESTION)).not.toContainText(FROG_ANSWER);
    await home.close();
  },
);
