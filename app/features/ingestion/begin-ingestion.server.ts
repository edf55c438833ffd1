import { holdOpenJob } from '#db/queries/jobs/jobs.ts';
import { forgetPassing } from '#db/queries/ingestion/recognition.ts';
import { findVersion, updateVersion } from '#db/queries/ingestion/versions.ts';
import { withScope, type TenantScope } from '#db/scope.ts';

/**
 * `no-more`: the job has ended (delivered again, cancelled) or has done its work, so nothing is touched. `no`: the
 * document is gone, the job has failed.
 */
export type Beginning = { wanted: 'yes' } | { wanted: 'no'; why: string } | { wanted: 'no-more'; why: string };

/** Opens a version's ingestion: it is being read from now on, if it is still wanted. */
export async function beginIngestion(
  scope: TenantScope,
  { jobId, versionId }: { jobId: string; versionId: string },
): Promise<Beginning> {
  return withScope(scope, async (tx): Promise<Beginning> => {
    if (!(await holdOpenJob(tx, scope, jobId))) return { wanted: 'no-more', why: 'The job has ended already.' };
    const version = await findVersion(tx, scope, versionId);
    if (!version) return { wanted: 'no', why: 'The document does not exist any more.' };
    // A run that a job server began twice: the other one has published it.
    if (version.liveReadingId === jobId) return { wanted: 'no-more', why: 'The document has been read already.' };
    if (version.deleted) {
      await updateVersion(tx, scope, versionId, {
        status: 'failed',
        reason: 'The document was deleted before it was read.',
      });
      return { wanted: 'no', why: 'The document was deleted.' };
    }
    await forgetPassing(tx, scope, versionId);
    await updateVersion(tx, scope, versionId, { status: 'processing', progress: 0, reason: null, warnings: [] });
    return { wanted: 'yes' };
  });
}
