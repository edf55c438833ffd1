import { endOwnerSession } from '#db/queries/identity/owner-sessions.ts';
import { findTokenSubject, revokeSession } from '#db/queries/identity/sessions.ts';
import { entryScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { OWNER_LIFETIME, sessionIdOf, type HomeownerClaims } from './homeowner-token.server.ts';

/** Milliseconds after which no token that a session has now, or is given in this moment, is good any more. */
export const LONGEST_SESSION = (OWNER_LIFETIME + 24 * 3600) * 1000;

/** Ends the session of a verified token, with every token of it, those minted before and at this moment included. */
export async function endSession(claims: HomeownerClaims): Promise<void> {
  const { tenant_id: tenantId, development_id: developmentId, house_id: houseId, house_type: houseType } = claims;
  const sessionId = sessionIdOf(claims);
  const expiresAt = new Date(Math.max(claims.exp * 1000, Date.now() + LONGEST_SESSION));
  await withScope(entryScope({ tenantId, houseId, sessionId, actor: { kind: 'anonymous' } }), async (tx) => {
    const known = await findTokenSubject(tx, { tenantId, developmentId, houseId, houseType, sessionId });
    if (!known) return;
    await revokeSession(tx, { tenantId, sessionId, expiresAt });
    await endOwnerSession(tx, { tenantId, sessionId });
  });
}
