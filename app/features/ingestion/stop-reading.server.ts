import { findOpenReading } from '#db/queries/documents/versions.ts';
import { holdOpenJob, updateOpenJob } from '#db/queries/jobs/jobs.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { documentRecognitionRequested } from '#inngest/events.ts';
import { endRecognitionIn } from './end-recognition.server.ts';
import { failIngestionIn } from './fail-ingestion.server.ts';

const REASON = 'Stopped by staff before it was read to its end.';

/**
 * Cancels what reads a version or recognises its scans, and ends the version, in one transaction: owners keep what they
 * had, and what was recognised is kept for the next reading (G3). `jobId` is the job that does so. Returns how many
 * jobs were ended.
 */
export function stopReading(
  scope: TenantScope,
  { jobId, ...version }: { jobId: string; documentId: string; versionId: string },
): Promise<number> {
  return withScope(scope, async (tx) => {
    if (!(await holdOpenJob(tx, scope, jobId))) return 0;
    let stopped = 0;
    // One after the other: a reading that is just ending may have asked for recognition.
    for (let open; (open = await findOpenReading(tx, scope, version)) !== undefined; stopped += 1) {
      await updateOpenJob(tx, scope, open.id, { state: 'cancelled', error: REASON });
      const ids = { jobId: open.id, versionId: version.versionId };
      if (open.eventName === documentRecognitionRequested.name) await endRecognitionIn(tx, scope, ids, REASON);
      else await failIngestionIn(tx, scope, ids, REASON);
    }
    return stopped;
  });
}
