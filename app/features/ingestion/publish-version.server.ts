import { adoptModelWhenUnused, publishReading, type Published } from '#db/queries/ingestion/publication.ts';
import { holdOpenJob } from '#db/queries/jobs/jobs.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { requestReindex } from './request-reindex.server.ts';

/** What a large document's former version leaves takes longer to drop than a request's query may. */
const TIMEOUT_MS = 120_000;

/**
 * Makes a version, as this job has read it, the one that owners read and search, in one transaction (C1, C3). When its
 * vectors are of another model than the development's searched one, the development adopts the model (if it has no
 * other vectors) or is queued for re-indexing (C4). `passages`: how many it has when it is whole. `ended`: the job has
 * ended, so nothing is published; `unembedded`: the model has changed since its passages were embedded, so they want to
 * be embedded again. Throws AppError `gone` when passages are missing.
 */
export async function publishVersion(
  scope: TenantScope,
  { jobId, versionId, passages }: { jobId: string; versionId: string; passages: number },
  model: string,
): Promise<Exclude<Published['outcome'], 'incomplete'> | 'ended'> {
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
      )
        await requestReindex(tx, scope, { developmentId: published.developmentId, model });
      return published.outcome;
    },
    { timeoutMs: TIMEOUT_MS },
  );
  if (outcome === 'incomplete')
    throw new AppError('gone', 'What was read of the document is not whole any more. Read it again.');
  wakeDispatcher();
  return outcome;
}
