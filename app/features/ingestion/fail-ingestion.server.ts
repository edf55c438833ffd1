import { isBeingRead, lockVersion } from '#db/queries/documents/versions.ts';
import { deleteReading } from '#db/queries/ingestion/passages.ts';
import { failVersion, findVersion, finishVersion } from '#db/queries/ingestion/versions.ts';
import { findJob, updateOpenJob } from '#db/queries/jobs/jobs.ts';
import { withScope, type TenantScope, type Tx } from '#db/scope.ts';
import { toPlainText } from '#app/platform/plain-text.ts';

type Ids = { jobId: string | null; versionId: string };

/**
 * Ends an ingestion as failed, version and job together, with the reason that the builder reads (C5). Three exceptions:
 * - the job has ended already: the version gets the job's own reason, since that is the cause;
 * - another job is to read this version: the version stays open;
 * - this job has already published the version: it stays ready.
 * `jobId` is null when the job is not known any more. Returns false when no job was open.
 */
export function failIngestion(scope: TenantScope, ids: Ids, reason: string): Promise<boolean> {
  return withScope(scope, (tx) => failIngestionIn(tx, scope, ids, reason));
}

/** The same in the caller's transaction. */
export async function failIngestionIn(
  tx: Tx,
  scope: TenantScope,
  { jobId, versionId }: Ids,
  reason: string,
): Promise<boolean> {
  const readable = toPlainText(reason, 1000);
  // First the job, so that nothing more is stored for it while what it has read is dropped.
  const ended = jobId !== null && (await updateOpenJob(tx, scope, jobId, { state: 'failed', error: readable }));
  await lockVersion(tx, scope, versionId);
  const version = await findVersion(tx, scope, versionId);
  if (!version) return ended;
  const former = ended || jobId === null ? undefined : await findJob(tx, scope, jobId);
  if (jobId !== null && version.liveReadingId === jobId) await finishVersion(tx, scope, versionId, jobId);
  else if (!(await isBeingRead(tx, scope, version))) await failVersion(tx, scope, versionId, former?.error ?? readable);
  if (jobId !== null) await deleteReading(tx, scope, version, jobId);
  return ended;
}
