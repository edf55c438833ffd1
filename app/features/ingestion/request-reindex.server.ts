import type { Target } from '#db/queries/ingestion/passages.ts';
import { hasOpenTwin } from '#db/queries/jobs/jobs.ts';
import type { PlatformScope, TenantScope, Tx } from '#db/scope.ts';
import { developmentReindexRequested } from '#inngest/events.ts';
import { enqueueJob } from '#app/features/jobs/enqueue-job.server.ts';

const ALLOWED_MINUTES = 240;

/**
 * Queues the re-index of a development for a model (C4) in the caller's transaction, which holds the development's row,
 * so that of two who ask at once one does. The job's id; undefined when such a job is open already, with `anyModel`
 * also one for another model. Call `wakeDispatcher()` after the commit.
 */
export async function requestReindex(
  tx: Tx,
  scope: TenantScope | PlatformScope,
  { tenantId, developmentId, model }: Target & { tenantId: string },
  { anyModel = false } = {},
): Promise<string | undefined> {
  const event = {
    name: developmentReindexRequested.name,
    data: { tenant_id: tenantId, development_id: developmentId, model },
  };
  if (await hasOpenTwin(tx, scope, { subjectId: developmentId, event }, { exactly: !anyModel })) return undefined;
  return enqueueJob(tx, {
    tenantId,
    event,
    subject: { type: 'development', id: developmentId },
    allowedMinutes: ALLOWED_MINUTES,
  });
}
