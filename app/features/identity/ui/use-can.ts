import { useRouteLoaderData } from '@remix-run/react';
import { can, type Permission, type Role } from '../permissions.ts';

/** May the member of a builder's staff who looks at this page do that? What would be refused is not offered (E1). */
export function useCan(permission: Permission): boolean {
  const portal = useRouteLoaderData<{ role: Role }>('routes/developer');
  return can(portal?.role, permission);
}
