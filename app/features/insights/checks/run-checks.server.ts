import { findDevelopmentTypes } from '#db/queries/documents/documents.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { openRun, requestRun } from './request-run.server.ts';

/**
 * Has all checks of a development asked of its published documents. Throws AppError: 422 for a development that is not
 * the tenant's, 409 while they are being asked.
 */
export async function runChecks(scope: TenantScope, developmentId: string): Promise<void> {
  await withScope(scope, async (tx) => {
    if (!(await findDevelopmentTypes(tx, scope, developmentId)))
      throw new AppError('invalid-input', 'Choose one of your developments.');
    if (await openRun(tx, scope, developmentId))
      throw new AppError('conflict', 'The checks are being asked already. What comes of it appears here.');
    await requestRun(tx, scope, developmentId, 'all');
  });
  wakeDispatcher();
}
