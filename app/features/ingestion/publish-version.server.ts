import { adoptModelWhenUnused, publishReading, type Published } from '#db/queries/ingestion/publication.ts';
import { hasOpenTwin, holdOpenJob } from '#db/queries/jobs/jobs.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { developmentReindexRequested } from '#inngest/events.ts';
import { enqueueJob } from '#app/features/jobs/enqueue-job.server.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';

/** What a large document's former version leaves takes longer to drop than a request's query may. */
const TIMEOUT_MS = 120_000;

/**
 * Makes a version, as this job has read it, the one that owners read and search, in one transaction (C1, C3). When its
 * vectors are of another model than the development's searched one, the development adopts the model (if it has no
 * other vectors) or is queued for re-indexing (C4). `passages`: how many it has when it is whole. `ended`: the job has
 * ended, so nothing is published.
 */
export async function publishVersion(
  scope: TenantScope,
  { jobId, versionId, passages }: { jobId: string; versionId: string; passages: number },
  model: string,
): Promise<Published['outcome'] | 'ended'> {
  const outcome = await withScope(
    scope,
    async (tx) => {
      // Whoever ends the job waits for this, or was first: what they drop is never published after all.
      if (!(await holdOpenJob(tx, scope, jobId))) return 'ended';
      const published = await publishReading(tx, scope, { versionId, readingId: jobId, passages }, model);
      if (
        published.outcome === 'published' &&
        published.searchedModel !== model &&
        !(await adoptModelWhenUnused(tx, scope, published.developmentId, model))
      ) {
        const event = {
          name: developmentReindexRequested.name,
          data: { tenant_id: scope.tenantId, development_id: published.developmentId, model },
        };
        const twin = await hasOpenTwin(tx, scope, { id: versionId, subjectId: published.developmentId, event });
        if (!twin)
          await enqueueJob(tx, {
            tenantId: scope.tenantId,
            event,
            subject: { type: 'development', id: published.developmentId },
            allowedMinutes: 240,
          });
      }
      return published.outcome;
    },
    { timeoutMs: TIMEOUT_MS },
  );
  wakeDispatcher();
  return outcome;
}
