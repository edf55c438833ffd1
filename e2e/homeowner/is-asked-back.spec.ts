import { expect, test } from '../fixtures/test.ts';
import { ask, settled } from '../support/chat.ts';
import { HOUSES } from '../support/houses.ts';
import { enterHouse } from '../support/sign-in.ts';

test(
  'what is not clear is asked back once, by keyboard and without script; a symptom leads to a report with its words',
  { tag: ['@Q7', '@F4', '@F11'] },
  async ({ page, browser, guard, inspect }) => {
    const unclear = 'How do I turn it off?';
    const answers = page.getByRole('article', { name: 'Answer' });
    await enterHouse(page, HOUSES.readsDocuments);
    await page.getByRole('link', { name: 'New conversation' }).click();
    await expect(answers).toHaveCount(0);
    const back = await ask(page, unclear);
    await expect(back).toContainText('I am not sure what you mean by that.');
    const things = back.getByRole('list', { name: 'What you may mean' }).getByRole('button');
    expect(await things.count()).toBeGreaterThanOrEqual(2);
    await inspect('asked back');

    // Without script the same buttons ask, each about its thing.
    const thing = (await things.first().innerText()).trim();
    const context = await browser.newContext({
      javaScriptEnabled: false,
      storageState: await page.context().storageState(),
    });
    guard.watch(context);
    guard.allow(/request failed: .*\.js csp$/);
    const plain = await context.newPage();
    await expect(page).toHaveURL(/conversation=[0-9a-f-]{36}$/);
    await plain.goto(page.url());
    await plain.getByRole('button', { name: thing, exact: true }).click();
    await expect(plain.getByRole('article', { name: 'Answer' })).toHaveCount(2);
    await expect(plain.getByRole('article', { name: /^You asked at / }).last()).toHaveText(`${thing}: ${unclear}`);
    await context.close();

    await page.getByRole('link', { name: 'New conversation' }).click();
    await expect(answers).toHaveCount(0);
    await ask(page, unclear);
    await things.last().focus();
    await page.keyboard.press('Enter');
    await expect(answers).toHaveCount(2);
    await expect(await settled(answers.last())).not.toContainText('I am not sure what you mean by that.');

    const symptom = 'The heat pump is making a noise';
    const told = await ask(page, symptom);
    await told.getByRole('link', { name: 'Report it to your builder' }).click();
    await expect(page).toHaveURL(/\/home\/care\/report\?message=/);
    await expect(page.locator('textarea[name=description]')).toHaveValue(new RegExp(symptom));
    await inspect('report with the words of the chat');
  },
);
