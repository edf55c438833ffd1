import type { z } from 'zod';
import { findDevelopmentTypes } from '#db/queries/documents/documents.ts';
import { countChecks, insertChecks } from '#db/queries/insights/checks.ts';
import { withScope, type PlatformScope, type TenantScope, type Tx } from '#db/scope.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { MAX_CHECKS } from './limits.ts';
import { requestRun } from './request-run.server.ts';
import type { newCheckSchema } from './schema.ts';

type CheckToAdd = z.output<typeof newCheckSchema>;

/**
 * Adds a check for one house type, or for each, and asks it: what the documents answer is shown for staff to approve.
 * Throws AppError: 422 for a development or a type that is not the tenant's, and once there are too many checks; 409
 * when the check is there.
 */
export async function addCheck(scope: TenantScope, check: CheckToAdd): Promise<void> {
  await withScope(scope, (tx) => addCheckIn(tx, scope, { ...check, tenant_id: scope.tenantId }));
  wakeDispatcher();
}

/**
 * The same in the caller's transaction, also for the platform's staff, who say as which deed it is written down.
 * Returns for which house types. Call `wakeDispatcher()` after the commit.
 */
export async function addCheckIn(
  tx: Tx,
  scope: TenantScope | PlatformScope,
  {
    tenant_id: tenantId,
    development_id: developmentId,
    house_type: wanted,
    question,
  }: CheckToAdd & { tenant_id: string },
  deed: { action: string; details?: Record<string, unknown> } = { action: 'answer-check.added' },
): Promise<string[]> {
  const builder = { tenantId };
  const development = await findDevelopmentTypes(tx, builder, developmentId);
  const types = (development?.codes ?? []).filter((code) => wanted === undefined || code === wanted);
  if (types.length === 0)
    throw new AppError('invalid-input', 'Choose one of your developments, and one of its house types or all of them.');
  const there = (await countChecks(tx, builder, developmentId)).reduce((sum, { checks }) => sum + checks, 0);
  if (there + types.length > MAX_CHECKS)
    throw new AppError(
      'invalid-input',
      `A development has at most ${MAX_CHECKS} checks. Remove some that matter less.`,
    );
  const rows = types.map((houseType) => ({ developmentId, houseType, question }));
  const added = await insertChecks(tx, builder, rows);
  if (added === 0) throw new AppError('conflict', 'This question is checked already. Look for it in the list.');
  await recordAudit(tx, scope, {
    action: deed.action,
    tenantId,
    subjectType: 'development',
    subjectId: developmentId,
    details: { ...deed.details, house_types: types },
  });
  await requestRun(tx, builder, developmentId, 'unasked');
  return types;
}
