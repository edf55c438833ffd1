import { refuseClosedPortal } from '#app/features/tenancy/retirement/closed-builder.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { platformScope, tenantScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { sessionCookie, STAFF_COOKIE } from '../sessions/session-cookies.server.ts';
import type { Wait } from './slow-sign-in.server.ts';
import { authenticateStaff } from './staff-authenticator.server.ts';
import { endStaffSession, STAFF_SESSION_LIFETIME, startStaffSession } from '../sessions/staff-session.server.ts';

export type StaffSignIn = {
  /** As the contract names it: a builder's manager and viewer are both `developer`. */
  role: 'developer' | 'admin';
  /** The tenant's slug; null for an admin. */
  tenant: string | null;
  /** The `Set-Cookie` values: the session, and the proof that this account signed in on this browser. */
  cookies: string[];
};

/**
 * Signs a staff member in, replacing the session that the browser had. Throws AppError: 401, 403 (of a retired
 * builder), 422, 429.
 */
export async function signInStaff(
  request: Request,
  credentials: { email: unknown; password: unknown },
  wait?: Wait,
): Promise<StaffSignIn> {
  const account = await authenticateStaff(request, credentials, wait);
  refuseClosedPortal(account);
  const { userId, role, email, tenantId, tenantSlug, passwordHash, deviceCookie } = account;
  await endStaffSession(request);
  const token = await startStaffSession(request, { userId, passwordHash });
  const actor = { kind: 'staff', userId, email } as const;
  const scope = tenantId ? tenantScope(tenantId, actor) : platformScope(actor);
  await withScope(scope, (tx) => recordAudit(tx, scope, { action: 'staff.signed-in' }));
  const cookies = [sessionCookie(request, STAFF_COOKIE, token, STAFF_SESSION_LIFETIME), deviceCookie];
  return { role: role === 'admin' ? 'admin' : 'developer', tenant: tenantSlug, cookies };
}
