import { and, asc, desc, eq, gt, isNull, ne, sql } from 'drizzle-orm';
import { markMailOf } from '../../fragments/mail-outcome.ts';
import { staffInvitations, staffSessions, staffUsers } from '../../schema/identity.ts';
import { tenants } from '../../schema/tenancy.ts';
import type { TenantScope, Tx } from '../../scope.ts';

/** What a member of a builder's staff may be. */
export type TeamRole = 'manager' | 'viewer';

/** More than a builder has: a list without pages has a bound. */
const MAX_TEAM = 500;

/** Who belongs to a builder's staff, the first to come first. */
export function listTeam(tx: Tx, scope: TenantScope) {
  return tx
    .select({
      id: staffUsers.id,
      role: staffUsers.role,
      email: staffUsers.email,
      fullName: staffUsers.fullName,
      createdAt: staffUsers.createdAt,
    })
    .from(staffUsers)
    .where(and(eq(staffUsers.tenantId, scope.tenantId), isNull(staffUsers.disabledAt)))
    .orderBy(asc(staffUsers.id))
    .limit(MAX_TEAM);
}

const openOf = (scope: TenantScope) =>
  and(
    eq(staffInvitations.tenantId, scope.tenantId),
    isNull(staffInvitations.acceptedAt),
    isNull(staffInvitations.revokedAt),
    gt(staffInvitations.expiresAt, sql`now()`),
  );

/** Invitations that are still good, the newest first. */
export function listOpenInvitations(tx: Tx, scope: TenantScope) {
  return tx
    .select({
      id: staffInvitations.id,
      email: staffInvitations.email,
      role: staffInvitations.role,
      createdAt: staffInvitations.createdAt,
      expiresAt: staffInvitations.expiresAt,
      mailedAt: staffInvitations.mailedAt,
      mailFailedAt: staffInvitations.mailFailedAt,
    })
    .from(staffInvitations)
    .where(openOf(scope))
    .orderBy(desc(staffInvitations.id))
    .limit(MAX_TEAM);
}

/**
 * Locks all managers of a builder until the transaction ends, so that two who are removed at once come one after the
 * other. Their ids.
 */
export async function lockManagers(tx: Tx, scope: TenantScope): Promise<string[]> {
  const rows = await tx
    .select({ id: staffUsers.id })
    .from(staffUsers)
    .where(and(eq(staffUsers.tenantId, scope.tenantId), eq(staffUsers.role, 'manager'), isNull(staffUsers.disabledAt)))
    .orderBy(asc(staffUsers.id))
    .limit(MAX_TEAM)
    .for('update');
  return rows.map(({ id }) => id);
}

/** Ends an account and every session of it. False when it is none of the builder's, or ended already. */
export async function disableMember(tx: Tx, scope: TenantScope, id: string): Promise<boolean> {
  const { rowCount } = await tx
    .update(staffUsers)
    .set({ disabledAt: sql`now()` })
    .where(and(eq(staffUsers.tenantId, scope.tenantId), eq(staffUsers.id, id), isNull(staffUsers.disabledAt)));
  await tx.delete(staffSessions).where(and(eq(staffSessions.tenantId, scope.tenantId), eq(staffSessions.userId, id)));
  return rowCount === 1;
}

/** Gives a member another role. False when there is no such member. */
export async function updateMemberRole(tx: Tx, scope: TenantScope, id: string, role: TeamRole): Promise<boolean> {
  const { rowCount } = await tx
    .update(staffUsers)
    .set({ role })
    .where(and(eq(staffUsers.tenantId, scope.tenantId), eq(staffUsers.id, id), isNull(staffUsers.disabledAt)));
  return rowCount === 1;
}

/** True when this address belongs to a member of the builder's staff. */
export async function isMember(tx: Tx, scope: TenantScope, email: string): Promise<boolean> {
  const rows = await tx
    .select({ id: staffUsers.id })
    .from(staffUsers)
    .where(
      and(
        eq(staffUsers.tenantId, scope.tenantId),
        isNull(staffUsers.disabledAt),
        sql`lower(${staffUsers.email}) = ${email.toLowerCase()}`,
      ),
    )
    .limit(1);
  return rows.length > 0;
}

export type NewInvitation = { id: string; email: string; role: TeamRole; tokenHash: string };

/** Stores an invitation, good for a week, and takes back the open ones for the same address. */
export async function insertStaffInvitation(tx: Tx, scope: TenantScope, invitation: NewInvitation): Promise<void> {
  await tx
    .insert(staffInvitations)
    .values({ ...invitation, tenantId: scope.tenantId, expiresAt: sql`now() + interval '7 days'` });
  await tx
    .update(staffInvitations)
    .set({ revokedAt: sql`now()` })
    .where(
      and(
        openOf(scope),
        ne(staffInvitations.id, invitation.id),
        sql`lower(${staffInvitations.email}) = ${invitation.email.toLowerCase()}`,
      ),
    );
}

/** Takes an open invitation back. False when it is none of the builder's, or not open any more. */
export async function revokeStaffInvitation(tx: Tx, scope: TenantScope, id: string): Promise<boolean> {
  const { rowCount } = await tx
    .update(staffInvitations)
    .set({ revokedAt: sql`now()` })
    .where(and(openOf(scope), eq(staffInvitations.id, id)));
  return rowCount === 1;
}

/** What the mail of an invitation says; undefined once it is not good any more. */
export async function findStaffInvitationToMail(tx: Tx, scope: TenantScope, id: string) {
  const [row] = await tx
    .select({
      email: staffInvitations.email,
      role: staffInvitations.role,
      createdAt: staffInvitations.createdAt,
      tenantName: tenants.name,
    })
    .from(staffInvitations)
    .innerJoin(tenants, eq(tenants.id, staffInvitations.tenantId))
    .where(and(openOf(scope), eq(staffInvitations.id, id)))
    .limit(1);
  return row;
}

/** Notes what became of an invitation's mail; the first time of each counts. */
export const markStaffInvitationMail = markMailOf(staffInvitations);

export type GoodInvitation = {
  tenantId: string;
  id: string;
  email: string;
  role: TeamRole;
  tenantName: string;
  retiredReason: string | null;
};

/** An invitation that is still good, by its token's hash. */
export async function findStaffInvitation(tx: Tx, tokenHash: string): Promise<GoodInvitation | undefined> {
  const { rows } = await tx.execute<GoodInvitation>(sql`
    select tenant_id as "tenantId", id, email, role, tenant_name as "tenantName", retired_reason as "retiredReason"
    from wall.door_staff_invitation(${tokenHash}) limit 1`);
  return rows[0];
}

/** Makes whoever has the invitation a member of the staff. False when it is not good, or the address is another's. */
export async function acceptStaffInvitation(
  tx: Tx,
  joining: { tokenHash: string; accountId: string; fullName: string; passwordHash: string },
): Promise<boolean> {
  const { tokenHash, accountId, fullName, passwordHash } = joining;
  const { rows } = await tx.execute<{ joined: boolean }>(
    sql`select wall.door_accept_staff(${tokenHash}, ${accountId}, ${fullName}, ${passwordHash}) as joined`,
  );
  return rows[0]?.joined ?? false;
}
