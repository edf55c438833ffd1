import { expect, test } from '../fixtures/test.ts';
import { HOUSES, UNCLAIMED } from '../support/houses.ts';
import { revokedQrToken } from '../support/pilot.ts';
import { claimHouse } from '../support/sign-in.ts';

test.describe('the intro', () => {
  test.use({ contextOptions: { reducedMotion: 'no-preference' } });

  test(
    'an owner scans the code, is greeted by full name, accepts and is at home',
    { tag: ['@F1', '@F2', '@A3', '@A10'] },
    async ({ page, inspect }) => {
      const house = HOUSES.scansAndAccepts;
      await page.goto(`/onboarding?uid=${house.token}`);
      await expect(page).toHaveURL('/welcome');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Welcome,${house.fullName}`);
      await expect(page.getByText(house.label)).toBeVisible();
      // The intro plays out by itself and leaves the way in.
      await expect(page.getByRole('button', { name: 'Skip' })).toBeHidden();
      await expect(page.getByRole('button', { name: 'Open my house' })).toBeVisible();
      await inspect('welcome');
      await page.getByRole('button', { name: 'Open my house' }).click();
      await expect(page).toHaveURL('/home');
      await expect(page.getByRole('heading', { level: 1 })).toContainText(`${house.fullName}.`);
      await inspect('home');
    },
  );

  test('the intro is skipped by its button', { tag: ['@F1'] }, async ({ page }) => {
    await page.goto(`/onboarding?uid=${UNCLAIMED.token}`);
    await page.getByRole('button', { name: 'Skip' }).click();
    await expect(page.getByRole('button', { name: 'Skip' })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Open my house' })).toBeFocused();
  });

  test('the intro is skipped by Escape', { tag: ['@F1'] }, async ({ page }) => {
    await page.goto(`/onboarding/${UNCLAIMED.token}`);
    await expect(page.getByRole('button', { name: 'Skip' })).toBeVisible();
    await page.waitForLoadState('networkidle');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Skip' })).toHaveCount(0);
    await expect(page.getByRole('main')).toHaveAttribute('data-skipped', 'true');
  });
});

test('with reduced motion everything stands there at once', { tag: ['@F1', '@F8'] }, async ({ page }) => {
  await page.goto(`/onboarding?uid=${UNCLAIMED.token}`);
  await expect(page.getByRole('button', { name: 'Skip' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Open my house' })).toBeVisible();
  const running = await page.evaluate(
    () => document.getAnimations().filter((animation) => animation.playState === 'running').length,
  );
  expect(running).toBe(0);
});

test(
  'the same link in another browser leads to the sign-in page once the house is claimed',
  { tag: ['@F1', '@E3', '@A10'] },
  async ({ page, browser, guard, inspect }) => {
    const house = HOUSES.passesLinkOn;
    const earlier = await browser.newContext();
    await earlier.request.get(`/onboarding?uid=${house.token}`);
    await claimHouse(page, house);

    const other = await browser.newContext();
    guard.watch(other);
    const visitor = await other.newPage();
    await visitor.goto(`/onboarding?uid=${house.token}`);
    await expect(visitor).toHaveURL(/\/sign-in\?reason=claimed/);
    await expect(visitor.getByRole('heading', { level: 1, name: `${house.label} is already open` })).toBeVisible();
    await expect(visitor.getByLabel('Your e-mail address')).toBeVisible();
    await expect(visitor.getByLabel('Password')).toHaveCount(0);
    await inspect('sign-in', visitor);

    // Whoever scanned before the owner accepted is out, too; the owner's own browser goes home.
    const ended = await earlier.request.get('/api/documents');
    expect(ended.status()).toBe(401);
    await page.goto(`/onboarding?uid=${house.token}`);
    await expect(page).toHaveURL('/home');
    await Promise.all([other.close(), earlier.close()]);
  },
);

for (const [which, token] of [
  ['unknown', 'x'.repeat(43)],
  ['revoked', revokedQrToken],
] as const) {
  test(
    `a code that is ${which} says that it opens no house and what to do`,
    { tag: ['@F1', '@E5', '@A10'] },
    async ({ page, guard, inspect }) => {
      guard.allow(/404/);
      const response = await page.goto(`/onboarding?uid=${token}`);
      expect(response?.status()).toBe(404);
      await expect(page.getByRole('heading', { level: 1, name: 'This code does not open a house' })).toBeVisible();
      await expect(page).toHaveTitle('This code does not open a house · OpenHouse AI');
      await expect(page.getByRole('link', { name: 'Sign in by e-mail instead' })).toHaveAttribute(
        'href',
        '/sign-in?next=/home',
      );
      await inspect(`${which} code`);
    },
  );
}

test(
  'whoever is greeted by another name says so and opens nothing',
  { tag: ['@F1', '@A10'] },
  async ({ page, inspect }) => {
    await page.goto(`/onboarding?uid=${UNCLAIMED.token}`);
    await page.getByRole('button', { name: 'This is not me' }).click();
    await expect(page).toHaveURL(/\/welcome\/not-me\?house=/);
    await expect(page.getByRole('main')).toContainText(`the code of ${UNCLAIMED.label}`);
    await inspect('not me');
    expect((await page.request.get('/api/documents')).status()).toBe(401);
    for (const path of ['/terms', '/accessibility']) {
      await page.getByRole('link', { name: 'OpenHouse AI, first page' }).click();
      await expect(page).toHaveURL('/');
      await page.getByRole('navigation', { name: 'Legal' }).locator(`a[href="${path}"]`).click();
      await expect(page).toHaveURL(path);
      await inspect(path.slice(1));
    }
  },
);
