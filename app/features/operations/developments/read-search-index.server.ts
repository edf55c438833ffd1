import { describeJob, type JobItem } from '#app/features/jobs/list-jobs.server.ts';
import { embedder } from '#app/platform/embeddings/embedder.server.ts';
import { selectJobs } from '#db/queries/jobs/jobs.ts';
import { findReindexAsked, type ReindexAsked } from '#db/queries/operations/developments.ts';
import { isOpenJobState } from '#db/schema/job-states.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { developmentReindexRequested } from '#inngest/events.ts';

/** With which model a development is searched and could be, and how its latest re-index went (C4). */
export type SearchIndex = {
  /** The one that the settings ask for. */
  model_in_use: string;
  latest: JobItem | null;
  under_way: boolean;
  /** Who of the platform asked for the latest re-index that somebody asked for, why, and from which model to which. */
  asked: ReindexAsked | null;
};

export function readSearchIndex(
  scope: PlatformScope,
  key: { tenantId: string; developmentId: string },
): Promise<SearchIndex> {
  return withScope(
    scope,
    async (tx) => {
      const [job] = await selectJobs(tx, scope, {
        eventName: developmentReindexRequested.name,
        subjectId: key.developmentId,
        limit: 1,
      });
      return {
        model_in_use: embedder().model,
        latest: job ? describeJob(job) : null,
        under_way: job !== undefined && isOpenJobState(job.state),
        asked: (await findReindexAsked(tx, scope, key)) ?? null,
      };
    },
    { readOnly: true },
  );
}
