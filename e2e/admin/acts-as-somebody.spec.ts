import { expect, test } from '../fixtures/test.ts';
import { HOUSES } from '../support/houses.ts';
import { PILOT } from '../support/pilot.ts';
import { enterHouse, signInStaff } from '../support/sign-in.ts';

const HOUSE = HOUSES.readsDocuments;
const OWNERS = `/admin/tenants/${PILOT.tenantId}/owners?q=${encodeURIComponent(HOUSE.label).replaceAll('%20', '+')}`;
const banner = { name: 'Acting as somebody else' };

// Whoever begins to act as somebody else ends where they did so before: one after the other.
test.describe.configure({ mode: 'default' });

test(
  'an admin looks at the app as an owner, may change nothing, ends it, and finds it in the activity log',
  { tag: ['@E6', '@H4', '@H5', '@J', '@A10'] },
  async ({ page, guard, inspect }) => {
    await enterHouse(page, HOUSE);
    await page.context().clearCookies();
    await signInStaff(page, 'admin');
    await page.goto('/admin/tenants');
    await page.getByRole('row').filter({ hasText: PILOT.name }).getByRole('link', { name: 'People' }).click();
    await page.getByRole('navigation', { name: 'Builder' }).getByRole('link', { name: 'Owners' }).click();
    await page.getByRole('searchbox').fill(HOUSE.label);
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(page).toHaveURL(OWNERS);
    await inspect('owners of a builder');
    await page
      .getByRole('row')
      .filter({ has: page.getByText(HOUSE.label, { exact: true }) })
      .getByRole('link', { name: `Act as ${HOUSE.fullName}` })
      .click();
    await expect(page.getByRole('heading', { level: 1, name: `Act as ${HOUSE.fullName}` })).toBeVisible();
    await page.getByLabel('Why').fill('Ticket 4711: the boiler');
    await page.getByLabel('I must change something').check();
    await expect(page.getByLabel('What is to be changed')).toBeVisible();
    await inspect('begin to act');
    await page.getByLabel('I must change something').uncheck();
    await page.getByRole('button', { name: 'Begin' }).click();

    await expect(page).toHaveURL('/home');
    const acting = page.getByRole('region', banner);
    await expect(acting).toContainText(`acting as ${HOUSE.fullName}`);
    await expect(acting).toContainText(/Only looking · 1[45]:\d\d left/);
    guard.allow(/\b403\b/);
    await page.getByRole('textbox', { name: /question/i }).fill('Where is my fuse box?');
    await page.keyboard.press('Enter');
    await expect(page.getByText('may change nothing').filter({ visible: true }).first()).toBeVisible();
    await inspect('acting in the chat');
    await page.getByRole('link', { name: 'Documents' }).first().click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(acting).toBeVisible();
    // Looking at notices reads none of them for the owner.
    await page.getByRole('link', { name: /^Notices \d/ }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Notices' })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('link', { name: /^Notices \d/ })).toBeVisible();
    const everywhere = await page.request.post('/sign-out/everywhere', { maxRedirects: 0 });
    expect(everywhere.status()).toBe(403);
    await page.goto('/admin');
    await expect(page.getByText('This is not open to')).toBeVisible();
    await expect(acting).toBeVisible();
    await inspect('not open while acting');
    await acting.getByRole('button', { name: 'End' }).click();

    await expect(page).toHaveURL(OWNERS);
    await expect(page.getByRole('region', banner)).toHaveCount(0);
    await page.goto(`/admin/activity?tenant=${PILOT.tenantId}&action=impersonation.ended`);
    await expect(page.getByRole('row').filter({ hasText: 'as An owner' }).first()).toBeVisible();

    // The owner reads of it, without who it was.
    await page.context().clearCookies();
    await enterHouse(page, HOUSE);
    await page.goto('/home/privacy');
    const visits = page.getByRole('region', { name: 'Who has opened your home to help' });
    await expect(visits.getByRole('listitem').filter({ hasText: 'Ticket 4711: the boiler' })).toContainText(
      'They could look, and change nothing.',
    );
    await expect(visits).not.toContainText('Platform Admin');
    await inspect('privacy of an owner who was acted for');
  },
);

test(
  'an admin looks at the portal as a manager and is offered nothing to change',
  { tag: ['@E6', '@H4', '@A10'] },
  async ({ page, guard, inspect }) => {
    await signInStaff(page, 'admin');
    const people = `/admin/tenants/${PILOT.tenantId}`;
    await page.goto(people);
    await inspect('staff of a builder');
    await page
      .getByRole('row')
      .filter({ hasText: 'Manager' })
      .first()
      .getByRole('link', { name: /^Act as/ })
      .click();
    await page.getByLabel('Why').fill('Ticket 4712: a document');
    await page.getByLabel('For', { exact: true }).selectOption('5');
    await page.getByRole('button', { name: 'Begin' }).click();
    await expect(page).toHaveURL('/developer');
    const acting = page.getByRole('region', banner);
    await expect(acting).toContainText(/Only looking · [45]:\d\d left · manager, /);
    await inspect('acting in the portal');
    await page.goto('/developer/documents');
    await expect(page.getByRole('heading', { level: 1, name: 'Documents' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Upload' })).toHaveCount(0);
    await expect(acting).toBeVisible();
    const [write, file] = [await page.request.post('/developer/team?intent=invite'), '/developer/units/csv'];
    expect(write.status()).toBe(403);
    expect((await page.request.get(file)).status()).toBe(403);
    guard.allow(/\b403\b/);
    await page.goto('/developer/qr/sheet');
    await expect(page.getByText('not somebody who acts as them')).toBeVisible();
    await page.goto('/developer');
    await acting.getByRole('button', { name: 'End' }).click();
    await expect(page).toHaveURL(people);
    await page.goto('/developer');
    await expect(page.getByText('This is for a builder’s staff')).toBeVisible();

    // Its managers read of it, without who it was; a viewer is not offered the page.
    await page.context().clearCookies();
    await signInStaff(page, 'developer');
    await page.goto('/developer');
    await page.getByRole('link', { name: 'Activity', exact: true }).filter({ visible: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Activity' })).toBeVisible();
    await expect(page.getByRole('row').filter({ hasText: 'Ticket 4712: a document' }).first()).toBeVisible();
    await expect(page.getByRole('main')).not.toContainText('Platform Admin');
    await inspect('activity of a builder');
    await page.context().clearCookies();
    await signInStaff(page, 'viewer');
    await page.goto('/developer');
    await expect(page.getByRole('link', { name: 'Activity', exact: true })).toHaveCount(0);
    expect((await page.request.get('/developer/activity')).status()).toBe(403);
  },
);

test.describe('with a service worker', () => {
  test.use({ serviceWorkers: 'allow' });

  test(
    'the admin’s device keeps no page and no document of the owner as whom they act',
    { tag: ['@E6', '@F8', '@A10'] },
    async ({ page }) => {
      await enterHouse(page, HOUSE);
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await page.context().clearCookies();
      await signInStaff(page, 'admin');
      await page.goto(`/admin/tenants/${PILOT.tenantId}/act-as?house=${HOUSE.id}`);
      await page.getByLabel('Why').fill('Ticket 4713: offline');
      await page.getByRole('button', { name: 'Begin' }).click();
      await expect(page).toHaveURL('/home');
      await page.goto('/home/documents');
      await page.getByRole('link', { name: 'Know your house, type A', exact: true }).click();
      const sheet = page.getByRole('region', { name: /^Page 1 of \d+ of Know your house, type A$/ });
      await expect(sheet.locator('canvas')).toBeVisible();
      const kept = () =>
        page.evaluate(async () => {
          const keys = await (await caches.open('owners-v1')).keys();
          return keys.map(({ url }) => new URL(url).pathname);
        });
      await expect.poll(kept).toEqual(['/acting']);
      await page.getByRole('region', banner).getByRole('button', { name: 'End' }).click();
      await expect(page).toHaveURL(`/admin/tenants`);
      await expect.poll(() => page.evaluate(() => caches.has('owners-v1'))).toBe(false);
    },
  );
});
