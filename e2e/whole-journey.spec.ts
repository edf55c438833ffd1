import { expect, test } from './fixtures/test.ts';
import { ask, openSource, sourcesOf } from './support/chat.ts';
import { HOUSES } from './support/houses.ts';
import { signInStaff } from './support/sign-in.ts';

test(
  'one journey through it all: scan, chat, documents, builder, platform',
  { tag: ['@J', '@F1', '@F4', '@F5', '@G3', '@H11', '@A10'] },
  async ({ page, browser, guard, inspect }) => {
    test.setTimeout(120_000);
    const house = HOUSES.livesItAll;
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1, name: 'Ask your house anything.' })).toBeVisible();
    await inspect('landing');

    await page.goto(`/onboarding?uid=${house.token}`);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(house.fullName);
    await page.getByRole('button', { name: 'Open my house' }).click();
    await expect(page).toHaveURL('/home');

    const answer = await ask(page, 'Where is my fuse box?');
    await expect(answer).toContainText(/plant room off the garage/i);
    await openSource(page, sourcesOf(answer).first());
    await page.getByRole('navigation', { name: 'Your house' }).getByRole('link', { name: 'Documents' }).click();
    await expect(page.getByRole('link', { name: 'Know your house, type D', exact: true })).toBeVisible();

    const builder = await browser.newContext({ reducedMotion: 'reduce' });
    guard.watch(builder);
    const office = await builder.newPage();
    await signInStaff(office, 'developer');
    await office.goto('/developer/documents?q=Know%20your%20house%2C%20type%20D');
    await office.getByRole('link', { name: 'Know your house, type D', exact: true }).click();
    await expect(office.getByRole('main')).toContainText('Ready');
    await inspect('document, ready', office);

    const platform = await browser.newContext({ reducedMotion: 'reduce' });
    guard.watch(platform);
    const desk = await platform.newPage();
    await signInStaff(desk, 'admin');
    await desk.goto('/admin');
    await expect(desk.getByText('Everything it depends on is well')).toBeVisible();
    await desk.getByRole('link', { name: 'Jobs', exact: true }).filter({ visible: true }).click();
    await expect(desk.getByRole('link', { name: 'Read a document' }).first()).toBeVisible();
    await Promise.all([builder.close(), platform.close()]);
  },
);
