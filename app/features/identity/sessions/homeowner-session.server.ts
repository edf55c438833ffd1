import { refuseClosedHome } from '#app/features/tenancy/retirement/closed-builder.ts';
import { AppError } from '#app/platform/errors.ts';
import { isoDay } from '#app/platform/dublin-time.ts';
import { extendRequestContext } from '#app/platform/request-context.ts';
import { markSeen } from '#db/queries/identity/owners.ts';
import { findTokenSubject } from '#db/queries/identity/sessions.ts';
import { entryScope, houseScope } from '#db/scope-makers.ts';
import { withScope, type EntryScope, type HouseScope } from '#db/scope.ts';
import { readBearerToken } from '../bearer-token.server.ts';
import {
  houseOf,
  sessionEnded,
  sessionIdOf,
  verifyHomeownerToken,
  type HomeownerClaims,
} from './homeowner-token.server.ts';
import { oncePerPage } from '../once-per-page.server.ts';
import { HOMEOWNER_COOKIE, readSessionCookie } from './session-cookies.server.ts';
import { sessionSecret } from './session-key.server.ts';

export type HomeownerSession = {
  scope: HouseScope;
  claims: HomeownerClaims;
  /** Has the owner accepted the house? Until then the session is that of whoever scanned the code. */
  claimed: boolean;
  /**
   * Of what the house's development may search, now: read here, because each question needs it and would ask the
   * database once more.
   */
  libraryVersion: string;
  /** Somebody acts as the owner (E6): it is no session of theirs, and is never renewed. */
  isActedFor?: boolean;
};

/** Set by load tests and by clients that know their builder; must agree with the token. */
const TENANT_HEADER = 'X-Tenant-Slug';

/** The request's token, by bearer or else by cookie, unchecked. */
export function readHomeownerToken(request: Request): string | undefined {
  return readBearerToken(request) ?? readSessionCookie(request, HOMEOWNER_COOKIE);
}

/** The claims of the request's token, checked in themselves only; null without one. Throws AppError 401. */
export async function readHomeownerClaims(request: Request): Promise<HomeownerClaims | null> {
  const token = readHomeownerToken(request);
  return token === undefined ? null : verifyHomeownerToken(sessionSecret(), token);
}

/**
 * The homeowner who sends `request`, by bearer or else by cookie, checked in itself and against the database (E3); null
 * when it carries no token. Throws AppError: 401 for a token that is bad, expired, revoked or ended by a claim; 403 for
 * another tenant's slug and for a retired builder's. The loaders of one page ask once between them; a request that may
 * change something is checked each time.
 */
export const readHomeownerSession = oncePerPage(['Authorization', 'Cookie', TENANT_HEADER], proveHomeowner);

async function proveHomeowner(request: Request): Promise<HomeownerSession | null> {
  const claims = await readHomeownerClaims(request);
  if (!claims) return null;
  const house = houseOf(claims);
  const sessionId = sessionIdOf(claims);
  const unproved = houseScope({ ...house, homeownerId: '', sessionId, claimed: false, actor: { kind: 'anonymous' } });
  const subject = await withScope(unproved, (tx) => findTokenSubject(tx, { ...house, sessionId }), { readOnly: true });
  if (!subject || subject.revoked || Math.round(claims.iat * 1000) < subject.sessionsValidFrom.getTime())
    throw sessionEnded();
  refuseClosedHome(subject);
  const slug = request.headers.get(TENANT_HEADER);
  if (slug !== null && slug !== subject.tenantSlug)
    throw new AppError(
      'forbidden',
      `This session belongs to another builder than the ${TENANT_HEADER} header says. Leave the header away or ` +
        'sign in there.',
    );
  extendRequestContext({ tenantId: house.tenantId, actor: `homeowner:${subject.homeownerId}` });
  const { homeownerId } = subject;
  const claimed = subject.claimedAt !== null;
  const actor = { kind: 'homeowner', homeownerId, houseId: house.houseId } as const;
  const scope = houseScope({ ...house, homeownerId, sessionId, claimed, actor });
  // By day, so once a day: what the builder's staff see of it.
  const today = isoDay(new Date());
  if (claimed && subject.lastSeenOn !== today) await withScope(scope, (tx) => markSeen(tx, scope, today));
  return {
    scope,
    claims,
    claimed,
    libraryVersion: subject.libraryVersion,
  };
}

/** For what begins, keeps or ends the session, which is not the house's own to do. */
export function entryOf({ scope: { tenantId, houseId, homeownerId, sessionId } }: HomeownerSession): EntryScope {
  return entryScope({ tenantId, houseId, sessionId, actor: { kind: 'homeowner', homeownerId, houseId } });
}

/** As readHomeownerSession, but null also for a token that is not good: for doors that serve the signed-out too. */
export async function findHomeownerSession(request: Request): Promise<HomeownerSession | null> {
  try {
    return await readHomeownerSession(request);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
