import { v5 } from 'uuid';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { clientOf } from '#app/features/identity/client-of.server.ts';
import { readHomeownerToken } from '#app/features/identity/sessions/homeowner-session.server.ts';
import {
  OWNER_LIFETIME,
  sessionEnded,
  sessionIdOf,
  type HomeownerClaims,
} from '#app/features/identity/sessions/homeowner-token.server.ts';
import { endSessionsOfHouse, lockSession } from '#app/features/identity/sessions/lock-session.server.ts';
import { homeownerCookie } from '#app/features/identity/sessions/owner-session.server.ts';
import { HOMEOWNER_COOKIE, sessionCookie } from '#app/features/identity/sessions/session-cookies.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { consume } from '#app/platform/rate-limiter.ts';
import { noteOwnerSession } from '#db/queries/identity/owner-sessions.ts';
import { insertConsents } from '#db/queries/onboarding/consents.ts';
import { findClaimChecks, keepConversationsOf, markClaimed } from '#db/queries/onboarding/claims.ts';
import { entryScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { homeIsNotReady, isClosedToNewOwners } from './held-codes.ts';
import { isSurname } from './is-surname.ts';
import { LEGAL_TEXTS } from './legal-texts.ts';

/** Milliseconds in which the same session's second submit counts as the first one again. */
const REPEAT_WINDOW = 60_000;

/**
 * The owner accepts the house, and with it the terms and the privacy notice as they stand: it is theirs from this
 * moment, and every other session of the house ends (E3). One transaction; of two people who accept at once one wins,
 * and the same form sent again within a minute of the claim, however often, gets the same token again. `claims` are
 * those of the token that the form came with, `surname` is what was typed, where the development asks for it. Returns
 * the owner's cookie (30 days); go on to /home. Throws AppError 422 for another name than the purchaser's, 429 for too
 * many guesses, 409 when somebody else was first, 401 when the session has ended.
 */
export async function acceptHouse(
  request: Request,
  claims: HomeownerClaims,
  surname: string | null = null,
): Promise<{ cookie: string }> {
  const claimedAt = await claim(claims, { userAgent: clientOf(request).userAgent, surname });
  return {
    cookie: claimedAt === 'by this token' ? keep(request, claims) : await cookieOfClaim(request, claims, claimedAt),
  };
}

/** The token that the claim made, made once more from the same parts. */
function cookieOfClaim(request: Request, claims: HomeownerClaims, claimedAt: Date): Promise<string> {
  const sessionId = sessionIdOf(claims);
  const jti = v5(`claimed at ${claimedAt.toISOString()}`, sessionId);
  return homeownerCookie(request, claims, { issuedAt: claimedAt, lifetime: OWNER_LIFETIME, sessionId, jti });
}

/** The owner's own token again: the form was sent once more after its first answer had come. */
function keep(request: Request, claims: HomeownerClaims): string {
  return sessionCookie(request, HOMEOWNER_COOKIE, readHomeownerToken(request) ?? '', claims.exp - Date.now() / 1000);
}

/**
 * Claims the house of a verified token; returns the moment of the claim, also of the same session's claim just before.
 */
async function claim(
  claims: HomeownerClaims,
  { userAgent, surname }: { userAgent: string; surname: string | null },
): Promise<Date | 'by this token'> {
  if (surname !== null) await consume('surname', claims.house_id);
  const entered = { tenantId: claims.tenant_id, houseId: claims.house_id, sessionId: sessionIdOf(claims) };
  return withScope(entryScope({ ...entered, actor: { kind: 'anonymous' } }), async (tx) => {
    const session = await lockSession(tx, claims);
    if (!session) throw sessionEnded();
    const { tenantId, houseId, homeownerId, sessionId, claimedAt } = session;
    if (claimedAt) {
      if (session.living) return 'by this token';
      const isRepeat = session.claimedWith === sessionId && session.now.getTime() - claimedAt.getTime() < REPEAT_WINDOW;
      if (isRepeat && claimedAt >= session.validFrom) return claimedAt;
      throw new AppError(
        'conflict',
        'This house has already been claimed. If that was you on another device, sign in with your e-mail ' +
          'address; if not, tell your builder at once.',
      );
    }
    if (!session.living) throw sessionEnded();
    const asked = await findClaimChecks(tx, { tenantId, homeownerId });
    if (asked?.held) throw homeIsNotReady();
    if (asked?.closed) throw isClosedToNewOwners();
    if (asked?.asksSurname && !isSurname(surname ?? '', asked.fullName)) throw wrongSurname();
    const from = await endSessionsOfHouse(tx, session, claims);
    await markClaimed(tx, { tenantId, homeownerId, claimedAt: from, claimedWith: sessionId });
    await insertConsents(tx, { tenantId, homeownerId }, LEGAL_TEXTS);
    await noteOwnerSession(tx, { tenantId, houseId, homeownerId, sessionId, userAgent, at: from });
    await keepConversationsOf(tx, session);
    const scope = entryScope({ ...entered, actor: { kind: 'homeowner', homeownerId, houseId } });
    await recordAudit(tx, scope, { action: 'house.claimed', subjectType: 'house', subjectId: houseId });
    return from;
  });
}

function wrongSurname(): AppError {
  const message = 'This is not the surname that your builder has for this house. Type it as in your contract.';
  return new AppError('invalid-input', message, { fields: [{ field: 'surname', message }] });
}
