import { houseScope, tenantScope } from '#db/scope-makers.ts';
import type { Scope } from '#db/scope.ts';
import type { EndedImpersonation } from '#db/queries/identity/impersonations.ts';

type Whose = Pick<EndedImpersonation, 'tenantId' | 'id' | 'adminId' | 'staffUserId' | 'houseId' | 'homeownerId'>;

/**
 * For whom an entry of the activity log about an impersonation stands: the person acted for, with who acted. Written by
 * the platform, which may write any.
 */
export function auditScopeOf({ tenantId, id, adminId, staffUserId, houseId, homeownerId }: Whose): Scope {
  if (staffUserId !== null)
    return tenantScope(tenantId, { kind: 'staff', userId: staffUserId, email: '', impersonatorId: adminId });
  const whose = { houseId: houseId ?? '', homeownerId: homeownerId ?? '' };
  const actor = { kind: 'homeowner', ...whose, impersonatorId: adminId } as const;
  return houseScope({ tenantId, developmentId: '', houseType: '', ...whose, sessionId: id, claimed: true, actor });
}
