import { hasHouse } from '#db/queries/homes/homeowners.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { requireId } from '#app/platform/require-id.ts';
import { noSuchHouse } from './no-such-house.ts';

/** The id of a house of the tenant's. Throws AppError 404 for what is none. */
export async function requireHouse(scope: TenantScope, houseId: string | undefined): Promise<string> {
  const id = requireId(houseId, noSuchHouse);
  if (!(await withScope(scope, (tx) => hasHouse(tx, scope, id), { readOnly: true }))) throw noSuchHouse();
  return id;
}
