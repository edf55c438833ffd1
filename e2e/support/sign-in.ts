import { expect, type APIRequestContext, type Page } from '@playwright/test';
import { signHomeownerToken } from '#app/features/identity/sessions/homeowner-token.server.ts';
import { E2E_SECRET, staff, type TestHouse } from './pilot.ts';

/**
 * Scans, accepts and enters a house without looking at the pages in between; the page ends up at /home as its owner.
 */
export async function openHouse(page: Page, house: TestHouse): Promise<void> {
  await claimHouse(page, house);
  await page.goto('/home');
  await expect(page.getByRole('main')).toBeVisible();
}

/** Scans and accepts; the page's browser has the owner's session afterwards. */
export async function claimHouse(page: Page, house: TestHouse): Promise<void> {
  const scanned = await page.request.get(`/onboarding?uid=${house.token}`, { maxRedirects: 0 });
  expect(scanned.headers().location, `${house.label} leads to the welcome; is it used by two tests?`).toBe('/welcome');
  const accepted = await page.request.post('/welcome', { maxRedirects: 0 });
  expect(accepted.headers().location).toBe('/home');
}

/** As the owner of a house that several tests use: claims it if none has, and signs in beside the others if one has. */
export async function enterHouse(page: Page, house: TestHouse): Promise<void> {
  const scanned = await page.request.get(`/onboarding?uid=${house.token}`, { maxRedirects: 0 });
  if (scanned.headers().location === '/welcome') await page.request.post('/welcome', { maxRedirects: 0 });
  const { Authorization = '' } = await bearerOf(house);
  const { origin } = new URL(scanned.url());
  await page
    .context()
    .addCookies([{ name: 'homeowner_token', value: Authorization.replace('Bearer ', ''), url: origin }]);
  await page.goto('/home');
  await expect(page.getByRole('main')).toBeVisible();
}

/** Signs a member of staff in; the page's browser has the session afterwards. */
export async function signInStaff(page: Page, who: Parameters<typeof staff>[0]): Promise<void> {
  const response = await page.request.post('/api/session', { data: staff(who) });
  expect(response.status()).toBe(200);
}

/** `Authorization` header of a house's session as the application issues it (A1). */
export async function bearerOf(
  house: TestHouse,
  options?: Parameters<typeof signHomeownerToken>[2],
): Promise<Record<string, string>> {
  const claims = {
    tenant_id: house.tenantId,
    development_id: house.developmentId,
    house_id: house.id,
    house_type: house.houseType,
  };
  return { Authorization: `Bearer ${await signHomeownerToken(E2E_SECRET, claims, options)}` };
}

/** Asks by the API. */
export function askByApi(
  request: APIRequestContext,
  house: TestHouse,
  message: string,
  headers: Record<string, string>,
) {
  return request.post('/api/chat', {
    headers,
    data: { message, context: { development_id: house.developmentId, house_id: house.id } },
  });
}
