import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { closeSignInLinks } from '#db/queries/identity/sign-in-links.ts';
import { withScope } from '#db/scope.ts';
import { endSession } from './end-session.server.ts';
import { entryOf, findHomeownerSession, type HomeownerSession } from './homeowner-session.server.ts';
import { endSessionsOfHouse, lockSession } from './lock-session.server.ts';
import {
  clearedCookie,
  HOMEOWNER_COOKIE,
  readSessionCookie,
  sessionCookie,
  SIGNED_OUT_COOKIE,
} from './session-cookies.server.ts';

/**
 * What has ended: `nothing` when this device's session was over already, so that nobody is known whose other devices
 * could be meant.
 */
type Ended = 'everywhere' | 'here' | 'nothing';

/** Seconds in which the sign-in page may say that it was done. */
const SAY_FOR = 60;

/**
 * Ends all of an owner's sessions on all devices, this one included, and their open sign-in links. Before the house is
 * claimed nobody is its owner: then it ends this session alone. Returns what has ended and the `Set-Cookie` values for
 * the sign-in page.
 */
export async function signOutEverywhere(request: Request): Promise<{ ended: Ended; cookies: string[] }> {
  const session = await findHomeownerSession(request);
  const ended = session ? await endAll(session) : 'nothing';
  const cookies = [clearedCookie(request, HOMEOWNER_COOKIE)];
  if (ended === 'everywhere') cookies.push(sessionCookie(request, SIGNED_OUT_COOKIE, ended, SAY_FOR));
  return { ended, cookies };
}

/** A link to the sign-in page that somebody made up must not say that all devices are signed out. */
export function hasSignedOutEverywhere(request: Request): boolean {
  return readSessionCookie(request, SIGNED_OUT_COOKIE) === 'everywhere';
}

async function endAll(known: HomeownerSession): Promise<Ended> {
  const { scope, claims } = known;
  const ended = await withScope(entryOf(known), async (tx): Promise<Ended> => {
    const session = await lockSession(tx, claims);
    if (!session?.living) return 'nothing';
    if (!session.claimedAt) return 'here';
    await endSessionsOfHouse(tx, session, claims);
    await closeSignInLinks(tx, session);
    await recordAudit(tx, scope, {
      action: 'homeowner.signed-out-everywhere',
      subjectType: 'house',
      subjectId: scope.houseId,
    });
    return 'everywhere';
  });
  await endSession(claims);
  return ended;
}
