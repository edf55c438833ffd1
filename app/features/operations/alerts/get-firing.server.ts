import { findFiring } from '#db/queries/operations/alerts.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { requireId } from '#app/platform/require-id.ts';
import { describeFiring, type FiringItem } from './describe-firing.ts';

export const noSuchFiring = () =>
  new AppError('not-found', 'There is no such alert. It may be older than is kept: see the history.');

/** One alert that fired (D9). Throws AppError 404. */
export async function getFiring(scope: PlatformScope, firingId: string | undefined): Promise<FiringItem> {
  const id = requireId(firingId, noSuchFiring);
  const row = await withScope(scope, (tx) => findFiring(tx, id), { readOnly: true });
  if (!row) throw noSuchFiring();
  return describeFiring(row);
}
