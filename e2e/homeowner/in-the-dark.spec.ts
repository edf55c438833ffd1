import { ask, openSource, sourcesOf } from '../support/chat.ts';
import { expect, test } from '../fixtures/test.ts';
import { HOUSES } from '../support/houses.ts';
import { enterHouse, signInStaff } from '../support/sign-in.ts';

test.use({ colorScheme: 'dark' });

test(
  'a device that is set to dark gets dark pages: the owner’s',
  { tag: ['@F3', '@F8', '@A10'] },
  async ({ page, guard, inspect }) => {
    // No tile arrives here: the plan stands in.
    guard.allow(/tiles\.test/);
    await page.goto('/');
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    await expect.poll(ground).toBe('rgb(25, 23, 19)');
    await page.emulateMedia({ media: 'print' });
    await expect.poll(ground).toBe('rgb(255, 255, 255)');
    await page.emulateMedia({ media: null });
    await inspect('landing');
    await enterHouse(page, HOUSES.readsDocuments);
    await page.goto('/home?conversation=new');
    const answer = await ask(page, 'Where is the stopcock?');
    await inspect('an answer');
    await openSource(page, sourcesOf(answer).first());
    await inspect('a source');
    for (const [path, heading] of [
      ['/home/documents', 'Documents'],
      ['/home/map', 'Map'],
      ['/home/house', 'House'],
    ] as const) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await inspect(heading);
    }
  },
);

test('the builder’s and the platform’s', { tag: ['@G1', '@H9', '@A10'] }, async ({ page, inspect }) => {
  await signInStaff(page, 'developer');
  for (const path of ['/developer', '/developer/units', '/developer/documents', '/developer/settings']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await inspect(path);
  }
  await signInStaff(page, 'admin');
  for (const path of ['/admin', '/admin/jobs', '/admin/load']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await inspect(path);
  }
});
