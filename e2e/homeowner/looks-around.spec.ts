import { expect, test } from '../fixtures/test.ts';
import { HOUSES } from '../support/houses.ts';
import { enterHouse } from '../support/sign-in.ts';
import { TILES } from '../support/start-server.ts';

/** A transparent picture. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

test(
  'the surroundings: around the real house, on pictures or on a drawn plan, and all of it in a list',
  { tag: ['@F6', '@J', '@A10'] },
  async ({ page, browser, guard, inspect }) => {
    await page.route(`${TILES}/**`, (route) => route.fulfill({ contentType: 'image/png', body: PIXEL }));
    await enterHouse(page, HOUSES.readsDocuments);
    await page.getByRole('navigation', { name: 'Your house' }).getByRole('link', { name: 'Map' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Around your house' })).toBeVisible();
    const map = page.getByRole('region', { name: `Map around ${HOUSES.readsDocuments.label}.` });
    await expect(map).toHaveAttribute('data-tiles', 'arrive');
    await expect(page.getByText('Map: © OpenStreetMap contributors')).toBeVisible();
    // The house stands in the middle.
    const middleOf = async (locator: typeof map) => {
      const { x, y, width, height } = (await locator.boundingBox())!;
      return { x: x + width / 2, y: y + height / 2 };
    };
    const [house, centre] = [await middleOf(map.locator('.house-dot')), await middleOf(map)];
    expect(Math.hypot(house.x - centre.x, house.y - centre.y)).toBeLessThan(3);
    await inspect('map');

    // By keyboard: one kind, then one place of it, which the map shows too.
    await page
      .getByRole('navigation', { name: 'Kinds of places' })
      .getByRole('link', { name: /^Pharmacies/ })
      .press('Enter');
    await expect(page).toHaveURL('/home/map?category=pharmacy');
    const pharmacy = page.getByRole('link', { name: /^Rathmoyle Pharmacy\s?\d+ m [a-z-]+ · \d+ min on foot$/ });
    await pharmacy.press('Enter');
    await expect(pharmacy).toHaveAttribute('aria-current', 'location');
    await expect(map).toContainText('Rathmoyle Pharmacy');
    await expect(page.getByRole('heading', { level: 2 })).toHaveText(['Pharmacies']);

    // No picture arrives.
    await page.unroute(`${TILES}/**`);
    await page.route(`${TILES}/**`, (route) => route.abort('connectionrefused'));
    guard.allow(/tiles\.test|ERR_CONNECTION_REFUSED/);
    await page.goto('/home/map?category=park');
    await expect(map).toHaveAttribute('data-tiles', 'none');
    await expect(page.getByText('This plan is drawn from what we know ourselves.')).toBeVisible();
    await inspect('plan instead of a map');

    // Without script the plan is there with the page, and its places are links.
    const plain = await browser.newContext({
      javaScriptEnabled: false,
      storageState: await page.context().storageState(),
    });
    const still = await plain.newPage();
    await still.goto('/home/map?category=supermarket');
    await expect(still.locator('.place-dot')).toHaveCount(2);
    await still.getByRole('link', { name: /^Market Green Foods\s?\d/ }).click();
    await expect(still.locator('.place-dot-selected')).toHaveText('Market Green Foods');
    await plain.close();
  },
);
