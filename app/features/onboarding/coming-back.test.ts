import { beforeEach, describe, expect, test } from 'vitest';
import {
  developerOf,
  createTestAdmin,
  createTestTenant,
  homeownerTokenOf,
  staffCookieOf,
  type TestTenant,
} from '#app/features/identity/testing.ts';
import { settle } from '#app/features/identity/testing/answers.ts';
import { builderPerTest } from '#app/features/identity/testing/builders.ts';
import { hashToken, randomToken } from '#app/platform/tokens.ts';
import { loader as notFound } from '#app/routes/$.tsx';
import { loader as landing } from '#app/routes/_index.tsx';
import { loader as scan } from '#app/routes/onboarding._index.tsx';
import { loader as signIn } from '#app/routes/sign-in.tsx';
import { action as openLink, loader as lookAtLink } from '#app/routes/sign-in_.link.$token.tsx';
import { action as signOut } from '#app/routes/sign-out.ts';
import { insertSignInLink } from '#db/queries/identity/sign-in-links.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { createQrToken } from './qr-tokens.server.ts';

/** Owners who come back, and who else stands at the door (F1, E3). */

const world = builderPerTest();
let count = 0;
let home: TestTenant;
let owner: string;

beforeEach(async () => {
  count += 1;
  home = await createTestTenant(`claimed-${count}`, { claimed: true });
  owner = await ownerOf(home);
});

const ownerOf = async (tenant: TestTenant) => `homeowner_token=${await homeownerTokenOf(tenant)}`;
const managerOf = (tenant: TestTenant) => staffCookieOf({ userId: tenant.developerId, tenantId: tenant.tenantId });
const args = (path: string, cookie = '', method = 'GET', params = {}) => ({
  request: new Request(`http://localhost${path}`, { method, headers: cookie ? { Cookie: cookie } : {} }),
  params,
  context: {},
});

async function scanCode(cookie = ''): Promise<string> {
  const { token } = await withScope(developerOf(home), (tx) => createQrToken(tx, developerOf(home), home.houseId));
  const answer = await settle(scan(args(`/onboarding?uid=${token}`, cookie)));
  expect([answer.status, answer.headers.get('Set-Cookie')]).toEqual([302, null]);
  return answer.headers.get('Location')!;
}

async function linkTo(tenant: TestTenant): Promise<{ token: string }> {
  const token = randomToken();
  const link = { tenantId: tenant.tenantId, homeownerId: tenant.homeownerId, tokenHash: hashToken(token) };
  await withScope(systemScope('test'), (tx) => insertSignInLink(tx, { ...link, lifetime: 60_000 }));
  return { token };
}

describe('the code of a claimed house', () => {
  test('leads to the owner’s form alone, which names the house', async () => {
    const to = await scanCode();
    expect(to.split('?')[0]).toBe('/sign-in');
    expect(to).not.toContain('Avenue');
    expect(await signIn(args(to))).toEqual({
      first: 'owner alone',
      notice: null,
      claimed: {
        house: { label: '1 Long Avenue', development: `claimed-${count} Park`, builder: `claimed-${count} Homes` },
      },
      visitors: [],
    });
  });

  test('whose name was made up or changed is called no name', async () => {
    const to = await scanCode();
    for (const forged of ['/sign-in?reason=claimed', '/sign-in?reason=claimed&house=Evil', `${to.slice(0, -3)}AAA`])
      expect(await signIn(args(forged))).toMatchObject({ first: 'owner alone', claimed: { house: null } });
  });

  test('leaves who is at home in another house signed in, and tells both names', async () => {
    const elsewhere = await ownerOf(world.home);
    const to = await scanCode(elsewhere);
    expect(await signIn(args(to, elsewhere))).toMatchObject({
      claimed: { house: { development: `claimed-${count} Park` } },
      visitors: [{ home: '/welcome', house: { label: '1 Long Avenue', development: `${world.home.slug} Park` } }],
    });
  });
});

describe('signing out', () => {
  const leave = async (cookie: string) =>
    (await settle(signOut(args('/sign-out', cookie, 'POST')))).headers.get('Location')!;

  test('an owner comes to the owner’s form, which says that it is done', async () => {
    const to = await leave(owner);
    expect(to).toBe('/sign-in?signed-out=here');
    expect(await signIn(args(to))).toMatchObject({
      first: 'owner alone',
      notice: expect.stringContaining('signed out of your home on this device'),
    });
  });

  test('a member of staff comes to the staff’s', async () => {
    const to = await leave(await managerOf(home));
    expect(to).toBe('/sign-in?for=staff&signed-out=here');
    expect(await signIn(args(to))).toMatchObject({ first: 'staff', notice: 'You are signed out.' });
  });

  test('nobody’s leads to the page as it is', async () => {
    expect(await leave('')).toBe('/sign-in');
    expect(await leave('homeowner_token=junk')).toBe('/sign-in');
  });

  test('is not said to who is still signed in', async () => {
    expect(await signIn(args('/sign-in?signed-out=here', owner))).toMatchObject({
      notice: null,
      visitors: [{ home: '/home' }],
    });
  });
});

test.each([
  ['/sign-in', 'owner'],
  ['/sign-in?next=/home/documents', 'owner alone'],
  ['/sign-in?next=/developer/units', 'staff'],
  ['/sign-in?next=/admin', 'staff'],
  ['/sign-in?for=staff', 'staff'],
] as const)('%s begins with the form of: %s', async (path, first) => {
  expect(await signIn(args(path))).toMatchObject({ first, notice: null, claimed: null });
});

test('the first page and a page that is not there lead each to their own', async () => {
  const admin = await staffCookieOf({ userId: await createTestAdmin(`admin-${count}@x.example`), tenantId: null });
  for (const [cookie, homes] of [
    ['', []],
    ['homeowner_token=junk; staff_session=junk', []],
    [owner, ['/home']],
    [await ownerOf(world.home), ['/welcome']],
    [await managerOf(home), ['/developer']],
    [admin, ['/admin']],
    [`${owner}; ${await managerOf(home)}`, ['/home', '/developer']],
  ] as const) {
    const { visitors } = await landing(args('/', cookie));
    expect(visitors.map((visitor) => visitor.home)).toEqual(homes);
    const missing = await settle(notFound(args('/nowhere', cookie)));
    expect(missing.status).toBe(404);
    expect(await missing.json()).toMatchObject({ visitors });
  }
});

describe('a sign-in link', () => {
  test('names the house that it opens, and the one that one would be signed out of', async () => {
    const { token } = await linkTo(home);
    const look = (cookie = '') => lookAtLink(args(`/sign-in/link/${token}`, cookie, 'GET', { token }));
    const house = { label: '1 Long Avenue', development: `claimed-${count} Park` };
    expect(await look()).toEqual({ house, current: null });
    expect(await look(owner)).toEqual({ house, current: null });
    expect(await look(await ownerOf(world.home))).toEqual({
      house,
      current: { label: '1 Long Avenue', development: `${world.home.slug} Park`, home: '/welcome' },
    });
  });

  test('that was opened twice leads whoever is signed in by it home', async () => {
    const { token } = await linkTo(home);
    const press = (cookie = '') => settle(openLink(args(`/sign-in/link/${token}`, cookie, 'POST', { token })));
    const first = await press();
    expect([first.status, first.headers.get('Location')]).toEqual([302, '/home']);
    const again = await press(first.headers.get('Set-Cookie')!.split(';')[0]);
    expect(again.status).toBe(410);
    expect(await again.json()).toMatchObject({ visitors: [{ home: '/home', open: 'Open 1 Long Avenue' }] });
    expect(await (await press()).json()).toMatchObject({ visitors: [] });
  });
});
