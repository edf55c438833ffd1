import { AppError } from '#app/platform/errors.ts';
import { endSession } from './end-session.server.ts';
import { readHomeownerClaims } from './homeowner-session.server.ts';
import type { HomeownerClaims } from './homeowner-token.server.ts';
import {
  clearedCookie,
  HOMEOWNER_COOKIE,
  IMPERSONATION_COOKIE,
  readSessionCookie,
  STAFF_COOKIE,
} from './session-cookies.server.ts';
import { endStaffSession } from './staff-session.server.ts';

/**
 * Ends whatever session the request carries, a homeowner's with every token of it (E3) and a staff session alike.
 * An admin who acts as somebody ends with it, and of that person's own sessions none. Returns the `Set-Cookie` values
 * that clear all, and who it was: `owner` for whoever held a token of a house.
 */
export async function signOut(request: Request): Promise<{ cookies: string[]; who: 'owner' | 'staff' | null }> {
  const isStaff = readSessionCookie(request, STAFF_COOKIE) !== undefined;
  const isActing = readSessionCookie(request, IMPERSONATION_COOKIE) !== undefined;
  await endStaffSession(request);
  const claims = await carriedClaims(request);
  if (claims) await endSession(claims);
  return {
    cookies: [
      clearedCookie(request, HOMEOWNER_COOKIE),
      clearedCookie(request, STAFF_COOKIE),
      ...(isActing ? [clearedCookie(request, IMPERSONATION_COOKIE)] : []),
    ],
    who: claims ? 'owner' : isStaff ? 'staff' : null,
  };
}

/** A token that the owner's claim has replaced still names the session; one that is expired or forged names none. */
async function carriedClaims(request: Request): Promise<HomeownerClaims | null> {
  try {
    return await readHomeownerClaims(request);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
