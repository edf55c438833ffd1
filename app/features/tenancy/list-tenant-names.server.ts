import { listTenantNames as query } from '#db/queries/tenancy/tenants.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';

/** The tenants' names, for filtering and for reading lists that only hold ids; at most 200. */
export function listTenantNames(scope: PlatformScope): Promise<{ id: string; name: string }[]> {
  return withScope(scope, (tx) => query(tx), { readOnly: true });
}
