import { expect, test } from '../fixtures/test.ts';
import { ask, send, settled, sourcesOf, watchAnswers } from '../support/chat.ts';
import { HOUSES } from '../support/houses.ts';
import { enterHouse } from '../support/sign-in.ts';

const FIRST = 'How do I turn off the water?';
const SECOND = 'Where is my fuse box?';

test(
  'a conversation: its own name, the question on top, a lost connection, sources and back, found again',
  { tag: ['@F4', '@F9', '@A10'] },
  async ({ page, guard, inspect }) => {
    await enterHouse(page, HOUSES.readsDocuments);
    await page.getByRole('link', { name: 'New conversation' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(HOUSES.readsDocuments.fullName);
    await page.setViewportSize({ width: 390, height: 700 });
    // A source that is opened before the page has followed the conversation's own address: that is where back leads.
    const isOwnAddress = (url: URL) => /^\?conversation=[0-9a-f-]{36}(&_routes=|$)/.test(url.search);
    await page.route(isOwnAddress, () => {});
    await sourcesOf(await ask(page, FIRST))
      .first()
      .click();
    await expect(page.getByRole('region', { name: /^Source: / })).toBeVisible();
    await expect(page).toHaveURL(/conversation=[0-9a-f-]{36}&/);
    await page.unroute(isOwnAddress);
    await page.goBack();
    await expect(page).toHaveURL(/conversation=[0-9a-f-]{36}$/);
    await expect(page.getByRole('article', { name: 'Answer' })).toHaveCount(1);

    // The connection breaks in mid-answer: what was told stays, the rest comes, nothing twice.
    guard.allow(/ERR_CONNECTION_FAILED|ERR_INCOMPLETE|api\/chat /);
    await page.route(
      '**/api/chat',
      async (route) => {
        const response = await route.fetch();
        const text = await response.text();
        await route.fulfill({ response, body: text.slice(0, text.indexOf('event: citations')) });
      },
      { times: 1 },
    );
    const resumed = page.waitForRequest('**/api/chat/answers/*');
    await send(page, SECOND);
    expect((await resumed).headers()['last-event-id']).toMatch(/^[0-9a-f-]{36}:\d+:\d+$/);
    const answer = await settled(page.getByRole('article', { name: 'Answer' }).nth(1));
    await expect(sourcesOf(answer).first()).toBeVisible();
    expect((await answer.innerText()).match(/under the stairs, behind the white press door/g)?.length).toBe(2);
    // The question stands at the top of what is seen, its answer below.
    const scroller = page.getByRole('region', { name: 'Questions and answers' });
    const distance = async () => {
      const question = page.getByRole('article', { name: /^You asked at / }).last();
      return (await question.boundingBox())!.y - (await scroller.boundingBox())!.y;
    };
    expect(await distance()).toBeGreaterThanOrEqual(0);
    expect(await distance()).toBeLessThan(40);
    await inspect('question on top');

    // Danger: nothing covers its last step on a phone.
    await page.setViewportSize({ width: 390, height: 700 });
    const ends = watchAnswers(page);
    const danger = await ask(page, 'I smell gas in the kitchen');
    await expect(danger.getByRole('alert')).toHaveText('Safety first');
    await expect.poll(() => ends).toEqual(['finished']);
    await inspect('danger');

    // Over the chat on a phone, beside it on a desktop; Back leads to the very lines.
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      const source = sourcesOf(answer).first();
      await source.scrollIntoViewIfNeeded();
      const place = await scroller.evaluate((element) => element.scrollTop);
      await source.click();
      const panel = page.getByRole('region', { name: /^Source: Electrical installation/ });
      await expect(panel.getByRole('complementary', { name: 'Quoted passage' })).toContainText(/Marked on page /);
      const left = (await panel.boundingBox())!.x;
      if (width < 1024) expect(left).toBe(0);
      else expect(left).toBeGreaterThan(400);
      if (width >= 1024) await inspect('source beside the chat');
      await page.setViewportSize({ width, height: 800 });
      await page.goBack();
      await expect(panel).toHaveCount(0);
      expect(Math.abs((await scroller.evaluate((element) => element.scrollTop)) - place)).toBeLessThan(4);
      await expect(source).toBeFocused();
    }

    // A phone may load the page again while a source is open: Back leads to the very lines all the same.
    await page.setViewportSize({ width: 390, height: 800 });
    await sourcesOf(answer).first().scrollIntoViewIfNeeded();
    const place = await scroller.evaluate((element) => element.scrollTop);
    await sourcesOf(answer).first().click();
    const again = page.getByRole('region', { name: /^Source: Electrical installation/ });
    await expect(again).toBeVisible();
    await page.reload();
    await expect(again.getByRole('complementary', { name: 'Quoted passage' })).toContainText(/Marked on page /);
    await page.goBack();
    await expect(again).toHaveCount(0);
    expect(Math.abs((await scroller.evaluate((element) => element.scrollTop)) - place)).toBeLessThan(4);
    // What screen readers alone are told makes the window no longer.
    expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);

    // A name of its own, and found by what was said.
    await page.getByRole('link', { name: 'Conversations' }).click();
    const row = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: FIRST }) });
    await row.getByText('Rename').click();
    await row.getByRole('textbox', { name: 'Name' }).fill('Water and power');
    await row.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('link', { name: 'Water and power' })).toBeVisible();
    await inspect('conversations');
    await page.getByRole('searchbox', { name: 'Search what was said' }).fill('FUSE');
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(page).toHaveURL(/q=FUSE/);
    await expect(page.locator('mark').first()).toHaveText(/fuse/i);
    await inspect('found in what was said');
    await page.getByRole('link', { name: 'Water and power' }).first().click();
    await expect(page.getByRole('article', { name: /^You asked at / })).toHaveText([
      FIRST,
      SECOND,
      'I smell gas in the kitchen',
    ]);
  },
);

test(
  'without script: the form asks, the answer arrives in the page, and what is refused stays typed',
  { tag: ['@F4', '@E4'] },
  async ({ page, browser, guard }) => {
    await enterHouse(page, HOUSES.readsDocuments);
    const context = await browser.newContext({
      javaScriptEnabled: false,
      storageState: await page.context().storageState(),
    });
    guard.watch(context);
    guard.allow(/response 422|status of 422|request failed: .*\.js csp$/);
    const plain = await context.newPage();
    await plain.goto('/home?conversation=new');
    await plain.getByRole('textbox', { name: 'Your question' }).fill(SECOND);
    await plain.getByRole('button', { name: 'Ask', exact: true }).click();
    await expect(plain).toHaveURL(/\/home\?conversation=[0-9a-f-]{36}$/);
    await expect(plain.getByRole('article', { name: 'Answer' })).toContainText(/under the stairs/i);
    await plain.getByRole('textbox', { name: 'Your question' }).fill('x'.repeat(2_001));
    await plain.getByRole('button', { name: 'Ask', exact: true }).click();
    await expect(plain.getByRole('textbox', { name: 'Your question' })).toHaveValue('x'.repeat(2_001));
    await expect(plain.getByText('Your question is longer than 2000 characters; shorten it.')).toBeVisible();
    await context.close();
  },
);
