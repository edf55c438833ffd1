import { randomUUID } from 'node:crypto';
import { redirect } from '@remix-run/node';
import { signInPathOfClaimed } from '#app/features/identity/claimed-house.server.ts';
import { endSession } from '#app/features/identity/sessions/end-session.server.ts';
import {
  findHomeownerSession,
  type HomeownerSession,
} from '#app/features/identity/sessions/homeowner-session.server.ts';
import { SCAN_LIFETIME } from '#app/features/identity/sessions/homeowner-token.server.ts';
import { laterOf } from '#app/features/identity/sessions/lock-session.server.ts';
import { homeownerCookie } from '#app/features/identity/sessions/owner-session.server.ts';
import { describeHome } from '#app/features/homes/describe-home.server.ts';
import { AppError } from '#app/platform/errors.ts';
import type { DoorHouse } from './scan-qr-code.server.ts';
import { qrAuthenticator } from './qr-authenticator.server.ts';

type HouseName = { label: string; development: string };

/** Asked of somebody who is at home in one house and follows the code of another. */
export type WhichHouse = { scanned: HouseName; current: HouseName & { fullName: string; claimed: boolean } };

/**
 * Follows a scanned link. An unclaimed house: a day's session and on to /welcome; nothing is claimed, since links get
 * prefetched. A claimed one: its owner's browser goes /home, any other to /sign-in, with why. A living session of
 * another house is not replaced: it is asked which one is meant. Throws AppError 404 (unknown, revoked, missing token)
 * or 429.
 */
export async function beginOnboarding(request: Request): Promise<Response | WhichHouse> {
  const house = await authenticate(request);
  const session = await findHomeownerSession(request);
  if (!house.claimedAt && session && !isOf(session, house)) return describeBoth(house, session);
  return enter(request, house, session);
}

/**
 * The answer to the question above: the scanned house, in place of the one that the browser is signed in to. Throws as
 * beginOnboarding.
 */
export async function switchHouse(request: Request): Promise<Response> {
  const house = await authenticate(request);
  const session = await findHomeownerSession(request);
  if (!house.claimedAt && session && !isOf(session, house)) await endSession(session.claims);
  return enter(request, house, session);
}

async function enter(request: Request, house: DoorHouse, session: HomeownerSession | null): Promise<Response> {
  const headers = new Headers({ 'Cache-Control': 'no-store' });
  if (house.claimedAt) {
    const isOwner = session?.claimed && session.scope.homeownerId === house.homeownerId;
    const { label, developmentName: development, tenantName: builder } = house;
    return redirect(isOwner ? '/home' : await signInPathOfClaimed({ label, development, builder }), { headers });
  }
  // Whoever scans again goes on in the same session, with the questions asked so far.
  const sessionId = session && isOf(session, house) ? session.scope.sessionId : randomUUID();
  // A revocation just now may have moved sessions_valid_from a millisecond ahead of the clock.
  const issuedAt = laterOf(house.now, house.sessionsValidFrom);
  const cookie = await homeownerCookie(request, claimsOf(house), { issuedAt, lifetime: SCAN_LIFETIME, sessionId });
  headers.append('Set-Cookie', cookie);
  return redirect('/welcome', { headers });
}

function isOf({ scope }: HomeownerSession, house: DoorHouse): boolean {
  return scope.tenantId === house.tenantId && scope.houseId === house.houseId;
}

async function describeBoth(house: DoorHouse, session: HomeownerSession): Promise<WhichHouse> {
  const home = await describeHome(session.scope);
  return {
    scanned: { label: house.label, development: house.developmentName },
    current: {
      label: home.house.label,
      development: home.development.name,
      fullName: home.purchaser.fullName,
      claimed: home.claimed,
    },
  };
}

async function authenticate(request: Request): Promise<DoorHouse> {
  try {
    return await qrAuthenticator.authenticate('qr', request);
  } catch (error) {
    // On a page a string that is no token and a token that is unknown are the same mishap.
    if (error instanceof AppError && error.code === 'invalid-input')
      throw new AppError(
        'not-found',
        'This link is incomplete: its code is missing or cut off. Scan the code in your home again, or ask your ' +
          'builder for a new one.',
      );
    throw error;
  }
}

function claimsOf(house: DoorHouse) {
  return {
    tenant_id: house.tenantId,
    development_id: house.developmentId,
    house_id: house.houseId,
    house_type: house.houseType,
  };
}
