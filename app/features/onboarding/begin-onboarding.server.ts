import { redirect } from '@remix-run/node';
import { findHomeownerSession } from '#app/features/identity/homeowner-session.server.ts';
import { SCAN_LIFETIME } from '#app/features/identity/homeowner-token.server.ts';
import { homeownerCookie } from '#app/features/identity/owner-session.server.ts';
import { AppError } from '#app/platform/errors.ts';
import type { DoorHouse } from './look-up-qr-token.server.ts';
import { qrAuthenticator } from './qr-authenticator.server.ts';

/**
 * Follows a scanned link. An unclaimed house: a day's session and on to /welcome; nothing is claimed, since links get prefetched. A claimed
 * one: its owner's browser goes /home, any other to /sign-in. Throws AppError 404 (unknown, revoked, missing token) or 429.
 */
export async function beginOnboarding(request: Request): Promise<Response> {
  const house = await authenticate(request);
  const headers = new Headers({ 'Cache-Control': 'no-store' });
  if (house.claimedAt) {
    const session = await findHomeownerSession(request);
    const isOwner = session?.claimed && session.scope.homeownerId === house.homeownerId;
    return redirect(isOwner ? '/home' : '/sign-in', { headers });
  }
  const options = { issuedAt: issueMoment(house), lifetime: SCAN_LIFETIME };
  headers.append('Set-Cookie', await homeownerCookie(request, claimsOf(house), options));
  return redirect('/welcome', { headers });
}

async function authenticate(request: Request): Promise<DoorHouse> {
  try {
    return await qrAuthenticator.authenticate('qr', request);
  } catch (error) {
    // On a page a string that is no token and a token that is unknown are the same mishap.
    if (error instanceof AppError && error.code === 'invalid-input') throw new AppError('not-found', 'This link is incomplete: its code is missing or cut off. Scan the code in your home again, or ask your builder for a new one.');
    throw error;
  }
}

/** A revocation just now may have moved sessions_valid_from a millisecond ahead of the clock. */
function issueMoment(house: DoorHouse): Date {
  return new Date(Math.max(house.now.getTime(), house.sessionsValidFrom.getTime()));
}

function claimsOf(house: DoorHouse) {
  return { tenant_id: house.tenantId, development_id: house.developmentId, house_id: house.houseId, house_type: house.houseType };
}
