import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { closeSignInLinks } from '#db/queries/identity.ts';
import { tenantScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { endSession } from './end-session.server.ts';
import { findHomeownerSession, type HomeownerSession } from './homeowner-session.server.ts';
import { endSessionsOfHouse, lockSession } from './lock-session.server.ts';
import { clearedCookie, HOMEOWNER_COOKIE } from './session-cookies.server.ts';

/**
 * Ends all of an owner's sessions on all devices, this one included, and their open sign-in links. Before the house is claimed nobody is its
 * owner: then it ends this session alone. Returns the `Set-Cookie` value that clears the cookie.
 */
export async function signOutEverywhere(request: Request): Promise<string> {
  const session = await findHomeownerSession(request);
  if (session) await endAll(session);
  return clearedCookie(request, HOMEOWNER_COOKIE);
}

async function endAll({ scope, claims }: HomeownerSession): Promise<void> {
  await withScope(tenantScope(scope.tenantId, scope.actor), async (tx) => {
    const session = await lockSession(tx, claims);
    if (!session?.living || !session.claimedAt) return;
    await endSessionsOfHouse(tx, session, claims);
    await closeSignInLinks(tx, session, new Date());
    await recordAudit(tx, scope, { action: 'homeowner.signed-out-everywhere', subjectType: 'house', subjectId: scope.houseId });
  });
  await endSession(claims);
}
