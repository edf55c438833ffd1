import type { HouseScope } from '#db/scope.ts';
import { findHomeownerSession } from './sessions/homeowner-session.server.ts';
import { readImpersonation, type Acting } from './impersonation/read-impersonation.server.ts';
import type { Role } from './permissions.ts';
import { HOMEOWNER_COOKIE, readSessionCookie, STAFF_COOKIE } from './sessions/session-cookies.server.ts';
import { readStaffSession } from './sessions/staff-session.server.ts';

/** Who is signed in on this browser, and the first page of theirs. */
export type Visitor =
  | { role: Extract<Role, 'scan' | 'owner'>; home: '/welcome' | '/home'; scope: HouseScope }
  | { role: Extract<Role, 'manager' | 'viewer' | 'admin'>; home: '/developer' | '/admin'; fullName: string };

/**
 * Everybody whose living session the request's cookies carry, for pages that are open to all: nobody, one, or both an
 * owner and a member of staff; while an admin acts as somebody, that person. Nobody of a retired builder. Asks nothing
 * without a cookie.
 */
export async function findVisitors(request: Request): Promise<Visitor[]> {
  const impersonation = await readImpersonation(request);
  if (impersonation?.state === 'lasts') return [actedFor(impersonation.acting)];
  const found: Visitor[] = [];
  const home = readSessionCookie(request, HOMEOWNER_COOKIE) ? await findHomeownerSession(request) : null;
  if (home)
    found.push(
      home.claimed
        ? { role: 'owner', home: '/home', scope: home.scope }
        : { role: 'scan', home: '/welcome', scope: home.scope },
    );
  const staff = readSessionCookie(request, STAFF_COOKIE) ? await readStaffSession(request) : null;
  if (staff && staff.retiredReason === null)
    found.push({ role: staff.role, home: staff.role === 'admin' ? '/admin' : '/developer', fullName: staff.fullName });
  return found;
}

function actedFor(acting: Acting): Visitor {
  return acting.kind === 'owner'
    ? { role: 'owner', home: '/home', scope: acting.scope }
    : { role: acting.session.role, home: '/developer', fullName: acting.fullName };
}
