import { v7 } from 'uuid';
import { enqueueJob } from '#app/features/jobs/enqueue-job.server.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { consume } from '#app/platform/rate-limiter.ts';
import { insertLogbook } from '#db/queries/privacy/logbooks.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { logbookRequested } from '#inngest/events.ts';

/** Accepts the making of an owner's logbook as a job (F13). Throws AppError 429 (E4). */
export async function requestLogbook(scope: HouseScope): Promise<void> {
  await consume('logbook', scope.houseId);
  const id = v7();
  await withScope(scope, async (tx) => {
    await insertLogbook(tx, scope, id);
    await recordAudit(tx, scope, { action: 'logbook.requested', subjectType: 'house', subjectId: scope.houseId });
    await enqueueJob(tx, {
      tenantId: scope.tenantId,
      event: { name: logbookRequested.name, data: { tenant_id: scope.tenantId, id } },
      subject: { type: 'logbook', id },
    });
  });
  wakeDispatcher();
}
