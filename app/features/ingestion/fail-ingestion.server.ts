import { deleteReading } from '#db/queries/ingestion/passages.ts';
import { failVersion, findVersion } from '#db/queries/ingestion/versions.ts';
import { findJob, hasOpenTwin, updateOpenJob } from '#db/queries/jobs/jobs.ts';
import { withScope, type TenantScope } from '#db/scope.ts';

/**
 * Ends an ingestion as failed, version and job together, with the reason that the builder reads (C5). What has ended
 * stays as it is, and so does a version that another job has begun to read anew. False when the job had ended already.
 */
export function failIngestion(
  scope: TenantScope,
  ids: { jobId: string; versionId: string },
  reason: string,
): Promise<boolean> {
  const readable = reason.toWellFormed().replaceAll('\0', '').slice(0, 1000);
  return withScope(scope, async (tx) => {
    // First the job, so that nothing more is stored for it while what it has read is dropped.
    const ended = await updateOpenJob(tx, scope, ids.jobId, { state: 'failed', error: readable });
    const job = await findJob(tx, scope, ids.jobId);
    const readAnew = job && (await hasOpenTwin(tx, scope, job, { exactly: true }));
    if (!readAnew) await failVersion(tx, scope, ids.versionId, readable);
    const version = await findVersion(tx, scope, ids.versionId);
    if (version) await deleteReading(tx, scope, version, ids.jobId);
    return ended;
  });
}
