import { refuseClosedHome } from '#app/features/tenancy/retirement/closed-builder.ts';
import { endSessionsBefore, lockOwner } from '#db/queries/identity/owners.ts';
import { findTokenSubject } from '#db/queries/identity/sessions.ts';
import type { Tx } from '#db/scope.ts';
import { houseOf, sessionIdOf, type HomeownerClaims } from './homeowner-token.server.ts';

export type LockedSession = {
  tenantId: string;
  houseId: string;
  homeownerId: string;
  sessionId: string;
  claimedAt: Date | null;
  /** The session that claimed the house. */
  claimedWith: string | null;
  /** Tokens of the house issued before this are void. */
  validFrom: Date;
  /** By the database's clock; a token issued as of it counts until the house's sessions are ended next. */
  now: Date;
  /** Is the token that was asked about still good? Not after the owner's claim or "sign out everywhere". */
  living: boolean;
};

/**
 * What stands about the session of a verified token, its owner locked until the transaction ends: claims, renewals,
 * sign-ins and endings of a house come one after the other. Undefined when the session was signed out, or the house or
 * its owner is no more. Throws AppError 403 for a house of a retired builder.
 */
export async function lockSession(tx: Tx, claims: HomeownerClaims): Promise<LockedSession | undefined> {
  const house = houseOf(claims);
  const sessionId = sessionIdOf(claims);
  const owner = await lockOwner(tx, house);
  const subject = owner && (await findTokenSubject(tx, { ...house, sessionId }));
  if (!subject || subject.revoked) return undefined;
  refuseClosedHome(subject);
  const validFrom = subject.sessionsValidFrom;
  return {
    tenantId: house.tenantId,
    houseId: house.houseId,
    homeownerId: owner.homeownerId,
    sessionId,
    claimedAt: owner.claimedAt,
    claimedWith: owner.claimedWith,
    validFrom,
    now: laterOf(owner.now, validFrom),
    living: issuedAt(claims) >= validFrom.getTime(),
  };
}

/**
 * Voids every token of the session's house issued so far, the given one included, by whichever clock; returns from when
 * tokens count.
 */
export async function endSessionsOfHouse(tx: Tx, session: LockedSession, claims: HomeownerClaims): Promise<Date> {
  const from = new Date(Math.max(session.now.getTime(), issuedAt(claims), Date.now()) + 1);
  await endSessionsBefore(tx, session, from);
  return from;
}

/** A token's moment of issue, milliseconds. */
export function issuedAt(claims: HomeownerClaims): number {
  return Math.round(claims.iat * 1000);
}

export const laterOf = (one: Date, other: Date) => (one > other ? one : other);
