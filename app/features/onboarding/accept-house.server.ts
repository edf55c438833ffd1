import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { OWNER_LIFETIME, sessionEnded, sessionIdOf, type HomeownerClaims } from '#app/features/identity/homeowner-token.server.ts';
import { homeownerCookie } from '#app/features/identity/owner-session.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { endSessionsBefore, lockOwner, markClaimed } from '#db/queries/homes.ts';
import { keepConversationsOf } from '#db/queries/assistant.ts';
import { findTokenSubject } from '#db/queries/identity.ts';
import { houseScope } from '#db/scope-makers.ts';
import { withScope, type HouseScope } from '#db/scope.ts';

/** Milliseconds in which the same session's second submit counts as the first one again. */
const REPEAT_WINDOW = 60_000;

/**
 * The owner accepts the house: it is theirs from this moment, and every other session of the house ends (E3). One transaction; of two people who
 * accept at once one wins, and the same form sent twice succeeds twice. `claims` are those of the token
 * that the form came with. Returns the owner's new cookie (30 days); go on to /home. Throws AppError 409 when somebody else was first, 401
 * when the session has ended.
 */
export async function acceptHouse(request: Request, claims: HomeownerClaims): Promise<{ cookie: string }> {
  const issuedAt = await claim(claims);
  return { cookie: await homeownerCookie(request, claims, { issuedAt, lifetime: OWNER_LIFETIME }) };
}

/** Claims the house of a verified token; returns the moment from which its sessions count. */
async function claim(claims: HomeownerClaims): Promise<Date> {
  const house = { tenantId: claims.tenant_id, developmentId: claims.development_id, houseId: claims.house_id, houseType: claims.house_type };
  const sessionId = sessionIdOf(claims);
  const unproved = houseScope({ ...house, homeownerId: '', sessionId, claimed: false, actor: { kind: 'anonymous' } });
  return withScope(unproved, async (tx) => {
    const owner = await lockOwner(tx, house);
    const subject = owner && (await findTokenSubject(tx, { ...house, sessionId }));
    if (!subject || subject.revoked) throw sessionEnded();
    const isCurrent = Math.round(claims.iat * 1000) >= subject.sessionsValidFrom.getTime();
    if (owner.claimedAt) {
      const isRepeat = owner.claimedWith === sessionId && owner.now.getTime() - owner.claimedAt.getTime() < REPEAT_WINDOW;
      if (!isCurrent && !isRepeat) throw new AppError('conflict', 'This house has already been claimed. If that was you on another device, sign in with your e-mail address; if not, tell your builder at once.');
      return new Date(Math.max(owner.now.getTime(), subject.sessionsValidFrom.getTime()));
    }
    if (!isCurrent) throw sessionEnded();
    // Later than any session issued before the lock was taken, to the millisecond in which tokens are compared.
    const claimedAt = new Date(owner.now.getTime() + 1);
    await markClaimed(tx, { tenantId: house.tenantId, homeownerId: owner.homeownerId, claimedAt, claimedWith: sessionId });
    await endSessionsBefore(tx, house, claimedAt);
    await keepConversationsOf(tx, { tenantId: house.tenantId, sessionId });
    const scope: HouseScope = { ...unproved, homeownerId: owner.homeownerId, actor: { kind: 'homeowner', homeownerId: owner.homeownerId, houseId: house.houseId } };
    await recordAudit(tx, scope, { action: 'house.claimed', subjectType: 'house', subjectId: house.houseId });
    return claimedAt;
  });
}
