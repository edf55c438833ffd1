import { pilotId } from '#db/seed/pilot-ids.ts';
import { expect, test } from '../fixtures/test.ts';
import { UNCLAIMED } from '../support/houses.ts';
import { staff } from '../support/pilot.ts';
import { signInStaff } from '../support/sign-in.ts';

const ELSEWHERE = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' };

test('another site’s form does nothing in a signed-in browser', { tag: ['@E8', '@J'] }, async ({ page }) => {
  await signInStaff(page, 'developer');
  const id = pilotId('document', 'warranty');
  for (const [method, path] of [
    ['DELETE', `/api/documents/${id}`],
    ['POST', `/developer/documents/${id}?intent=delete`],
    ['DELETE', '/api/session'],
    ['POST', '/sign-out'],
  ] as const) {
    const refused = await page.request.fetch(path, { method, headers: ELSEWHERE, maxRedirects: 0 });
    expect(refused.status(), `${method} ${path}`).toBe(403);
  }
  expect(await (await page.request.get(`/api/documents/${id}`)).json()).toMatchObject({ status: 'ready' });
});

test(
  'pages say what a browser may run, and cookies are out of a script’s reach',
  { tag: ['@E8'] },
  async ({ page, context }) => {
    const response = await page.goto(`/onboarding?uid=${UNCLAIMED.token}`);
    const headers = response?.headers() ?? {};
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toMatch(/script-src [^;]*'nonce-[\w+/=-]+'/);
    expect(/script-src ([^;]*)/.exec(policy)?.[1]).not.toMatch(/unsafe-inline|unsafe-eval|\*/);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
    const [cookie] = (await context.cookies()).filter(({ name }) => name === 'homeowner_token');
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
    expect(await page.evaluate(() => document.cookie)).not.toContain('homeowner_token');
  },
);

test(
  'guessing a password is slowed down, and the person at the door is told how long',
  { tag: ['@E4', '@J', '@A10'] },
  async ({ page, guard, inspect }) => {
    guard.allow(/401|429/);
    const email = 'nobody-at-all@longview-estates.example';
    for (let guess = 0; guess < 10; guess += 1) {
      const refused = await page.request.post('/api/session', { data: { email, password: `guess-${guess}` } });
      expect(refused.status()).toBe(401);
    }
    const limited = await page.request.post('/api/session', { data: { email, password: 'guess-10' } });
    expect(limited.status()).toBe(429);
    expect(Number(limited.headers()['retry-after'])).toBeGreaterThan(0);

    await page.goto('/sign-in');
    await page.getByLabel('E-mail address', { exact: true }).fill(email);
    await page.getByLabel('Password', { exact: true }).fill('guess-11');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText(/Too many attempts to sign in\. Please wait/);
    await inspect('too many attempts');
    // Nobody else is held up.
    expect((await page.request.post('/api/session', { data: staff('admin') })).status()).toBe(200);
  },
);

test(
  'an unknown e-mail and a wrong password are told apart by nobody',
  { tag: ['@E3', '@E4'] },
  async ({ request }) => {
    const refusal = async (email: string) => {
      const response = await request.post('/api/session', { data: { email, password: 'wrong-password' } });
      const { status, title, detail } = (await response.json()) as Record<string, unknown>;
      return { status, title, detail };
    };
    expect(await refusal('stranger@example.com')).toEqual(await refusal(staff('admin').email));
  },
);
