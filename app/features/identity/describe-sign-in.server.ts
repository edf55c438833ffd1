import { openClaimedHouse, type ClaimedHouse } from './claimed-house.server.ts';
import { hasSignedOutEverywhere } from './sessions/sign-out-everywhere.server.ts';

/** How /sign-in greets whoever comes. */
export type SignInView = {
  /** Whose form stands first; `owner alone`: an owner came, and the staff's is a link away. */
  first: 'owner' | 'owner alone' | 'staff';
  /** What has just happened, in a sentence. */
  notice: string | null;
  /** Came by the code of a claimed house; its name is null when the address is too old to tell. */
  claimed: { house: ClaimedHouse | null } | null;
};

/** Pages of a homeowner: whoever was on the way to one is asked for the e-mail link alone. */
export const OWNERS_PAGE = /^\/(home|welcome)(\/|\?|$)/;
const STAFFS_PAGE = /^\/(developer|admin)(\/|\?|$)/;

const EVERYWHERE = 'You are signed out on all devices. Sign-in links that were sent before no longer work.';
const NOTHING =
  'You are not signed in on this device, and your other devices were left as they are. To sign out on all ' +
  'devices, sign in again and choose it there.';
const HERE = 'You are signed out of your home on this device. To come back, have a sign-in link sent to you.';
const STAFF_HERE = 'You are signed out.';

/** What the query of /sign-in says; `isSignedIn`: somebody is, whatever a made-up link claims. */
export async function describeSignIn(request: Request, isSignedIn: boolean): Promise<SignInView> {
  const { searchParams } = new URL(request.url);
  if (searchParams.get('reason') === 'claimed') {
    const house = await openClaimedHouse(searchParams.get('house'));
    return { first: 'owner alone', notice: null, claimed: { house } };
  }
  const next = searchParams.get('next') ?? '';
  const forStaff = searchParams.get('for') === 'staff' || STAFFS_PAGE.test(next);
  const notice = noticeOf(request, searchParams.get('signed-out'), { forStaff, isSignedIn });
  const cameFromHome = OWNERS_PAGE.test(next) || (notice !== null && !forStaff);
  return { first: forStaff ? 'staff' : cameFromHome ? 'owner alone' : 'owner', notice, claimed: null };
}

function noticeOf(
  request: Request,
  signedOut: string | null,
  { forStaff, isSignedIn }: { forStaff: boolean; isSignedIn: boolean },
): string | null {
  if (signedOut === 'everywhere') return hasSignedOutEverywhere(request) ? EVERYWHERE : null;
  if (isSignedIn) return null;
  if (signedOut === 'nothing') return NOTHING;
  return signedOut === 'here' ? (forStaff ? STAFF_HERE : HERE) : null;
}
