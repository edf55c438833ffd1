import { adoptModelWhenUnused, publishReading, type Published } from '#db/queries/ingestion/publication.ts';
import { hasOpenTwin } from '#db/queries/jobs/jobs.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { developmentReindexRequested } from '#inngest/events.ts';
import { enqueueJob } from '#app/features/jobs/enqueue-job.server.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';

/** What a large document's former version leaves takes longer to drop than a request's query may. */
const TIMEOUT_MS = 120_000;

/**
 * Makes a version, as this job has read it, the one that owners read and search, in one transaction (C1, C3). When its
 * vectors are of another model than the development's searched one, the development adopts the model (if it has no
 * other vectors) or is queued for re-indexing (C4).
 */
export async function publishVersion(
  scope: TenantScope,
  { jobId, versionId }: { jobId: string; versionId: string },
  model: string,
): Promise<Published['outcome']> {
  const outcome = await withScope(
    scope,
    async (tx) => {
      const published = await publishReading(tx, scope, { versionId, readingId: jobId }, model);
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
            deadlineMinutes: 240,
          });
      }
      return published.outcome;
    },
    { timeoutMs: TIMEOUT_MS },
  );
  wakeDispatcher();
  return outcome;
}
