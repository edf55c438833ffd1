import type { HomeownerSession } from './homeowner-session.server.ts';
import { OWNER_LIFETIME, signHomeownerToken, type HouseClaims } from './homeowner-token.server.ts';
import { HOMEOWNER_COOKIE, sessionCookie } from './session-cookies.server.ts';
import { sessionSecret } from './session-key.server.ts';

/** Seconds after which a returning owner gets a fresh token. */
const RENEW_AFTER = 24 * 3600;

/** The `Set-Cookie` value of a homeowner's new session. `issuedAt` decides whether the house still honours it, `lifetime` is in seconds. */
export async function homeownerCookie(request: Request, house: HouseClaims, options: { issuedAt: Date; lifetime: number }): Promise<string> {
  return sessionCookie(request, HOMEOWNER_COOKIE, await signHomeownerToken(sessionSecret(), house, options), options.lifetime);
}

/** A fresh 30-day cookie for an owner who comes back after a day; null when it is not due, or before the house is claimed. */
export async function renewOwnerSession(request: Request, session: HomeownerSession): Promise<string | null> {
  const now = Date.now();
  const issued = Math.round(session.claims.iat * 1000);
  if (!session.claimed || now - issued < RENEW_AFTER * 1000) return null;
  return homeownerCookie(request, session.claims, { issuedAt: new Date(now), lifetime: OWNER_LIFETIME });
}
