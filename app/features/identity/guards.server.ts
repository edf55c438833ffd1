import { AppError } from '#app/platform/errors.ts';
import { anonymousScope, platformScope, tenantScope } from '#db/scope-makers.ts';
import type { AnonymousScope, HouseScope, PlatformScope, TenantScope } from '#db/scope.ts';
import { answering, isApi } from './answering.server.ts';
import { readBearerToken } from './bearer-token.server.ts';
import { assertSameOrigin } from './csrf.server.ts';
import { findHomeownerSession, readHomeownerSession, type HomeownerSession } from './homeowner-session.server.ts';
import { can, type Permission, type Role } from './permissions.ts';
import { readStaffSession, type StaffSession } from './staff-session.server.ts';

/*
 * The only way from a request to a scope (E1). Each guard refuses a forged cross-site request first, then proves who asks. API paths and
 * bearers are refused by AppError 401 or 403; a page sends the signed-out to /sign-in and shows the others a 403 page.
 */

/** For routes that are public on purpose: no more than the tables at the door. */
export function anyone(): AnonymousScope {
  return anonymousScope;
}

/** The house of a signed-in homeowner. */
export async function requireHomeowner(request: Request, permission: Permission = 'house:read'): Promise<HouseScope> {
  return (await requireHomeownerSession(request, permission)).scope;
}

/** As requireHomeowner, with the token's claims and whether the house was claimed. */
export async function requireHomeownerSession(request: Request, permission: Permission = 'house:read'): Promise<HomeownerSession> {
  return answering(request, async () => {
    assertSameOrigin(request);
    const session = await readHomeownerSession(request);
    if (!session) throw (await readStaffSession(request)) ? forbidden('This is for homeowners. Scan the code in your home to continue.') : signedOut('Scan the code in your home, or sign in.');
    demand('homeowner', permission);
    return session;
  });
}

/** The tenant of a signed-in member of a builder's staff. */
export async function requireDeveloper(request: Request, permission: Permission = 'portal:read'): Promise<TenantScope> {
  return answering(request, async () => developerScope(await requireStaff(request, 'builder', permission)));
}

/** Every tenant, for the platform's staff. */
export async function requireAdmin(request: Request, permission: Permission = 'platform:read'): Promise<PlatformScope> {
  return answering(request, async () => {
    const session = await requireStaff(request, 'platform', permission);
    return platformScope({ kind: 'staff', userId: session.userId, email: session.email });
  });
}

/**
 * A homeowner's house or a developer's tenant, for what both may read. A bearer counts alone; of two cookies the staff session counts,
 * since it sees all that a house of its tenant sees.
 */
export async function requireReader(request: Request, permission: Permission = 'document:read'): Promise<HouseScope | TenantScope> {
  return answering(request, async () => {
    assertSameOrigin(request);
    const staff = readBearerToken(request) === undefined ? await readStaffSession(request) : null;
    if (staff && staff.role !== 'admin') {
      demand(staff.role, permission);
      return developerScope(staff);
    }
    const owner = await readHomeownerSession(request);
    if (!owner) throw staff ? forbidden('Your account cannot open this. Sign in as a member of the builder’s staff.') : signedOut('Scan the code in your home, or sign in.');
    demand('homeowner', permission);
    return owner.scope;
  });
}

async function requireStaff(request: Request, side: 'builder' | 'platform', permission: Permission): Promise<StaffSession> {
  assertSameOrigin(request);
  if (readBearerToken(request) !== undefined) {
    await readHomeownerSession(request);
    throw forbidden('A homeowner’s token does not open this. Sign in with a staff account.');
  }
  const session = await readStaffSession(request);
  if (!session) throw (await findHomeownerSession(request)) && isApi(request) ? forbidden('This is for staff. Sign in with a staff account.') : signedOut('Sign in with your staff account.');
  if ((session.role === 'admin') !== (side === 'platform')) throw forbidden(side === 'platform' ? 'This is for the platform’s own staff.' : 'This is for a builder’s staff. Sign in with an account of that builder.');
  demand(session.role, permission);
  return session;
}

function developerScope(session: StaffSession): TenantScope {
  if (session.tenantId === null) throw forbidden('Your account belongs to no builder. Ask the platform team to assign one.');
  return tenantScope(session.tenantId, { kind: 'staff', userId: session.userId, email: session.email });
}

function demand(role: Role, permission: Permission): void {
  if (!can(role, permission)) throw forbidden('Your account is not allowed to do this. Ask a manager of your company, who can do it.');
}

const forbidden = (message: string) => new AppError('forbidden', message);
const signedOut = (message: string) => new AppError('unauthenticated', message);
