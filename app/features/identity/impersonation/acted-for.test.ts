import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { describeBuilder } from '#app/features/tenancy/builders/read-builder.server.ts';
import { changeBuilder } from '#app/features/tenancy/builders/write-builder.server.ts';
import { eraseOwner } from '#app/features/privacy/erase-owner.server.ts';
import { impersonations } from '#db/schema/identity.ts';
import { homeowners } from '#db/schema/homes.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope, type HouseScope, type Tx } from '#db/scope.ts';
import { builderPerTest } from '../testing/builders.ts';
import {
  createNeighbour,
  createTestAdmin,
  createTestTenant,
  developerOf,
  homeownerTokenOf,
  requireAdmin,
  requireHomeowner,
  staffCookieOf,
  type TestTenant,
} from '../testing.ts';
import { beginImpersonation } from './begin-impersonation.server.ts';
import { endOwnImpersonation } from './end-impersonation.server.ts';
import { listPlatformDeeds, listVisits } from './list-acted-for.server.ts';

builderPerTest();
const asSystem = <T>(work: (tx: Tx) => Promise<T>) => withScope(systemScope('test'), work);

let count = 0;
let home: TestTenant;
let adminId: string;
beforeEach(async () => {
  home = await createTestTenant(`acted-${(count += 1)}`, { claimed: true });
  adminId = await createTestAdmin(`admin-${count}@platform.example`);
});

const request = (headers: Record<string, string>) => new Request('http://localhost/admin/tenants', { headers });

/** Acts as somebody of a builder, from the form on; returns the browser's cookies. */
async function act(of: TestTenant, whom: 'owner' | 'manager', fields: Record<string, string> = {}): Promise<string> {
  const Cookie = await staffCookieOf({ userId: adminId, tenantId: null });
  const asking = request({ Cookie });
  const query = new URLSearchParams(whom === 'owner' ? { house: of.houseId } : { staff: of.developerId });
  const { cookie } = await beginImpersonation(await requireAdmin(asking), asking, {
    tenant: of.tenantId,
    query,
    fields: { reason: 'Ticket 4711, the map is empty', minutes: '5', ...fields },
    back: '/admin/tenants',
  });
  return `${Cookie}; ${cookie.split(';')[0]}`;
}
const ownerOf = async (of: TestTenant): Promise<HouseScope> =>
  requireHomeowner(request({ Authorization: `Bearer ${await homeownerTokenOf(of)}` }));

describe('E6: an owner is told who opened their home', () => {
  test('when, why and whether something could be changed, the latest first; nobody’s name', async () => {
    const cookie = await act(home, 'owner');
    expect(await listVisits(await ownerOf(home))).toMatchObject([
      { ended: null, reason: 'Ticket 4711, the map is empty', write_reason: null },
    ]);
    await endOwnImpersonation(request({ Cookie: cookie }));
    await act(home, 'owner', {
      reason: 'Ticket 4712, a defect',
      write: 'on',
      write_reason: 'They asked me to report it',
    });
    const visits = await listVisits(await ownerOf(home));
    expect(visits.map(({ reason, write_reason: writes }) => [reason, writes])).toEqual([
      ['Ticket 4712, a defect', 'They asked me to report it'],
      ['Ticket 4711, the map is empty', null],
    ]);
    expect(visits[1]?.ended).not.toBeNull();
    expect(JSON.stringify(visits)).not.toContain('Ad Min');
    expect(JSON.stringify(visits)).not.toContain(adminId);
  });

  test('one that ran out by itself ended when its time was over', async () => {
    await act(home, 'owner');
    await asSystem((tx) =>
      tx
        .update(impersonations)
        .set({ createdAt: sql`now() - interval '1 hour'`, expiresAt: sql`now() - interval '50 minutes'` })
        .where(eq(impersonations.tenantId, home.tenantId)),
    );
    const [visit] = await listVisits(await ownerOf(home));
    expect(Date.parse(visit?.ended ?? '') - Date.parse(visit?.began ?? '')).toBe(600_000);
  });

  test('of their own home alone: no neighbour, no colleague, nobody who had the house before', async () => {
    const neighbour = await createNeighbour(home);
    await act(neighbour, 'owner');
    await act(home, 'manager');
    expect(await listVisits(await ownerOf(home))).toEqual([]);
    await act(home, 'owner');
    expect(await listVisits(await ownerOf(home))).toHaveLength(1);
    // The row is another owner's from here on.
    const scope = await ownerOf(home);
    await asSystem(async (tx) => {
      await tx.update(homeowners).set({ endedAt: new Date() }).where(eq(homeowners.id, home.homeownerId));
      await tx.insert(homeowners).values({
        tenantId: home.tenantId,
        houseId: home.houseId,
        fullName: 'Next',
        claimedAt: new Date(),
      });
    });
    const [next] = await asSystem((tx) =>
      tx.select({ id: homeowners.id }).from(homeowners).where(eq(homeowners.fullName, 'Next')).limit(1),
    );
    expect(await listVisits({ ...scope, homeownerId: next!.id })).toEqual([]);
    // A query that asks for the former owner's gets none: the second wall.
    const asked = await withScope({ ...scope, homeownerId: next!.id }, (tx) =>
      tx.select({ id: impersonations.id }).from(impersonations).limit(5),
    );
    expect(asked).toEqual([]);
  });

  test('an erased owner leaves none of it behind', async () => {
    await act(home, 'owner');
    await eraseOwner(await ownerOf(home), 'erase');
    expect((await listPlatformDeeds(developerOf(home), { limit: 10 })).items).toMatchObject([
      { action: 'impersonation.began', as: { kind: 'owner', name: null }, reason: null },
    ]);
  });
});

describe('H4: a builder’s managers are told what the platform’s staff did', () => {
  test('as whom, why, what was changed, and what was changed of the builder itself; of their own alone', async () => {
    const cookie = await act(home, 'owner');
    await endOwnImpersonation(request({ Cookie: cookie }));
    await act(home, 'manager');
    const other = await createTestTenant(`other-${count}`, { claimed: true });
    await act(other, 'owner');
    const admin = await requireAdmin(request({ Cookie: await staffCookieOf({ userId: adminId, tenantId: null }) }));
    const { details } = await describeBuilder(admin, home.tenantId);
    await changeBuilder(admin, home.tenantId, { ...details, accent: '#74560f', name: 'New Name' });
    const { items } = await listPlatformDeeds(developerOf(home), { limit: 10 });
    expect(items.map(({ action, as, reason, subject }) => [action, as, reason, subject])).toEqual([
      ['tenant.changed', null, null, 'New Name'],
      // Another was begun, of another builder's.
      ['impersonation.ended', { kind: 'staff', name: 'Dev Eloper' }, null, null],
      ['impersonation.began', { kind: 'staff', name: 'Dev Eloper' }, 'Ticket 4711, the map is empty', null],
      ['impersonation.ended', { kind: 'owner', name: '1 Long Avenue' }, null, null],
      ['impersonation.began', { kind: 'owner', name: '1 Long Avenue' }, 'Ticket 4711, the map is empty', null],
    ]);
    expect(JSON.stringify(items)).not.toContain('Ad Min');
    const first = await listPlatformDeeds(developerOf(home), { limit: 3 });
    const second = await listPlatformDeeds(developerOf(home), { limit: 3, cursor: first.next_cursor ?? '' });
    expect([...first.items, ...second.items]).toEqual(items);
    await expect(listPlatformDeeds(developerOf(home), { limit: 3, cursor: 'x' })).rejects.toMatchObject({
      status: 422,
    });
  });
});
