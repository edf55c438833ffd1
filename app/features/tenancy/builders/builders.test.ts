import { and, eq, inArray } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { twoBuilders } from '#app/features/identity/testing/builders.ts';
import { createTestAdmin, requireAdmin, staffCookieOf } from '#app/features/identity/testing.ts';
import { inviteManager } from '#app/features/identity/team/invite-manager.server.ts';
import { staffInvitations } from '#db/schema/identity.ts';
import { jobStatus } from '#db/schema/jobs.ts';
import { auditLog } from '#db/schema/observability.ts';
import { tenants } from '#db/schema/tenancy.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { describeBuilder } from './read-builder.server.ts';
import { changeBuilder, createBuilder } from './write-builder.server.ts';

const world = twoBuilders();

let count = 0;
/** The scope of an admin of their own. */
async function admin() {
  const userId = await createTestAdmin(`admin-${(count += 1)}@platform.example`);
  const Cookie = await staffCookieOf({ userId, tenantId: null });
  return requireAdmin(new Request('http://localhost/api/x', { headers: { Cookie } }));
}

const GOOD = {
  name: 'Oak Homes',
  slug: 'oak-homes',
  support_email: 'care@oak.example',
  support_phone: '021 555 0100',
  accent: '#74560f',
};
const slugsOf = () => withScope(systemScope('test'), (tx) => tx.select({ slug: tenants.slug }).from(tenants).limit(50));
const auditOf = (id: string) =>
  withScope(systemScope('test'), (tx) =>
    tx
      .select({ action: auditLog.action, details: auditLog.details })
      .from(auditLog)
      .where(and(eq(auditLog.subjectId, id), inArray(auditLog.action, ['tenant.created', 'tenant.changed'])))
      .orderBy(auditLog.id)
      .limit(9),
  );

describe('H1: builders', () => {
  test('one is written down, with who did it, and changed', async () => {
    const scope = await admin();
    const id = await createBuilder(scope, GOOD);
    const { details, use } = await describeBuilder(scope, id);
    const { seen, ...written } = details;
    expect(written).toEqual(GOOD);
    expect(use).toEqual({ developments: 0, houses: 0 });
    await changeBuilder(scope, id, { ...GOOD, seen, name: 'Oak Homes Ltd', accent: '#8a4b08', slug: 'another' });
    expect((await describeBuilder(scope, id)).details).toMatchObject({
      name: 'Oak Homes Ltd',
      accent: '#8a4b08',
      slug: 'oak-homes',
    });
    expect(await auditOf(id)).toEqual([
      { action: 'tenant.created', details: { name: 'Oak Homes', slug: 'oak-homes' } },
      { action: 'tenant.changed', details: { name: 'Oak Homes Ltd', accent: '#8a4b08' } },
    ]);
  });

  test('what cannot be is said beside its field, and nothing is written', async () => {
    const scope = await admin();
    const before = await slugsOf();
    for (const [field, values] of Object.entries({
      name: ['', 'x', 'x'.repeat(121)],
      slug: ['', 'ab', 'Oak', 'oak_homes', '-oak', 'oak-', 'oak--homes', 'www', 'x'.repeat(41), world.builder.slug],
      support_email: ['', 'nobody', `${'x'.repeat(250)}@a.example`],
      support_phone: ['', 'ring us'],
      accent: ['', 'gold', '#fff', '#ffff00'],
    }))
      for (const value of values)
        await expect(
          createBuilder(scope, { ...GOOD, slug: 'a-new-one', [field]: value }),
          `${field} ${value}`,
        ).rejects.toMatchObject({ status: 422, fields: [{ field }] });
    expect(await slugsOf()).toEqual(before);
  });

  test('a second writer is told, and changes nothing', async () => {
    const scope = await admin();
    const id = world.other.tenantId;
    const { details } = await describeBuilder(scope, id);
    const fields = { ...details, accent: '#74560f' };
    await changeBuilder(scope, id, { ...fields, name: 'First' });
    await expect(changeBuilder(scope, id, { ...fields, name: 'Second' })).rejects.toMatchObject({ status: 409 });
    expect((await describeBuilder(scope, id)).details.name).toBe('First');
  });

  test('none of this address is 404', async () => {
    const scope = await admin();
    for (const id of [undefined, 'nonsense', world.builder.houseId]) {
      await expect(describeBuilder(scope, id)).rejects.toMatchObject({ status: 404 });
      await expect(changeBuilder(scope, id, { ...GOOD, seen: '' })).rejects.toMatchObject({ status: 404 });
    }
  });

  test('how much it has is counted of its own', async () => {
    const { use } = await describeBuilder(await admin(), world.builder.tenantId);
    expect(use).toEqual({ developments: 1, houses: 1 });
  });

  test('its first manager is asked by mail, by the admin who acts', async () => {
    const scope = await admin();
    const id = await createBuilder(scope, { ...GOOD, slug: `oak-${count}` });
    await inviteManager(scope, id, 'first@oak.example', 'http://localhost');
    const [invitations, jobs, entries] = await withScope(systemScope('test'), async (tx) => [
      await tx.select().from(staffInvitations).where(eq(staffInvitations.tenantId, id)).limit(2),
      await tx.select().from(jobStatus).where(eq(jobStatus.tenantId, id)).limit(2),
      await tx.select().from(auditLog).where(eq(auditLog.tenantId, id)).orderBy(auditLog.action).limit(2),
    ]);
    expect(invitations).toMatchObject([{ email: 'first@oak.example', role: 'manager' }]);
    expect(jobs).toMatchObject([{ eventName: 'mail/send', state: 'queued' }]);
    const actorId = scope.actor.kind === 'staff' ? scope.actor.userId : '';
    expect(entries).toMatchObject([
      { action: 'staff.invited', actorKind: 'staff', actorId },
      { action: 'tenant.created', actorKind: 'staff', actorId },
    ]);
    await expect(inviteManager(scope, id, 'nobody', 'http://localhost')).rejects.toMatchObject({ status: 422 });
    await expect(inviteManager(scope, 'x', 'a@b.example', 'http://localhost')).rejects.toMatchObject({ status: 404 });
  });
});
