import { revokeSession } from '#db/queries/identity.ts';
import { withScope } from '#db/scope.ts';
import { findHomeownerSession } from './homeowner-session.server.ts';
import { clearedCookie, HOMEOWNER_COOKIE, STAFF_COOKIE } from './session-cookies.server.ts';
import { endStaffSession } from './staff-session.server.ts';

/**
 * Ends whatever session the request carries, a homeowner's token (E3: its jti is revoked) and a staff session alike. Returns the
 * `Set-Cookie` values that clear both.
 */
export async function signOut(request: Request): Promise<string[]> {
  await endStaffSession(request);
  const session = await findHomeownerSession(request);
  if (session) {
    const { scope, claims } = session;
    await withScope(scope, (tx) => revokeSession(tx, { tenantId: scope.tenantId, sessionId: scope.sessionId, expiresAt: new Date(claims.exp * 1000) }));
  }
  return [clearedCookie(request, HOMEOWNER_COOKIE), clearedCookie(request, STAFF_COOKIE)];
}
