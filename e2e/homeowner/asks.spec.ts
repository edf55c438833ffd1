import { expect, test } from '../fixtures/test.ts';
import { ask, openSource, sourcesOf, watchAnswers } from '../support/chat.ts';
import { HOUSES } from '../support/houses.ts';
import { colourfulness, NEUTRAL } from '../support/colour.ts';
import { openHouse, signInStaff } from '../support/sign-in.ts';

for (const { house, place, elsewhere } of [
  { house: HOUSES.asksTypeA, place: /under the stairs/i, elsewhere: /utility room/i },
  { house: HOUSES.asksTypeB, place: /utility room/i, elsewhere: /under the stairs/i },
]) {
  test(
    `"Where is my fuse box?" is answered for a house of type ${house.houseType}, and the source opens at its page`,
    { tag: ['@F3', '@F4', '@F5', '@E2', '@J', '@A10'] },
    async ({ page, inspect }) => {
      await openHouse(page, house);
      const ends = watchAnswers(page);
      const answer = await ask(page, 'Where is my fuse box?');
      await expect.poll(() => ends).toEqual(['finished']);
      await expect(answer).toContainText(place);
      await expect(answer).not.toContainText(elsewhere);
      await expect(answer).toContainText('Quoted from your documents, word for word');
      await inspect(`answer, type ${house.houseType}`);
      // Gold marks a source; it never fills a bubble.
      for (const bubble of [answer, page.getByRole('article', { name: /^You asked at / })])
        expect(await colourfulness(bubble, 'background-color')).toBeLessThan(NEUTRAL);
      expect(
        await colourfulness(answer.getByRole('link', { name: /^Source 1: / }), 'border-top-color'),
      ).toBeGreaterThan(2 * NEUTRAL);
      expect(await openSource(page, sourcesOf(answer).first())).toMatch(place);
      await inspect(`source, type ${house.houseType}`);
      await page.getByRole('button', { name: 'Back to the answer' }).click();
      await expect(page).toHaveURL('/home');
      await expect(answer).toContainText(place);
    },
  );
}

test(
  '"What will the weather be tomorrow?" is declined politely, and goes to the builder’s inbox and mail',
  { tag: ['@F4', '@G5', '@G9', '@C7', '@J', '@A10'] },
  async ({ page, browser, guard, inspect }) => {
    await openHouse(page, HOUSES.asksWeather);
    const answer = await ask(page, 'What will the weather be tomorrow?');
    await expect(answer).toContainText('No answer from your documents');
    await expect(sourcesOf(answer)).toHaveCount(0);
    await inspect('declined answer');
    await answer.getByRole('button', { name: 'Ask Longview Estates' }).click();
    const words = answer.getByRole('textbox', { name: 'Your question to Longview Estates' });
    await expect(words).toHaveValue('What will the weather be tomorrow?');
    await words.fill('What will the weather be on handover day?');
    await inspect('question to the builder');
    await answer.getByRole('button', { name: 'Send to Longview Estates' }).click();
    await expect(answer).toContainText(
      'We have recorded your question for Longview Estates and are mailing it to them.',
    );
    await inspect('question passed on');

    // It stands in the builder's inbox, and a mail of it lies in the outbox.
    const builder = await browser.newContext();
    guard.watch(builder);
    const portal = await builder.newPage();
    await signInStaff(portal, 'developer');
    await portal.goto('/developer');
    await portal.getByRole('link', { name: 'Inbox' }).first().click();
    const row = portal
      .getByRole('table', { name: /^Questions/ })
      .getByRole('row')
      .filter({ hasText: HOUSES.asksWeather.label });
    await expect(row).toContainText('What will the weather be on handover day?');
    await expect(row).toContainText('Waiting');
    await expect(async () => {
      await portal.reload();
      await expect(row).toContainText('Mailed to you', { timeout: 1_000 });
    }).toPass();
    await inspect('inbox of the builder', portal);
    await row.getByRole('link', { name: HOUSES.asksWeather.label }).click();
    await expect(portal.getByRole('heading', { level: 1, name: HOUSES.asksWeather.label })).toBeVisible();
    const operator = await browser.newContext();
    guard.watch(operator);
    const outbox = await operator.newPage();
    await signInStaff(outbox, 'admin');
    await outbox.goto('/admin/outbox');
    const subject = `A question from ${HOUSES.asksWeather.label}, Longview Park`;
    await outbox.getByRole('link', { name: subject }).click();
    await expect(outbox.getByRole('main')).toContainText('> What will the weather be on handover day?');
    await inspect('mail to the builder', outbox);

    await page.reload();
    await expect(page.getByRole('article', { name: 'Answer' })).toContainText(
      'Your question was recorded for Longview Estates and mailed to them.',
    );
    await Promise.all([builder.close(), operator.close()]);
  },
);

test('a suggested question is asked by a tap', { tag: ['@F4'] }, async ({ page }) => {
  await openHouse(page, HOUSES.asksSuggested);
  const suggestion = page.getByRole('region', { name: 'To begin with' }).getByRole('button').first();
  const question = await suggestion.innerText();
  await suggestion.click();
  await expect(page.getByRole('article', { name: /^You asked at / })).toHaveText(question);
  const answer = page.getByRole('article', { name: 'Answer' });
  await expect(answer).toHaveAttribute('aria-busy', 'false');
  await expect(sourcesOf(answer).first()).toBeVisible();
});
