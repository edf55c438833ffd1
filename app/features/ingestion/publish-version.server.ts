import { adoptModelWhenUnused, publishReading, type Published } from '#db/queries/ingestion/publication.ts';
import { holdOpenJob } from '#db/queries/jobs/jobs.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { requestLook } from './request-look.server.ts';
import { requestRecognition } from './request-recognition.server.ts';
import { requestReindex } from './request-reindex.server.ts';

/** `passages`: how many it has when it is whole; `waiting`: pages that are to be recognised. */
export type FinishedReading = {
  jobId: string;
  documentId: string;
  versionId: string;
  passages: number;
  waiting: number;
  /** The version of the library that answers were checked in; null where none were. */
  checkedIn: string | null;
};

/** What a large document's former version leaves takes longer to drop than a request's query may. */
const TIMEOUT_MS = 120_000;

/**
 * Makes a version, as this job has read it, the one that owners read and search, in one transaction (C1, C3). When its
 * vectors are of another model than the development's searched one, the development adopts the model (if it has no
 * other vectors) or is queued for re-indexing (C4). Recognition of its waiting pages is asked for with it (C10).
 * `ended`: the job has ended, so nothing is published; `unembedded`: the model has changed since its passages were
 * embedded, so they want to be embedded again; `unchecked`: the library has, since its
 * answers were checked. Throws AppError `gone` when passages are missing.
 */
export async function publishVersion(
  scope: TenantScope,
  { jobId, passages, waiting, checkedIn, ...version }: FinishedReading,
  model: string,
): Promise<Exclude<Published['outcome'], 'incomplete'> | 'ended'> {
  const outcome = await withScope(
    scope,
    async (tx) => {
      // Whoever ends the job waits for this, or was first: what they drop is never published after all.
      if (!(await holdOpenJob(tx, scope, jobId))) return 'ended';
      const published = await publishReading(tx, scope, { ...version, readingId: jobId, passages, checkedIn }, model);
      if (
        published.outcome === 'published' &&
        published.searchedModel !== model &&
        !(await adoptModelWhenUnused(tx, scope, published.developmentId, model))
      )
        await requestReindex(tx, scope, {
          tenantId: scope.tenantId,
          developmentId: published.developmentId,
          model,
        });
      if (published.outcome === 'published') await requestLook(tx, scope, version.documentId);
      if (published.outcome === 'published' && waiting > 0) await requestRecognition(tx, scope, version, waiting);
      return published.outcome;
    },
    { timeoutMs: TIMEOUT_MS },
  );
  if (outcome === 'incomplete')
    throw new AppError('gone', 'What was read of the document is not whole any more. Read it again.');
  wakeDispatcher();
  return outcome;
}
