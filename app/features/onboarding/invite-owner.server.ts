import { v7 } from 'uuid';
import { requestSignInLinks } from '#app/features/identity/sign-in-links/send-sign-in-link.server.ts';
import { enqueueJob } from '#app/features/jobs/enqueue-job.server.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { lockOwner } from '#db/queries/identity/owners.ts';
import { findOwnerOf } from '#db/queries/homes/homeowners.ts';
import { insertInvitation } from '#db/queries/onboarding/invitations.ts';
import { listHeldHouses } from '#db/queries/onboarding/sheets.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { mailRequested } from '#inngest/events.ts';
import { codesAreHeld } from './held-codes.ts';

/** Longer than the mail is tried for. */
const MAIL_DEADLINE_MINUTES = 240;
/** Milliseconds after which an owner may be invited again: a form sent twice is one invitation. */
const REPEAT_WINDOW = 60_000;

/**
 * Mails the owner of a house the way in: before the claim an invitation with what the house's code says, after it a
 * sign-in link. Accepted as a job (C7). Throws AppError 404 without an owner, 422 without an address, 409 within a
 * minute of the last time, and while the house's code is held.
 */
export async function inviteOwner(
  scope: TenantScope,
  houseId: string,
  origin: string,
): Promise<'invited' | 'link-sent'> {
  const link = await withScope(scope, async (tx) => {
    const locked = await lockOwner(tx, { tenantId: scope.tenantId, houseId });
    const owner = locked && (await findOwnerOf(tx, scope, houseId));
    if (!owner) throw new AppError('not-found', 'This house has no owner yet. Write down who buys it first.');
    if (!owner.email)
      throw new AppError('invalid-input', `Nobody can be written to: ${owner.fullName} has no e-mail address yet.`);
    const last = owner.invitation?.createdAt;
    if (last && locked.now.getTime() - last.getTime() < REPEAT_WINDOW)
      throw new AppError('conflict', 'An invitation was sent a moment ago. Give it a minute before the next one.');
    const held = owner.claimedAt ? [] : await listHeldHouses(tx, scope, [houseId]);
    if (held.length > 0) throw codesAreHeld(held);
    await recordAudit(tx, scope, { action: 'owner.invited', subjectType: 'homeowner', subjectId: owner.id });
    if (owner.claimedAt) return owner.email;
    const id = v7();
    await insertInvitation(tx, scope, { id, homeownerId: owner.id });
    await enqueueJob(tx, {
      tenantId: scope.tenantId,
      event: { name: mailRequested.name, data: { tenant_id: scope.tenantId, mail: 'invitation', id, origin } },
      subject: { type: 'mail', id },
      allowedMinutes: MAIL_DEADLINE_MINUTES,
    });
    return undefined;
  });
  if (link === undefined) wakeDispatcher();
  else await requestSignInLinks(link, origin);
  return link === undefined ? 'invited' : 'link-sent';
}

/** Invites the owners of several houses, each by itself; what is refused is counted, not thrown. */
export async function inviteOwners(
  scope: TenantScope,
  houseIds: readonly string[],
  origin: string,
): Promise<{ sent: number; refused: number }> {
  let sent = 0;
  for (const houseId of houseIds) {
    try {
      await inviteOwner(scope, houseId, origin);
      sent += 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
  return { sent, refused: houseIds.length - sent };
}
