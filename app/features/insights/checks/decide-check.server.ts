import { approveCheck as approve, deleteCheck } from '#db/queries/insights/checks.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { AppError } from '#app/platform/errors.ts';

/**
 * Approves the answer that was shown of a check. Throws AppError 409 when it is another by now, or a colleague has
 * decided about it.
 */
export async function approveCheck(scope: TenantScope, check: { id: string; version: number }): Promise<void> {
  await withScope(scope, async (tx) => {
    if (!(await approve(tx, scope, check)))
      throw new AppError('conflict', 'This check has changed since you opened the page. Look at its answer again.');
    await recordAudit(tx, scope, { action: 'answer-check.approved', subjectType: 'answer-check', subjectId: check.id });
  });
}

/** Takes a check away. Throws AppError 404 when there is none. */
export async function removeCheck(scope: TenantScope, id: string): Promise<void> {
  await withScope(scope, async (tx) => {
    if (!(await deleteCheck(tx, scope, id))) throw new AppError('not-found', 'This check was removed already.');
    await recordAudit(tx, scope, { action: 'answer-check.removed', subjectType: 'answer-check', subjectId: id });
  });
}
