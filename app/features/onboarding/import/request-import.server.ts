import { enqueueJob } from '#app/features/jobs/enqueue-job.server.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { requireId } from '#app/platform/require-id.ts';
import { hasOpenTwin } from '#db/queries/jobs/jobs.ts';
import { findHouseImport } from '#db/queries/onboarding/house-imports.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { housesImportRequested } from '#inngest/events.ts';
import { findingsSchema } from './findings.ts';
import { noSuchImport } from './no-such-import.ts';

/**
 * Has a file that was checked imported by a job (C7). Throws AppError 404, 409 when that was asked for already or there
 * is nothing to do, 422 while the file has errors.
 */
export async function requestImport(scope: TenantScope, importId: string | null): Promise<string> {
  const id = requireId(importId ?? undefined, noSuchImport);
  await withScope(scope, async (tx) => {
    const one = await findHouseImport(tx, scope, id);
    if (!one) throw noSuchImport();
    const event = { name: housesImportRequested.name, data: { tenant_id: scope.tenantId, id } };
    if (one.appliedAt || (await hasOpenTwin(tx, scope, { subjectId: id, event })))
      throw new AppError('conflict', 'This file is being imported already, or was. Look at the houses.');
    const { counts } = findingsSchema.parse(one.findings);
    if (counts.errors > 0)
      throw new AppError('invalid-input', 'Mend the rows that are named, then choose the file again.');
    if (counts.added + counts.changed === 0)
      throw new AppError('conflict', 'There is nothing to import: every house is as the file says.');
    await recordAudit(tx, scope, { action: 'houses.import-requested', subjectType: 'import', subjectId: id });
    await enqueueJob(tx, { tenantId: scope.tenantId, event, subject: { type: 'import', id } });
  });
  wakeDispatcher();
  return id;
}
