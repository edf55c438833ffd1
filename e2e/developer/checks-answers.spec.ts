import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { signInStaff } from '../support/sign-in.ts';
import { expectEnd, upload } from '../support/uploads.ts';

const TITLE = 'Orchard sprinkler';
const QUESTION = 'Where is the valve of the Fennwick sprinkler?';
/** Milliseconds that asking, or the reading of a page, may take on a busy machine. */
const WORK = 120_000;

const VALVE = 'The valve of the Fennwick sprinkler is behind the potting shed, under a green lid.';
const CARE = 'Blow the Fennwick sprinkler out with air before the first frost, and store its hose indoors.';
const file = (...paragraphs: string[]) => ({
  name: 'sprinkler.md',
  mimeType: 'text/markdown',
  buffer: Buffer.from(`# ${TITLE}\n\n${paragraphs.map((text, at) => `## Part ${at + 1}\n\n${text}`).join('\n\n')}\n`),
});

/** The check of this journey, in the list of checks. */
const checkOf = (page: Page) => page.getByRole('article', { name: QUESTION });

test(
  'a manager approves an answer; a new version that loses it is held until they publish it anyway',
  { tag: ['@G11', '@G3', '@C3', '@A10'] },
  async ({ page, inspect }) => {
    test.setTimeout(300_000);
    await signInStaff(page, 'developer');
    const row = await upload(page, file(VALVE, CARE), { title: TITLE, category: 'Gardens', houseType: 'D' });
    await expectEnd(row, 'Ready');

    await page.goto('/developer/checks');
    await inspect('no answer is checked yet');
    await page.getByLabel('Question, as an owner asks it').fill(QUESTION);
    await page.getByLabel('Asked for').selectOption('D');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(checkOf(page)).toContainText('behind the potting shed', { timeout: WORK });
    await inspect('answer to approve');
    await checkOf(page)
      .getByRole('button', { name: /^Approve/ })
      .click();
    await expect(checkOf(page)).toContainText('Same');

    const { items } = await (await page.request.get('/api/documents?q=Orchard%20sprinkler')).json();
    await page.goto(`/developer/documents/${items[0].id}`);
    await page.getByLabel(/^Drop the new file here/).setInputFiles(file(CARE, 'Oil its wheels each spring.'));
    await page.getByRole('button', { name: 'Upload as version 2' }).click();
    await expect(page.getByText('Version 2 is held: 1 approved answer would be lost')).toBeVisible({ timeout: WORK });
    await page.getByRole('link', { name: 'Compare the answers and decide' }).click();
    await expect(
      page.getByRole('heading', { level: 2, name: 'Version 2 is held: 1 approved answer would be lost' }),
    ).toBeVisible();
    await expect(checkOf(page)).toContainText('behind the potting shed');
    await inspect('held version');
    await page.goto('/developer/documents?q=Orchard');
    await expect(page.getByRole('main')).toContainText('Owners still read version 1.');
    await page.goto('/developer/checks');
    await page.getByRole('link', { name: /^Compare the answers of “Orchard sprinkler”/ }).click();
    await page.getByRole('button', { name: 'Publish anyway' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish anyway' }).click();
    await expect(page.getByText('Version 2 is published')).toBeVisible({ timeout: WORK });

    await page.goto('/developer/checks');
    await expect(checkOf(page)).toContainText('Lost');
    await inspect('lost answer');
    await checkOf(page)
      .getByRole('button', { name: /^Remove/ })
      .click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove the check' }).click();
    await expect(checkOf(page)).toHaveCount(0);
    await page.request.delete(`/api/documents/${items[0].id}`, { headers: { Origin: new URL(page.url()).origin } });
  },
);
