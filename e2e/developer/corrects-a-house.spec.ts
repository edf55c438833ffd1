import { expect, test } from '../fixtures/test.ts';
import { HOUSES, UNCLAIMED } from '../support/houses.ts';
import { PILOT } from '../support/pilot.ts';
import { signInStaff } from '../support/sign-in.ts';

test(
  'houses are found by words, type and status, kept in the address, and a page leads to each',
  { tag: ['@G2', '@B1', '@C2', '@J', '@A10'] },
  async ({ page, inspect }) => {
    await signInStaff(page, 'developer');
    await page.goto('/developer');
    await page.getByRole('link', { name: 'Houses' }).first().click();
    await expect(page.getByRole('heading', { level: 1, name: 'Houses' })).toBeVisible();
    const rows = page.getByRole('table', { name: /^Houses/ }).getByRole('rowheader');
    await expect(rows).toHaveCount(20);
    await expect(rows.nth(1)).toContainText('2 Longview Avenue');
    await inspect('houses');

    await page.getByLabel('House type').selectOption({ label: `Type ${HOUSES.asksTypeA.houseType}` });
    await expect(page).toHaveURL(/house_type=/);
    await expect(rows.filter({ hasText: HOUSES.asksTypeA.label })).toHaveCount(1);
    await page.getByLabel('Search', { exact: true }).fill('orchard');
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(page).toHaveURL(/q=orchard/);
    await expect(rows.filter({ hasText: 'Longview Avenue' })).toHaveCount(0);
    await page.reload();
    await expect(page.getByLabel('Search', { exact: true })).toHaveValue('orchard');
    await page.goto('/developer/units?q=no%20such%20street');
    await expect(page.getByRole('heading', { name: 'No house fits these filters' })).toBeVisible();
    await page.getByRole('link', { name: 'Show all houses' }).click();
    await expect(rows).toHaveCount(20);
  },
);

test(
  'a wrong position is refused at its field, a right one is saved, and no look-up takes it back',
  { tag: ['@C2', '@F6', '@G2', '@C6', '@J', '@A10'] },
  async ({ page, guard, inspect }) => {
    guard.allow(/\b422\b/);
    await signInStaff(page, 'developer');
    await page.goto(`/developer/units?q=${encodeURIComponent(UNCLAIMED.label)}`);
    await page.getByRole('link', { name: UNCLAIMED.label, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: UNCLAIMED.label })).toBeVisible();
    await expect(page.getByText('Set up with the development')).toBeVisible();
    await inspect('house of the builder');

    // Without a map service set up, the look-up ends and says what to do.
    const lookUp = page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: 'Look the address up' }) })
      .last();
    await lookUp.getByRole('button', { name: 'Look the address up again' }).click();
    await expect(lookUp.getByText('Failed', { exact: true })).toBeVisible({ timeout: 30_000 });
    await expect(lookUp.getByRole('status').filter({ hasText: /NOMINATIM_URL|by hand/ })).toBeVisible();

    const latitude = page.getByLabel('Latitude', { exact: true });
    const longitude = page.getByLabel('Longitude', { exact: true });
    await latitude.fill('51.9215');
    await longitude.fill('8.1674');
    await page.getByRole('button', { name: 'Save the position' }).click();
    await expect(latitude).toHaveAccessibleDescription(/minus sign/);
    await expect(longitude).toHaveValue('8.1674');
    await inspect('position refused');

    await longitude.fill('-8.1674');
    await page.getByRole('button', { name: 'Save the position' }).click();
    await expect(page.getByText('The position is saved')).toBeVisible();
    await expect(page.getByText('51.921500, -8.167400')).toBeVisible();
    await expect(page.getByText('Set by hand', { exact: true })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Look the address up again' })).toHaveCount(0);
    const again = await page.request.post(`/developer/units/${UNCLAIMED.id}?intent=geocode`, { maxRedirects: 0 });
    expect(again.status()).toBe(409);
    await page.reload();
    await expect(page.getByText('51.921500, -8.167400')).toBeVisible();
    await inspect('position corrected');

    const listed = (await (
      await page.request.get(
        `/api/units?development_id=${PILOT.developmentId}&q=${encodeURIComponent(UNCLAIMED.label)}`,
      )
    ).json()) as { items: unknown[] };
    expect(listed.items).toContainEqual(
      expect.objectContaining({
        id: UNCLAIMED.id,
        house_type: UNCLAIMED.houseType,
        latitude: 51.9215,
        longitude: -8.1674,
        source: 'staff',
      }),
    );
  },
);

test(
  'places nearby are listed with their distances, and a look-up that cannot be made says why',
  { tag: ['@C2', '@F6', '@C6'] },
  async ({ page }) => {
    await signInStaff(page, 'developer');
    await page.goto(`/developer/units/${UNCLAIMED.id}`);
    const places = page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: 'Places nearby' }) })
      .first();
    await expect(places.getByRole('listitem').first()).toContainText(/\d+(\.\d)? k?m · \d+ min/);
    await page.getByRole('button', { name: 'Refresh places' }).click();
    await expect(places.getByText('Failed', { exact: true })).toBeVisible({ timeout: 30_000 });
    await expect(places.getByRole('listitem').first()).toContainText(/ min$/);
  },
);
