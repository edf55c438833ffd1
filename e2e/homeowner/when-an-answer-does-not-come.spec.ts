import { expect, test } from '../fixtures/test.ts';
import { send, settled, sourcesOf } from '../support/chat.ts';
import { HOUSES, UNCLAIMED } from '../support/houses.ts';
import { askByApi, bearerOf, openHouse } from '../support/sign-in.ts';

const QUESTION = 'Where is the stopcock?';

test('an answer is stopped and asked for again', { tag: ['@F4'] }, async ({ page }) => {
  await openHouse(page, HOUSES.stops);
  // The first is held for good, as by a slow network: let go after the stop, it would bring its answer all the same.
  let isHeld = false;
  await page.route('**/api/chat', async (route) => {
    if (isHeld) await route.continue();
    isHeld = true;
  });
  await send(page, QUESTION);
  const answer = page.getByRole('article', { name: 'Answer' });
  await expect(answer).toContainText('Looking through your documents');
  await page.getByRole('button', { name: 'Stop the answer' }).click();
  await expect(answer).toContainText('Stopped');
  await answer.getByRole('button', { name: 'Ask again' }).click();
  await settled(answer);
  await expect(sourcesOf(answer).first()).toBeVisible();
});

test(
  'a question whose connection broke is kept and tried again',
  { tag: ['@F4', '@A10'] },
  async ({ page, guard, inspect }) => {
    guard.allow(/ERR_CONNECTION_FAILED/);
    await openHouse(page, HOUSES.retries);
    await page.route('**/api/chat', (route) => route.abort('connectionfailed'), { times: 1 });
    await send(page, QUESTION);
    const answer = page.getByRole('article', { name: 'Answer' });
    await expect(answer).toContainText('The answer did not come through. Your question is kept: try again.');
    await inspect('answer that did not come');
    await answer.getByRole('button', { name: 'Try again' }).click();
    await settled(answer);
    await expect(sourcesOf(answer).first()).toBeVisible();
    await expect(page.getByRole('article', { name: /^You asked at / })).toHaveText([QUESTION]);
  },
);

test(
  'who asks too often is told when to go on, and no neighbour is held up',
  { tag: ['@F4', '@E4', '@A6', '@A10'] },
  async ({ page, guard, inspect }) => {
    guard.allow(/429/);
    const house = HOUSES.asksTooOften;
    await openHouse(page, house);
    // An empty question counts as well, and costs nothing.
    const statuses = await Promise.all(
      Array.from({ length: 30 }, async () =>
        (
          await page.request.post('/api/chat', {
            data: { message: '', context: { development_id: house.developmentId, house_id: house.id } },
          })
        ).status(),
      ),
    );
    expect(new Set(statuses)).toEqual(new Set([422]));
    await send(page, QUESTION);
    const answer = page.getByRole('article', { name: 'Answer' });
    await expect(answer).toContainText(
      'That was a lot of questions at once. Your question is kept; you can go on in a moment.',
    );
    await expect(answer.getByRole('button', { name: /^Try again in \d+ s$/ })).toBeDisabled();
    await inspect('asked too often');
    // The same connection, another house.
    expect((await askByApi(page.request, UNCLAIMED, QUESTION, await bearerOf(UNCLAIMED))).status()).toBe(200);
  },
);
