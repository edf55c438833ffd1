import { selectAdminNames } from '#db/queries/operations/errors.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';

/** Who can look after an error (H8): the platform's own staff, at most 100. */
export function listAdmins(scope: PlatformScope): Promise<{ id: string; name: string }[]> {
  return withScope(scope, (tx) => selectAdminNames(tx, scope), { readOnly: true });
}
