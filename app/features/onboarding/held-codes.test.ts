import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { developerOf, type TestTenant } from '#app/features/identity/testing.ts';
import { cookieOf, settle } from '#app/features/identity/testing/answers.ts';
import { builderPerTest } from '#app/features/identity/testing/builders.ts';
import { loader as home } from '#app/routes/home.house.tsx';
import { loader as scan } from '#app/routes/onboarding._index.tsx';
import { action as accept } from '#app/routes/welcome.tsx';
import { houses } from '#db/schema/homes.ts';
import { developments } from '#db/schema/tenancy.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { inviteOwner } from './invite-owner.server.ts';
import { listCodes } from './list-codes.server.ts';
import { prepareSheet } from './prepare-sheet.server.ts';
import { createQrToken } from './qr-tokens.server.ts';
import { resolveQr } from './resolve-qr.server.ts';

/** Codes are held until the papers of the handover are complete, where a development wants that (G10). */

const world = builderPerTest();
const platform = systemScope('test');
let tenant: TestTenant;
let token: string;

beforeEach(async () => {
  tenant = world.home;
  const staff = developerOf(tenant);
  ({ token } = await withScope(staff, (tx) => createQrToken(tx, staff, tenant.houseId)));
});

const args = (path: string, cookie = '', method = 'GET') => ({
  request: new Request(`http://localhost${path}`, { method, headers: cookie ? { Cookie: cookie } : {} }),
  params: {},
  context: {},
});
const follow = () => settle(scan(args(`/onboarding?uid=${token}`)));
const open = (cookie: string) => settle(accept(args('/welcome', cookie, 'POST')));
const print = (query: object) => prepareSheet(developerOf(tenant), { house_id: [], ...query }, 'http://localhost');
const hold = () =>
  withScope(platform, (tx) =>
    tx.update(developments).set({ holdsCodes: true }).where(eq(developments.id, tenant.developmentId)),
  );
const complete = () =>
  withScope(platform, (tx) => tx.update(houses).set({ papersComplete: true }).where(eq(houses.id, tenant.houseId)));
const listed = async () => (await listCodes(developerOf(tenant), { limit: 10, sort: 'house' } as never)).items;

test('a held code is neither printed nor sent, and opens nothing, until the papers are complete', async () => {
  await hold();
  expect((await follow()).status).toBe(409);
  await expect(resolveQr(new Request('http://localhost/'), token)).rejects.toMatchObject({ code: 'conflict' });
  for (const query of [{ house_id: [tenant.houseId] }, { development_id: tenant.developmentId }])
    await expect(print(query)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('is held until all handover papers are confirmed'),
    });
  await expect(inviteOwner(developerOf(tenant), tenant.houseId, 'http://localhost')).rejects.toMatchObject({
    code: 'conflict',
  });
  expect(await listed()).toMatchObject([{ held: true }]);

  await complete();
  expect((await print({ house_id: [tenant.houseId] })).codes).toHaveLength(1);
  expect(await listed()).toMatchObject([{ held: false }]);
  expect((await open(cookieOf(await follow()))).headers.get('Location')).toBe('/home');
});

test('who scanned before the codes were held does not open the house by that', async () => {
  const cookie = cookieOf(await follow());
  await hold();
  expect((await open(cookie)).status).toBe(409);
  await complete();
  expect((await open(cookie)).headers.get('Location')).toBe('/home');
});

test('an owner who has claimed the house stays in it, and is led home by its code', async () => {
  const owner = cookieOf(await open(cookieOf(await follow())));
  await hold();
  expect(await home(args('/home/house', owner))).toBeDefined();
  const again = await settle(scan(args(`/onboarding?uid=${token}`, owner)));
  expect([again.status, again.headers.get('Location')]).toEqual([302, '/home']);
  expect(await listed()).toMatchObject([{ claimed: true, held: false }]);
});

test('H2: a code of a closed development is neither printed nor sent, until it is open again', async () => {
  const close = (closedAt: Date | null) =>
    withScope(platform, (tx) =>
      tx
        .update(developments)
        .set({ closedAt, closedReason: closedAt && 'Sold out' })
        .where(eq(developments.id, tenant.developmentId)),
    );
  await close(new Date());
  const closed = { code: 'conflict', message: expect.stringContaining('the development is closed to new owners') };
  for (const query of [{ house_id: [tenant.houseId] }, { development_id: tenant.developmentId }])
    await expect(print(query)).rejects.toMatchObject(closed);
  await expect(inviteOwner(developerOf(tenant), tenant.houseId, 'http://localhost')).rejects.toMatchObject(closed);
  await close(null);
  expect((await print({ house_id: [tenant.houseId] })).codes).toHaveLength(1);
  await open(cookieOf(await follow()));
  await close(new Date());
  // Its owner is in: the code leads them to their sign-in as ever.
  expect((await print({ house_id: [tenant.houseId] })).codes).toHaveLength(1);
});
