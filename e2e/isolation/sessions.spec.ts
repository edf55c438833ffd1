import { SignJWT, UnsecuredJWT } from 'jose';
import { expect, test } from '../fixtures/test.ts';
import { NEIGHBOUR_UNCLAIMED, UNCLAIMED } from '../support/houses.ts';
import { E2E_SECRET, PILOT } from '../support/pilot.ts';
import { askByApi, bearerOf, signInStaff } from '../support/sign-in.ts';

const key = (secret = E2E_SECRET) => new TextEncoder().encode(secret);
const claims = {
  tenant_id: UNCLAIMED.tenantId,
  development_id: UNCLAIMED.developmentId,
  house_id: UNCLAIMED.id,
  house_type: UNCLAIMED.houseType,
  role: 'homeowner',
};
const TYPE = 'openhouse-homeowner+jwt';

/** A token like the application's own, with one thing changed. */
const forged = (
  change: {
    secret?: string;
    alg?: string;
    typ?: string;
    issuer?: string;
    audience?: string;
    claims?: Record<string, unknown>;
  } = {},
) =>
  new SignJWT({ ...claims, ...change.claims })
    .setProtectedHeader({ alg: change.alg ?? 'HS256', typ: change.typ ?? TYPE })
    .setIssuer(change.issuer ?? 'openhouse')
    .setAudience(change.audience ?? 'openhouse:homeowner')
    .setJti(crypto.randomUUID())
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(key(change.secret));

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

test(
  'a token as the application signs it is good: the others below differ from it in one thing',
  { tag: ['@E3', '@A1'] },
  async ({ request }) => {
    for (const headers of [await bearerOf(UNCLAIMED), bearer(await forged())])
      expect((await request.get('/api/documents', { headers })).status()).toBe(200);
  },
);

const WRONG: Record<string, () => Promise<string> | string> = {
  expired: async () =>
    (await bearerOf(UNCLAIMED, { issuedAt: new Date(Date.now() - 7_200_000), lifetime: 3_600 })).Authorization!.slice(
      7,
    ),
  'tampered with': async () => {
    const [head, , signature] = (await forged()).split('.');
    const other = { ...claims, house_type: 'D', iss: 'openhouse', aud: 'openhouse:homeowner', exp: 9_999_999_999 };
    return `${head}.${Buffer.from(JSON.stringify(other)).toString('base64url')}.${signature}`;
  },
  'unsigned (alg none)': () =>
    new UnsecuredJWT(claims)
      .setIssuer('openhouse')
      .setAudience('openhouse:homeowner')
      .setIssuedAt()
      .setExpirationTime('1h')
      .encode(),
  'signed with another algorithm': () => forged({ alg: 'HS512', secret: E2E_SECRET.padEnd(64, 'x') }),
  'signed with another secret': () => forged({ secret: 'another-secret-another-secret-another-secret' }),
  'of another audience': () => forged({ audience: 'openhouse:staff' }),
  'of another issuer': () => forged({ issuer: 'somebody-else' }),
  'of another kind': () => forged({ typ: 'JWT' }),
  'without a house': () => forged({ claims: { house_id: undefined } }),
  'of another role': () => forged({ claims: { role: 'admin' } }),
  'for a house of another tenant': () => forged({ claims: { house_id: NEIGHBOUR_UNCLAIMED.id } }),
  'no token at all': () => '',
};

for (const [which, make] of Object.entries(WRONG)) {
  test(
    `a session that is ${which} is refused by every route of a house`,
    { tag: ['@E3', '@J'] },
    async ({ request }) => {
      const headers = bearer(await make());
      for (const path of [
        '/api/documents',
        '/api/chat/history',
        '/api/search?q=fuse',
        `/api/documents/${UNCLAIMED.id}`,
      ]) {
        const refused = await request.get(path, { headers });
        expect(refused.status(), path).toBe(401);
        expect(refused.headers()['content-type']).toContain('application/problem+json');
        expect(await refused.json()).toMatchObject({
          status: 401,
          request_id: expect.any(String),
          detail: expect.any(String),
        });
      }
      expect((await askByApi(request, UNCLAIMED, 'Where is my fuse box?', headers)).status()).toBe(401);
    },
  );
}

test('another builder’s name beside a good session is refused', { tag: ['@E3', '@E2'] }, async ({ request }) => {
  const headers = await bearerOf(UNCLAIMED);
  expect((await request.get('/api/documents', { headers: { ...headers, 'X-Tenant-Slug': PILOT.slug } })).status()).toBe(
    200,
  );
  expect(
    (await request.get('/api/documents', { headers: { ...headers, 'X-Tenant-Slug': 'harbour-homes' } })).status(),
  ).toBe(403);
});

test('an owner opens no portal by API, a developer no admin’s', { tag: ['@E1'] }, async ({ page }) => {
  const owner = await bearerOf(UNCLAIMED);
  expect((await page.request.get('/api/admin/jobs', { headers: owner })).status()).toBe(403);
  expect((await page.request.post('/api/documents', { headers: owner, multipart: { title: 'x' } })).status()).toBe(403);
  await signInStaff(page, 'neighbour');
  expect((await page.request.get('/api/admin/jobs')).status()).toBe(403);
  expect((await page.request.get('/api/chat/history')).status()).toBe(403);
});

for (const path of [
  '/home',
  '/home/documents',
  '/welcome',
  '/developer',
  '/developer/units',
  '/developer/documents',
  '/admin',
  '/admin/jobs',
  '/admin/outbox',
]) {
  test(`${path} leads whoever is not signed in to the sign-in page`, { tag: ['@E1', '@E3'] }, async ({ page }) => {
    await page.goto(path);
    await expect(page).toHaveURL(/\/sign-in/);
    await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  });
}

test(
  'a developer at the platform’s door is told that it is not theirs',
  { tag: ['@E1', '@D2', '@A10'] },
  async ({ page, guard, inspect }) => {
    guard.allow(/403/);
    await signInStaff(page, 'neighbour');
    expect((await page.goto('/admin/jobs'))?.status()).toBe(403);
    await expect(page.getByText('This page is not open to you')).toBeVisible();
    await inspect('refused page');
  },
);
