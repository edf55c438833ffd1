import { noteOwnerSession } from '#db/queries/identity/owner-sessions.ts';
import { withScope } from '#db/scope.ts';
import { clientOf } from '../client-of.server.ts';
import { entryOf, type HomeownerSession } from './homeowner-session.server.ts';
import { OWNER_LIFETIME, signHomeownerToken, type HouseClaims, type SignOptions } from './homeowner-token.server.ts';
import { issuedAt, lockSession } from './lock-session.server.ts';
import { HOMEOWNER_COOKIE, sessionCookie } from './session-cookies.server.ts';
import { sessionSecret } from './session-key.server.ts';

/** Seconds after which a returning owner gets a fresh token. */
const RENEW_AFTER = 24 * 3600;

type CookieOptions = SignOptions & Required<Pick<SignOptions, 'issuedAt' | 'lifetime' | 'sessionId'>>;

/**
 * The `Set-Cookie` value of a homeowner's new token, the same for the same arguments when `jti` is given. `issuedAt`
 * decides whether the house still honours it, `lifetime` is in seconds, `sessionId` what it ends with.
 */
export async function homeownerCookie(request: Request, house: HouseClaims, options: CookieOptions): Promise<string> {
  return sessionCookie(
    request,
    HOMEOWNER_COOKIE,
    await signHomeownerToken(sessionSecret(), house, options),
    options.lifetime,
  );
}

/**
 * A fresh 30-day cookie of the same session for an owner who comes back after a day; null when it is not due, before
 * the house is claimed, when the session has ended meanwhile, or when somebody acts as the owner.
 */
export async function renewOwnerSession(request: Request, session: HomeownerSession): Promise<string | null> {
  const { claims, claimed, isActedFor } = session;
  if (!claimed || isActedFor || Date.now() - issuedAt(claims) < RENEW_AFTER * 1000) return null;
  const living = await withScope(entryOf(session), async (tx) => {
    const locked = await lockSession(tx, claims);
    if (!locked?.living) return undefined;
    const { tenantId, houseId, homeownerId, sessionId, now: at } = locked;
    const { userAgent } = clientOf(request);
    await noteOwnerSession(tx, { tenantId, houseId, homeownerId, sessionId, userAgent, at });
    return locked;
  });
  if (!living) return null;
  return homeownerCookie(request, claims, {
    issuedAt: living.now,
    lifetime: OWNER_LIFETIME,
    sessionId: living.sessionId,
  });
}
