import { redirect } from '@remix-run/node';
import { refuseClosedPortal } from '#app/features/tenancy/retirement/closed-builder.ts';
import { AppError } from '#app/platform/errors.ts';
import { anonymousScope, platformScope, tenantScope } from '#db/scope-makers.ts';
import type { AnonymousScope, HouseScope, PlatformScope, TenantScope } from '#db/scope.ts';
import { readBearerToken } from './bearer-token.server.ts';
import { assertSameOrigin } from './csrf.server.ts';
import {
  findHomeownerSession,
  readHomeownerClaims,
  readHomeownerSession,
} from './sessions/homeowner-session.server.ts';
import type { HomeownerSession } from './sessions/homeowner-session.server.ts';
import type { HomeownerClaims } from './sessions/homeowner-token.server.ts';
import { can, rolesOf, type Access, type Permission, type Role, type RoleOf } from './permissions.ts';
import { actingIsOver, admitActing } from './impersonation/guard-acting.server.ts';
import { readImpersonation } from './impersonation/read-impersonation.server.ts';
import { readStaffSession, type StaffSession } from './sessions/staff-session.server.ts';

/* The only way from a request to a scope (E1). Called by the routes' builders alone, with what ROUTE_ACCESS says. */

type OfHouse = { scope: HouseScope; session: HomeownerSession };
type OfBuilder = { scope: TenantScope; session: StaffSession };
type OfPlatform = { scope: PlatformScope; session: StaffSession };
type ByRole = { scan: OfHouse; owner: OfHouse; manager: OfBuilder; viewer: OfBuilder; admin: OfPlatform };

/** What a route is handed for the access that its row names: a scope, and who asks. */
export type Grant<A extends Access> = A extends 'public' | 'door' | 'leave'
  ? { scope: AnonymousScope }
  : A extends 'house:claim'
    ? { claims: HomeownerClaims }
    : A extends Permission
      ? ByRole[RoleOf<A>]
      : // 'signature': nobody is known until the route has checked it.
        unknown;

/** Who is to understand a refusal: a person at a page, or a program. */
export type Surface = 'page' | 'api';

/**
 * Proves who sends `request` and that they may do `access`. A forged cross-site request is refused first. A bearer
 * counts alone; of two cookies the staff session counts where both may, since it sees all that a house of its tenant
 * sees. An admin who acts as somebody is that person alone until it ends (E6), and `intent` a permission that is asked
 * for beside `access` then. Throws AppError 401 or 403; at a page whose house is not claimed yet a redirect to
 * /welcome.
 */
export async function guard<A extends Access>(
  request: Request,
  access: A,
  surface: Surface,
  intent?: Permission,
): Promise<Grant<A>> {
  return (await grant(request, access, surface, intent)) as Grant<A>;
}

async function grant(
  request: Request,
  access: Access,
  surface: Surface,
  intent: Permission | undefined,
): Promise<unknown> {
  if (access === 'signature') return {};
  if (access === 'public') return { scope: anonymousScope };
  assertSameOrigin(request);
  if (access === 'leave') return { scope: anonymousScope };
  const impersonation = await readImpersonation(request);
  if (impersonation?.state === 'lasts') {
    const { acting } = impersonation;
    await admitActing(acting, { request, access, intent });
    return { scope: acting.scope, session: acting.session };
  }
  if (access === 'door') return { scope: anonymousScope };
  // Whoever goes on in a page that was another person's is not taken for somebody else of this browser.
  if (impersonation && (access === 'house:claim' || !rolesOf(access).includes('admin'))) throw actingIsOver();
  if (access !== 'house:claim') return proveRole(request, access, surface);
  const claims = await readHomeownerClaims(request);
  if (!claims) throw signedOut('Scan the code in your home to continue.');
  return { claims };
}

const HOUSE_ROLES: readonly Role[] = ['scan', 'owner'];
const isForHouses = (permission: Permission) => rolesOf(permission).some((role) => HOUSE_ROLES.includes(role));
const isForStaff = (permission: Permission) => rolesOf(permission).some((role) => !HOUSE_ROLES.includes(role));
const roleIn = (session: HomeownerSession): Role => (session.claimed ? 'owner' : 'scan');

async function proveRole(request: Request, permission: Permission, surface: Surface): Promise<ByRole[Role]> {
  const hasBearer = readBearerToken(request) !== undefined;
  const staff = isForStaff(permission) && !hasBearer ? await readStaffSession(request) : null;
  if (staff && can(staff.role, permission)) return ofStaff(staff);
  const home = isForHouses(permission) || hasBearer ? await readHomeownerSession(request) : null;
  if (home && can(roleIn(home), permission)) return { scope: home.scope, session: home };
  if (home && isForHouses(permission))
    throw surface === 'page' ? redirect('/welcome') : forbidden('Accept the house first: open /welcome.');
  if (staff) throw forbidden(refusalOf(staff, permission));
  throw await strangerTo(request, permission, { surface, isHomeowner: home !== null });
}

/** Nobody who was looked for is there: who else is it? */
async function strangerTo(
  request: Request,
  permission: Permission,
  seen: { surface: Surface; isHomeowner: boolean },
): Promise<AppError> {
  if (isForHouses(permission)) {
    const isStaff = !isForStaff(permission) && (await readStaffSession(request));
    return isStaff
      ? forbidden('This is for homeowners. Scan the code in your home to continue.')
      : signedOut('Scan the code in your home, or sign in.');
  }
  if (seen.isHomeowner) return forbidden('A homeowner’s token does not open this. Sign in with a staff account.');
  // A homeowner at a page of the staff's is shown the sign-in, in case they are both.
  const isHomeowner = seen.surface === 'api' && (await findHomeownerSession(request));
  return isHomeowner
    ? forbidden('This is for staff. Sign in with a staff account.')
    : signedOut('Sign in with your staff account.');
}

function ofStaff(session: StaffSession): OfBuilder | OfPlatform {
  const actor = { kind: 'staff', userId: session.userId, email: session.email } as const;
  if (session.role === 'admin') return { scope: platformScope(actor), session };
  if (session.tenantId === null)
    throw forbidden('Your account belongs to no builder. Ask the platform team to assign one.');
  refuseClosedPortal(session);
  return { scope: tenantScope(session.tenantId, actor), session };
}

/** What a signed-in member of staff who may not is told. */
function refusalOf({ role }: StaffSession, permission: Permission): string {
  const roles = rolesOf(permission);
  if (role === 'viewer' && roles.includes('manager'))
    return 'Your account can look at this, not change it. Ask a manager of your company.';
  if (isForHouses(permission)) return 'Your account cannot open this. Sign in as a member of the builder’s staff.';
  if (roles.includes('admin')) return 'This is for the platform’s own staff.';
  return 'This is for a builder’s staff. Sign in with an account of that builder.';
}

const forbidden = (message: string) => new AppError('forbidden', message);
const signedOut = (message: string) => new AppError('unauthenticated', message);
