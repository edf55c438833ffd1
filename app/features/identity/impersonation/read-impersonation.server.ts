import { extendRequestContext } from '#app/platform/request-context.ts';
import { hashToken } from '#app/platform/tokens.ts';
import { findImpersonation, type LivingImpersonation } from '#db/queries/identity/impersonations.ts';
import { anonymousScope, houseScope, tenantScope } from '#db/scope-makers.ts';
import { withScope, type HouseScope, type TenantScope } from '#db/scope.ts';
import { readBearerToken } from '../bearer-token.server.ts';
import { oncePerPage } from '../once-per-page.server.ts';
import type { HomeownerSession } from '../sessions/homeowner-session.server.ts';
import { IMPERSONATION_COOKIE, readSessionCookie, STAFF_COOKIE } from '../sessions/session-cookies.server.ts';
import { sessionSecret } from '../sessions/session-key.server.ts';
import type { StaffSession } from '../sessions/staff-session.server.ts';
import { readImpersonationToken } from './impersonation-token.server.ts';

/** Who acts as whom, while it lasts. */
export type Acting = {
  id: string;
  tenantId: string;
  adminId: string;
  adminName: string;
  /** Who they are taken for, and what that may do. */
  role: LivingImpersonation['role'];
  fullName: string;
  /** The house of an owner, or the builder of its staff. */
  place: string;
  until: Date;
  mayWrite: boolean;
  back: string;
} & (
  | { kind: 'owner'; scope: HouseScope; session: HomeownerSession }
  | { kind: 'staff'; scope: TenantScope; session: StaffSession }
);

/** What a request's cookie of acting as somebody says: nothing, that it lasts, or that it is over. */
export type ImpersonationState = null | { state: 'lasts'; acting: Acting } | { state: 'over'; back: string };

const START = '/admin/tenants';

/**
 * As whom the admin who sends `request` acts; null without the cookie, and of a bearer, which counts alone. It is over
 * with its time, with the admin's own session or account, with the person's account or ownership, with one click, and
 * for a cookie that is not ours. The loaders of one page ask once between them.
 */
export const readImpersonation = oncePerPage(['Authorization', 'Cookie'], prove);

async function prove(request: Request): Promise<ImpersonationState> {
  const token = readSessionCookie(request, IMPERSONATION_COOKIE);
  if (token === undefined || readBearerToken(request) !== undefined) return null;
  const read = await readImpersonationToken(sessionSecret(), token);
  if (!read) return { state: 'over', back: START };
  const { claims, expired } = read;
  const over = { state: 'over', back: claims.back } as const;
  const own = readSessionCookie(request, STAFF_COOKIE);
  if (expired || own === undefined) return over;
  const key = { tenantId: claims.tenant_id, id: claims.jti };
  const row = await withScope(anonymousScope, (tx) => findImpersonation(tx, key, hashToken(own)), { readOnly: true });
  if (!row || row.adminId !== claims.act.sub || (row.userId ?? row.homeownerId) !== claims.sub) return over;
  const acting = describe(claims.tenant_id, claims.jti, claims.back, row);
  extendRequestContext({ tenantId: claims.tenant_id, actor: `${row.role}:${claims.sub} by admin:${row.adminId}` });
  return { state: 'lasts', acting };
}

function describe(tenantId: string, id: string, back: string, row: LivingImpersonation): Acting {
  const { adminId, adminName, role, fullName, expiresAt: until, mayWrite } = row;
  const shared = { id, tenantId, adminId, adminName, role, fullName, until, mayWrite, back };
  const { homeownerId, houseId, developmentId, houseType } = row;
  if (homeownerId !== null && houseId !== null && developmentId !== null && houseType !== null) {
    const house = { tenantId, developmentId, houseId, houseType };
    const scope = ownerScope({ ...house, homeownerId }, shared);
    return { ...shared, kind: 'owner', place: row.houseLabel ?? '', scope, session: ownerSession(scope, row, id) };
  }
  if (row.userId === null || row.email === null || role === 'owner')
    throw new Error('An impersonation is of a member of staff or of an owner.');
  const { userId, email } = row;
  const actor = { kind: 'staff', userId, email, impersonatorId: adminId } as const;
  const { tenantSlug, tenantName } = row;
  return {
    ...shared,
    kind: 'staff',
    place: tenantName,
    scope: { ...tenantScope(tenantId, actor), readOnly: !mayWrite },
    session: { userId, email, role, fullName, tenantId, tenantSlug, tenantName, retiredReason: null, expiresAt: until },
  };
}

/** Of the owner, with a session of nobody's, so that it is none of the owner's devices. */
function ownerScope(
  owner: Pick<HouseScope, 'tenantId' | 'developmentId' | 'houseId' | 'houseType' | 'homeownerId'>,
  { id, adminId, mayWrite }: { id: string; adminId: string; mayWrite: boolean },
): HouseScope {
  const { homeownerId, houseId } = owner;
  const actor = { kind: 'homeowner', homeownerId, houseId, impersonatorId: adminId } as const;
  return { ...houseScope({ ...owner, sessionId: id, claimed: true, actor }), readOnly: !mayWrite };
}

function ownerSession(scope: HouseScope, { expiresAt, libraryVersion }: LivingImpersonation, id: string) {
  const { tenantId, developmentId, houseId, houseType } = scope;
  const claims = {
    tenant_id: tenantId,
    development_id: developmentId,
    house_id: houseId,
    house_type: houseType,
    role: 'homeowner' as const,
    jti: id,
    iat: Date.now() / 1000,
    exp: expiresAt.getTime() / 1000,
  };
  return { scope, claims, claimed: true, libraryVersion, isActedFor: true };
}
