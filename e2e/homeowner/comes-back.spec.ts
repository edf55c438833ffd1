import { expect, test } from '../fixtures/test.ts';
import { ask, sourcesOf } from '../support/chat.ts';
import { HOUSES } from '../support/houses.ts';
import { openHouse } from '../support/sign-in.ts';

test('what was asked and rated is still there after a reload', { tag: ['@F4', '@F2'] }, async ({ page }) => {
  await openHouse(page, HOUSES.comesBack);
  const answer = await ask(page, 'How do I turn off the water?');
  const said = await answer.locator('p').first().innerText();
  await answer.getByRole('button', { name: 'This did not help' }).click();
  await answer.getByLabel(/What was wrong or missing/).fill('The picture is of another tap.');
  await answer.getByRole('button', { name: 'Send note' }).click();
  await expect(answer).toContainText('Thank you, your note is with us.');

  await page.reload();
  await expect(page.getByRole('article', { name: /^You asked at / })).toHaveText('How do I turn off the water?');
  const kept = page.getByRole('article', { name: 'Answer' });
  await expect(kept.locator('p').first()).toHaveText(said);
  await expect(sourcesOf(kept).first()).toBeVisible();
  await expect(kept.getByRole('button', { name: 'This did not help' })).toHaveAttribute('aria-pressed', 'true');

  // A second question goes on with the same conversation.
  await ask(page, 'What does my warranty cover?');
  await page.reload();
  await expect(page.getByRole('article', { name: /^You asked at / })).toHaveText([
    'How do I turn off the water?',
    'What does my warranty cover?',
  ]);
});

test('an owner signs out, and Back shows nothing of the house', { tag: ['@E3', '@E8'] }, async ({ page }) => {
  await openHouse(page, HOUSES.signsOut);
  await page.getByRole('button', { name: `${HOUSES.signsOut.fullName}: your builder, sign out` }).click();
  await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await expect(page).toHaveURL('/sign-in?signed-out=here');
  await expect(page.getByText('You are signed out of your home on this device')).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByText(HOUSES.signsOut.fullName)).toHaveCount(0);
  await page.goto('/home');
  await expect(page).toHaveURL(/\/sign-in/);
});
