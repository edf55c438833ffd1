import type { z } from 'zod';
import { findDevelopmentTypes } from '#db/queries/documents/documents.ts';
import { countChecks, insertChecks } from '#db/queries/insights/checks.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { MAX_CHECKS } from './limits.ts';
import { requestRun } from './request-run.server.ts';
import type { newCheckSchema } from './schema.ts';

/**
 * Adds a check for one house type, or for each, and asks it: what the documents answer is shown for staff to approve.
 * Throws AppError: 422 for a development or a type that is not the tenant's, and once there are too many checks; 409
 * when the check is there.
 */
export async function addCheck(scope: TenantScope, check: z.output<typeof newCheckSchema>): Promise<void> {
  const { development_id: developmentId, house_type: wanted, question } = check;
  await withScope(scope, async (tx) => {
    const development = await findDevelopmentTypes(tx, scope, developmentId);
    const types = (development?.codes ?? []).filter((code) => wanted === undefined || code === wanted);
    if (types.length === 0)
      throw new AppError(
        'invalid-input',
        'Choose one of your developments, and one of its house types or all of them.',
      );
    const there = (await countChecks(tx, scope, developmentId)).reduce((sum, { checks }) => sum + checks, 0);
    if (there + types.length > MAX_CHECKS)
      throw new AppError(
        'invalid-input',
        `A development has at most ${MAX_CHECKS} checks. Remove some that matter less.`,
      );
    const rows = types.map((houseType) => ({ developmentId, houseType, question }));
    const added = await insertChecks(tx, scope, rows);
    if (added === 0) throw new AppError('conflict', 'This question is checked already. Look for it in the list.');
    await recordAudit(tx, scope, {
      action: 'answer-check.added',
      subjectType: 'development',
      subjectId: developmentId,
      details: { house_types: types },
    });
    await requestRun(tx, scope, developmentId, 'unasked');
  });
  wakeDispatcher();
}
