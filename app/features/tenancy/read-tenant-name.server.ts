import { findTenantName } from '#db/queries/tenancy/tenants.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';

/** A tenant's name; null when there is none of this id, or no id. */
export async function readTenantName(scope: PlatformScope, tenantId: string | null): Promise<string | null> {
  if (tenantId === null) return null;
  return withScope(scope, async (tx) => (await findTenantName(tx, tenantId)) ?? null, { readOnly: true });
}
