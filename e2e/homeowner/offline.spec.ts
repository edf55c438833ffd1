import { expect, test } from '../fixtures/test.ts';
import { ask } from '../support/chat.ts';
import { HOUSES } from '../support/houses.ts';
import { enterHouse } from '../support/sign-in.ts';

test.use({ serviceWorkers: 'allow' });

test(
  'a device keeps the last conversation and the document opened last, and nothing of either after sign-out',
  { tag: ['@F8', '@A10'] },
  async ({ page }) => {
    await enterHouse(page, HOUSES.readsDocuments);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    // The first page was there before its worker.
    await page.goto('/home?conversation=new');
    await ask(page, 'How do I set the heating?');
    const kept = () =>
      page.evaluate(async () => {
        const cache = await caches.open('owners-v1');
        const home = await (await cache.match('/home'))?.text();
        const paths = (await cache.keys()).map(({ url }) => new URL(url).pathname);
        return { asked: home?.includes('How do I set the heating?') ?? false, paths };
      });
    await expect.poll(async () => (await kept()).asked).toBe(true);
    await page.goto('/home/documents');
    await page.getByRole('link', { name: 'Know your house, type A', exact: true }).click();
    const sheet = page.getByRole('region', { name: /^Page 1 of \d+ of Know your house, type A$/ });
    await expect(sheet.locator('canvas')).toBeVisible();
    const path = new URL(page.url()).pathname;
    await expect.poll(async () => (await kept()).paths).toContain(path);

    await page.goto('/home');
    await page.getByRole('button', { name: /: your builder, sign out$/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
    await expect(page).toHaveURL('/sign-in?signed-out=here');
    await expect.poll(() => page.evaluate(() => caches.has('owners-v1'))).toBe(false);
  },
);
