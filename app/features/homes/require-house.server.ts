import { z } from 'zod';
import { AppError } from '#app/platform/errors.ts';
import { hasHouse } from '#db/queries/homes/homeowners.ts';
import { withScope, type TenantScope } from '#db/scope.ts';

/** The id of a house of the tenant's. Throws AppError 404 for what is none. */
export async function requireHouse(scope: TenantScope, houseId: string | undefined): Promise<string> {
  const { data: id } = z.uuid().safeParse(houseId);
  if (!id || !(await withScope(scope, (tx) => hasHouse(tx, scope, id), { readOnly: true })))
    throw new AppError('not-found', 'There is no such house. Go back to the list of houses and open it again.');
  return id;
}
