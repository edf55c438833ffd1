import { useRouteLoaderData } from '@remix-run/react';
import { can, mayWhileActing, type Permission, type Role } from '../permissions.ts';
import { useImpersonation } from './use-impersonation.ts';

/**
 * May the member of a builder's staff who looks at this page do that, or whoever acts as them? What would be refused is
 * not offered (E1).
 */
export function useCan(permission: Permission): boolean {
  const portal = useRouteLoaderData<{ role: Role }>('routes/developer');
  const impersonation = useImpersonation();
  const isOpen = impersonation === null || (impersonation.state === 'lasts' && impersonation.mayWrite);
  return can(portal?.role, permission) && isOpen && (impersonation === null || mayWhileActing(permission));
}
