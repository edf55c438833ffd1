import { selectAbandonedVersions } from '#db/queries/ingestion/abandoned.ts';
import { withScope, type PlatformScope, type TenantScope } from '#db/scope.ts';
import { logger } from '#app/platform/logger.ts';
import { recordLateEnds } from '#app/platform/metrics.ts';
import { failIngestion } from './fail-ingestion.server.ts';

/** For so long `document-ingest-end`, or the run's own end, may be on its way. */
const LATE_SECONDS = 60;
const BATCH = 50;
const UNKNOWN = 'It was not read to its end, and nothing is known any more of why. Read it again.';

/**
 * Ends versions whose job has ended without them (C8): the event that was to tell was lost, or is late. Each gets its
 * job's own reason. Counted and logged, so that lateness is seen. `asJob` makes the scope of work for one tenant.
 * Returns how many were ended.
 */
export async function endAbandonedReadings(
  scope: PlatformScope,
  asJob: (tenantId: string) => TenantScope,
): Promise<number> {
  const found = await withScope(scope, (tx) => selectAbandonedVersions(tx, LATE_SECONDS, BATCH), { readOnly: true });
  for (const { tenantId, versionId, jobId } of found) {
    await failIngestion(asJob(tenantId), { jobId, versionId }, UNKNOWN);
  }
  if (found.length > 0) {
    recordLateEnds(found.length);
    const seconds = Math.round(Math.max(...found.map((version) => version.seconds)));
    logger.warn('versions whose job had ended were still open; they have been ended with its reason', {
      versions: found.length,
      oldest_s: seconds,
    });
  }
  return found.length;
}
