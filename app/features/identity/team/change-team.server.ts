import { v7 } from 'uuid';
import { enqueueJob } from '#app/features/jobs/enqueue-job.server.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { validate } from '#app/platform/http.ts';
import { deriveStaffToken, hashToken } from '#app/platform/tokens.ts';
import {
  disableMember,
  insertStaffInvitation,
  isMember,
  listOpenInvitations,
  lockManagers,
  revokeStaffInvitation,
  updateMemberRole,
} from '#db/queries/identity/team.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { mailRequested } from '#inngest/events.ts';
import { colleagueSchema, memberRoleSchema, memberSchema } from '../schema.ts';
import { sessionSecret } from '../sessions/session-key.server.ts';

/** Longer than the mail is tried for. */
const MAIL_DEADLINE_MINUTES = 240;
/** Mails that wait for an answer, so that a portal is no machine that writes to strangers. */
const MAX_OPEN = 50;

const noMember = () => new AppError('not-found', 'There is no such member of your team. Open the page again.');

/**
 * Asks somebody by mail to join the staff, as a job (C7); an earlier invitation of theirs stops working. Throws
 * AppError 409 for a member, 422 with the fields or for too many open invitations.
 */
export async function inviteColleague(scope: TenantScope, fields: unknown, origin: string): Promise<void> {
  const { email, role } = validate(colleagueSchema, fields);
  const id = v7();
  const tokenHash = hashToken(deriveStaffToken(sessionSecret(), scope.tenantId, id));
  await withScope(scope, async (tx) => {
    if (await isMember(tx, scope, email)) throw new AppError('conflict', `${email} belongs to your team already.`);
    if ((await listOpenInvitations(tx, scope)).length >= MAX_OPEN)
      throw new AppError('invalid-input', `${MAX_OPEN} invitations are open. Take some back first.`);
    await insertStaffInvitation(tx, scope, { id, email, role, tokenHash });
    await enqueueJob(tx, {
      tenantId: scope.tenantId,
      event: { name: mailRequested.name, data: { tenant_id: scope.tenantId, mail: 'staff-invitation', id, origin } },
      subject: { type: 'mail', id },
      allowedMinutes: MAIL_DEADLINE_MINUTES,
    });
    await recordAudit(tx, scope, { action: 'staff.invited', subjectType: 'staff', subjectId: id, details: { role } });
  });
  wakeDispatcher();
}

/** Takes an invitation back. Throws AppError 404 when it is not open. */
export async function takeInvitationBack(scope: TenantScope, fields: unknown): Promise<void> {
  const { member: id } = validate(memberSchema, fields);
  await withScope(scope, async (tx) => {
    if (!(await revokeStaffInvitation(tx, scope, id)))
      throw new AppError('not-found', 'This invitation was accepted, taken back or has run out. Open the page again.');
    await recordAudit(tx, scope, { action: 'staff.invitation-revoked', subjectType: 'staff', subjectId: id });
  });
}

/** Ends an account with every session of it. Throws AppError 404, 409 for the last manager. */
export async function removeMember(scope: TenantScope, fields: unknown): Promise<void> {
  const { member: id } = validate(memberSchema, fields);
  await withScope(scope, async (tx) => {
    refuseLast(await lockManagers(tx, scope), id);
    if (!(await disableMember(tx, scope, id))) throw noMember();
    await recordAudit(tx, scope, { action: 'staff.removed', subjectType: 'staff', subjectId: id });
  });
}

/** Makes a member a manager or a viewer, from their next click on. Throws AppError 404, 409 for the last manager. */
export async function changeRole(scope: TenantScope, fields: unknown): Promise<void> {
  const { member: id, role } = validate(memberRoleSchema, fields);
  await withScope(scope, async (tx) => {
    const managers = await lockManagers(tx, scope);
    if (role === 'viewer') refuseLast(managers, id);
    if (!(await updateMemberRole(tx, scope, id, role))) throw noMember();
    await recordAudit(tx, scope, {
      action: 'staff.role-changed',
      subjectType: 'staff',
      subjectId: id,
      details: { role },
    });
  });
}

function refuseLast(managers: readonly string[], id: string): void {
  if (managers.length === 1 && managers[0] === id)
    throw new AppError('conflict', 'Your team needs a manager. Make somebody else one first.');
}
