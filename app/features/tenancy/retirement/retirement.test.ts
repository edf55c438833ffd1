import { and, eq, inArray } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeEach, describe, expect, test } from 'vitest';
import { openCalendar } from '#app/features/identity/calendar-scope.server.ts';
import { findVisitors } from '#app/features/identity/find-visitors.server.ts';
import { describePerson } from '#app/features/identity/impersonation/find-person.server.ts';
import { readImpersonation } from '#app/features/identity/impersonation/read-impersonation.server.ts';
import { issueSignInLinks } from '#app/features/identity/sign-in-links/issue-sign-in-links.server.ts';
import {
  describeSignInLink,
  redeemSignInLink,
} from '#app/features/identity/sign-in-links/redeem-sign-in-link.server.ts';
import { sealAddress } from '#app/features/identity/sign-in-links/sealed-address.server.ts';
import { readHomeownerClaims } from '#app/features/identity/sessions/homeowner-session.server.ts';
import { signInStaff } from '#app/features/identity/staff-sign-in/sign-in-staff.server.ts';
import { inviteManager } from '#app/features/identity/team/invite-manager.server.ts';
import { describeStaffInvitation, joinStaff } from '#app/features/identity/team/join-staff.server.ts';
import { builderPerTest } from '#app/features/identity/testing/builders.ts';
import {
  actingCookieOf,
  createTestAdmin,
  createTestTenant,
  homeownerTokenOf,
  requireAdmin,
  requireDeveloper,
  requireHomeowner,
  staffCookieOf,
  type TestTenant,
} from '#app/features/identity/testing.ts';
import { requestRollUps } from '#app/features/insights/roll-up-analytics.server.ts';
import { enqueueJobs } from '#app/features/jobs/enqueue-job.server.ts';
import { followRetiredBuilders } from '#app/features/jobs/follow-retired-builders.server.ts';
import { replayJob } from '#app/features/jobs/replay-job.server.ts';
import { acceptHouse } from '#app/features/onboarding/accept-house.server.ts';
import { scanQrCode } from '#app/features/onboarding/scan-qr-code.server.ts';
import { hashPassword } from '#app/platform/password.ts';
import { hashToken, randomToken } from '#app/platform/tokens.ts';
import { insertSignInLink } from '#db/queries/identity/sign-in-links.ts';
import { updateRetirement } from '#db/queries/tenancy/builders.ts';
import { calendarLinks } from '#db/schema/care.ts';
import { qrTokens } from '#db/schema/homes.ts';
import { staffInvitations } from '#db/schema/identity.ts';
import { jobStatus, outbox } from '#db/schema/jobs.ts';
import { auditLog } from '#db/schema/observability.ts';
import { anonymousScope, systemScope } from '#db/scope-makers.ts';
import { withScope, type PlatformScope, type Tx } from '#db/scope.ts';
import { describePublicDevelopment } from '../describe-public-development.server.ts';
import { describeBuilder } from '../builders/read-builder.server.ts';
import { listTenants } from '../list-tenants.server.ts';
import { reopenBuilder, retireBuilder } from './retire-builder.server.ts';

const world = builderPerTest();
const system = systemScope('test');
const asSystem = <T>(work: (tx: Tx) => Promise<T>) => withScope(system, work);
const REASON = 'The contract has ended, ticket 4711.';

let count = 0;
let admin: PlatformScope;
let adminId: string;
beforeEach(async () => {
  adminId = await createTestAdmin(`admin-${(count += 1)}@platform.example`);
  const Cookie = await staffCookieOf({ userId: adminId, tenantId: null });
  admin = await requireAdmin(asks({ Cookie }));
});

const asks = (headers: Record<string, string>, path = '/api/x') => new Request(`http://localhost${path}`, { headers });
const asOwner = async (of: TestTenant) => asks({ Authorization: `Bearer ${await homeownerTokenOf(of)}` });
const asManager = async (of: TestTenant) =>
  asks({ Cookie: await staffCookieOf({ userId: of.developerId, tenantId: of.tenantId }) });
const retire = (of: TestTenant, seen = '') => retireBuilder(admin, of.tenantId, { seen, reason: REASON });
const retiredAt = async (of: TestTenant) => (await describeBuilder(admin, of.tenantId)).retired?.at ?? '';
const reopen = async (of: TestTenant) => reopenBuilder(admin, of.tenantId, { seen: await retiredAt(of) });

const CLOSED_HOME = { status: 403, extension: { heading: 'Your home is closed here for now' } };
const CLOSED_PORTAL = { status: 403, extension: { heading: 'This portal is closed for now' } };

describe('H1: a retired builder', () => {
  test('lets nobody of it in, tells owners whom to ask and staff why, and lets all in again as they were', async () => {
    const { home } = world;
    const owner = await asOwner(home);
    const manager = await asManager(home);
    const other = await createTestTenant(`other-${count}`);
    await retire(home);
    const refused = await requireHomeowner(owner).catch((error: unknown) => error);
    expect(refused).toMatchObject(CLOSED_HOME);
    expect((refused as Error).message).toContain(`care@${home.slug}.example`);
    expect((refused as Error).message).toContain('021 555 0140');
    expect((refused as Error).message).not.toContain(REASON);
    const closed = await requireDeveloper(manager).catch((error: unknown) => error);
    expect(closed).toMatchObject(CLOSED_PORTAL);
    expect((closed as Error).message).toContain(REASON);
    expect(await findVisitors(manager)).toEqual([]);
    expect((await requireHomeowner(await asOwner(other))).tenantId).toBe(other.tenantId);
    expect((await requireDeveloper(await asManager(other))).tenantId).toBe(other.tenantId);
    await reopen(home);
    expect((await requireHomeowner(await asOwner(home))).tenantId).toBe(home.tenantId);
    expect((await requireDeveloper(asks({ Cookie: manager.headers.get('Cookie') ?? '' }))).tenantId).toBe(
      home.tenantId,
    );
  });

  test('opens nothing by password, code, form of a scan, link, invitation, calendar or public address', async () => {
    const home = await createTestTenant(`owned-${count}`, {
      claimed: true,
      passwordHash: await hashPassword('secret'),
    });
    const { tenantId, houseId, homeownerId } = home;
    const [code, link, invitation, calendar] = [randomToken(), randomToken(), randomToken(), randomToken()];
    const unclaimed = await createTestTenant(`scanned-${count}`);
    const scanned = await homeownerTokenOf(unclaimed);
    await asSystem(async (tx) => {
      await tx.insert(qrTokens).values({ tenantId, id: v7(), houseId, tokenHash: hashToken(code) });
      await insertSignInLink(tx, { tenantId, id: v7(), homeownerId, tokenHash: hashToken(link), lifetime: 600_000 });
      const week = new Date(Date.now() + 600_000_000);
      await tx.insert(staffInvitations).values({
        tenantId,
        id: v7(),
        email: 'new@builder.example',
        role: 'viewer',
        tokenHash: hashToken(invitation),
        expiresAt: week,
      });
      await tx
        .insert(calendarLinks)
        .values({ tenantId, id: v7(), houseId, homeownerId, tokenHash: hashToken(calendar) });
    });
    const signIn = () => signInStaff(asks({}, '/sign-in'), { email: `dev-${home.email}`, password: 'secret' });
    expect((await openCalendar(calendar))?.houseId).toBe(houseId);
    await retire(home);
    await retire(unclaimed);
    await expect(signIn()).rejects.toMatchObject(CLOSED_PORTAL);
    await expect(scanQrCode(asks({}), code)).rejects.toMatchObject(CLOSED_HOME);
    const claims = (await readHomeownerClaims(asks({ Authorization: `Bearer ${scanned}` })))!;
    await expect(acceptHouse(asks({}), claims)).rejects.toMatchObject(CLOSED_HOME);
    await expect(describeSignInLink(link)).rejects.toMatchObject(CLOSED_HOME);
    await expect(redeemSignInLink(asks({}), link)).rejects.toMatchObject(CLOSED_HOME);
    await expect(describeStaffInvitation(invitation)).rejects.toMatchObject(CLOSED_PORTAL);
    const joining = { full_name: 'New One', password: 'a long enough password' };
    await expect(joinStaff(asks({}), invitation, joining)).rejects.toMatchObject(CLOSED_PORTAL);
    expect(await openCalendar(calendar)).toBeUndefined();
    await expect(describePublicDevelopment(anonymousScope, home.developmentSlug)).rejects.toMatchObject({
      status: 404,
    });
    const address = await sealAddress(home.email);
    expect(await issueSignInLinks(system, { address, origin: 'http://localhost' })).toBe(0);
    await reopen(home);
    expect((await signIn()).role).toBe('developer');
    expect((await scanQrCode(asks({}), code)).houseId).toBe(houseId);
    expect((await describeSignInLink(link)).label).toBe('1 Long Avenue');
    expect((await describeStaffInvitation(invitation)).email).toBe('new@builder.example');
    expect((await openCalendar(calendar))?.houseId).toBe(houseId);
  });

  test('cannot be acted for, nor can a manager be invited; who acts is told that it is over', async () => {
    const home = await createTestTenant(`acted-${count}`, { claimed: true });
    const { Cookie } = await actingCookieOf(home, adminId, { as: 'owner' });
    expect(await readImpersonation(asks({ Cookie }))).toMatchObject({ state: 'lasts' });
    await retire(home);
    expect(await readImpersonation(asks({ Cookie }))).toMatchObject({ state: 'over' });
    const whom = new URLSearchParams({ house: home.houseId });
    await expect(describePerson(admin, home.tenantId, whom)).rejects.toMatchObject({ status: 409 });
    const staff = new URLSearchParams({ staff: home.developerId });
    await expect(describePerson(admin, home.tenantId, staff)).rejects.toMatchObject({ status: 409 });
    await expect(inviteManager(admin, home.tenantId, 'a@b.example', 'http://localhost')).rejects.toMatchObject({
      status: 409,
    });
  });

  test('is listed as such, found by how its name begins, in either order', async () => {
    const home = await createTestTenant(`zz%_${count}`);
    const list = async (query: object) =>
      (await listTenants(admin, { limit: 100, ...query })).items.map(({ id }) => id);
    await retire(home);
    expect(await list({ state: 'retired', q: `ZZ%_${count}` })).toEqual([home.tenantId]);
    expect(await list({ state: 'open' })).not.toContain(home.tenantId);
    expect(await list({ q: 'zz__' })).toEqual([]);
    expect((await list({ sort: '-created' }))[0]).toBe(home.tenantId);
    expect(await list({ sort: '-name' })).toEqual((await list({})).toReversed());
    const [first] = (await listTenants(admin, { limit: 1, sort: '-created' })).items;
    const { next_cursor: cursor } = await listTenants(admin, { limit: 1, sort: '-created' });
    const next = await listTenants(admin, { limit: 1, sort: '-created', cursor: cursor ?? '' });
    expect(next.items.map(({ id }) => id)).not.toEqual([first?.id]);
    await expect(listTenants(admin, { limit: 1, cursor: cursor ?? '' })).rejects.toMatchObject({ status: 422 });
  });

  test('of two who decide the last is told; a reason is wanted; both are written down with who did it', async () => {
    const { home } = world;
    for (const reason of ['', '  too short ', 'x'.repeat(501)])
      await expect(retireBuilder(admin, home.tenantId, { seen: '', reason })).rejects.toMatchObject({
        status: 422,
        fields: [{ field: 'reason' }],
      });
    for (const id of [undefined, 'nonsense', home.houseId])
      await expect(retireBuilder(admin, id, { seen: '', reason: REASON })).rejects.toMatchObject({ status: 404 });
    await retire(home);
    await expect(retire(home)).rejects.toMatchObject({ status: 409 });
    const at = await retiredAt(home);
    await reopen(home);
    await expect(reopenBuilder(admin, home.tenantId, { seen: at })).rejects.toMatchObject({ status: 409 });
    const entries = await asSystem((tx) =>
      tx
        .select({ action: auditLog.action, actorId: auditLog.actorId, details: auditLog.details })
        .from(auditLog)
        .where(and(eq(auditLog.subjectId, home.tenantId), eq(auditLog.subjectType, 'tenant')))
        .orderBy(auditLog.id)
        .limit(9),
    );
    expect(entries).toEqual([
      { action: 'tenant.retired', actorId: adminId, details: { reason: REASON } },
      { action: 'tenant.reopened', actorId: adminId, details: {} },
    ]);
  });
});

describe('H1: jobs of a retired builder', () => {
  const enqueue = (of: TestTenant, name: string, many = 1) =>
    asSystem((tx) =>
      enqueueJobs(
        tx,
        Array.from({ length: many }, (_, n) => ({
          tenantId: of.tenantId,
          event: { name, data: { tenant_id: of.tenantId, n } },
          subject: { type: 'house' as const, id: v7() },
          allowedMinutes: 7,
        })),
      ),
    );
  const jobs = (of: TestTenant) =>
    asSystem((tx) => tx.select().from(jobStatus).where(eq(jobStatus.tenantId, of.tenantId)).orderBy(jobStatus.id));
  const eventsOf = (ids: string[]) =>
    asSystem((tx) => tx.select({ event: outbox.event }).from(outbox).where(inArray(outbox.jobId, ids)));

  test('end with why, more than a batch of them, and start again once it is open; an erasure goes on', async () => {
    const { home } = world;
    const other = await createTestTenant(`other-jobs-${count}`);
    const [theirs] = await enqueue(other, 'test/job');
    const stopped = await enqueue(home, 'test/job', 70);
    const [erasing] = await enqueue(home, 'owner/erased');
    await retire(home);
    const after = await jobs(home);
    expect(after.filter(({ state }) => state === 'cancelled').map(({ id }) => id)).toEqual(stopped);
    expect(after.filter(({ state }) => state === 'queued').map(({ id }) => id)).toEqual([erasing]);
    expect(after[0]?.error).toContain('starts again by itself');
    expect(new Set((await eventsOf(stopped)).map(({ event }) => event.name))).toEqual(new Set(['job/cancelled']));
    expect((await jobs(other)).map(({ id, state }) => [id, state])).toEqual([[theirs, 'queued']]);
    await expect(replayJob(admin, stopped[0])).rejects.toMatchObject({ status: 409 });
    await reopen(home);
    const again = (await jobs(home)).filter(({ replayOf }) => replayOf !== null);
    expect(again.map(({ replayOf }) => replayOf)).toEqual(stopped);
    expect(again.every(({ state, allowedMinutes }) => state === 'queued' && allowedMinutes === 7)).toBe(true);
    expect(again[3]?.event.data).toMatchObject({ tenant_id: home.tenantId, n: 3, job_id: again[3]?.id });
    expect(again[3]?.subjectId).toBe(after[3]?.subjectId);
    expect(await eventsOf(again.map(({ id }) => id))).toHaveLength(70);
    expect(await followRetiredBuilders(system)).toEqual({ stopped: 0, resumed: 0 });
    expect(await jobs(home)).toHaveLength(141);
  });

  test('that came as it was retired are found by the next look, and by a process that died in between', async () => {
    const { home } = world;
    await retire(home);
    const [late] = await enqueue(home, 'test/job');
    expect(await followRetiredBuilders(system)).toEqual({ stopped: 1, resumed: 0 });
    expect((await jobs(home)).map(({ id, state }) => [id, state])).toEqual([[late, 'cancelled']]);
    // Opened by a process that died before it started anything again.
    await asSystem((tx) => updateRetirement(tx, system, home.tenantId, null));
    expect(await followRetiredBuilders(system)).toEqual({ stopped: 0, resumed: 1 });
    expect(await followRetiredBuilders(system)).toEqual({ stopped: 0, resumed: 0 });
  });

  test('are not asked for on a schedule', async () => {
    const { home } = world;
    const other = await createTestTenant(`other-due-${count}`);
    await retire(home);
    await requestRollUps(system);
    expect(await jobs(home)).toEqual([]);
    expect((await jobs(other)).map(({ eventName }) => eventName)).toEqual(['analytics/rollup.requested']);
  });
});
