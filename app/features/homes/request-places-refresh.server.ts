import { v7 } from 'uuid';
import { hasOpenTwin } from '#db/queries/jobs/jobs.ts';
import { findDevelopmentPoint, listStaleDevelopments } from '#db/queries/homes/places.ts';
import { withScope, type PlatformScope, type TenantScope } from '#db/scope.ts';
import { pointsOfInterestRefreshRequested } from '#inngest/events.ts';
import { AppError } from '#app/platform/errors.ts';
import { requireId } from '#app/platform/require-id.ts';
import { enqueueJob, enqueueJobs, type JobRequest } from '#app/features/jobs/enqueue-job.server.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';

/** Waiting for another's rate limit counts too. */
const DEADLINE_MINUTES = 120;
/** After this long a development's places are looked up again, days. */
const STALE_DAYS = 30;
/** The map service is shared with the world: so many developments a day. */
const BATCH = 50;

/**
 * Has a development's surroundings looked up again by a job (C2). Returns the job's id. Throws AppError 404, and 409
 * while that is under way.
 */
export async function requestPlacesRefresh(
  scope: TenantScope,
  developmentId: string | undefined,
): Promise<{ jobId: string }> {
  const id = requireId(developmentId, noSuchDevelopment);
  const jobId = await withScope(scope, async (tx) => {
    if (!(await findDevelopmentPoint(tx, scope, id))) throw noSuchDevelopment();
    if (
      await hasOpenTwin(tx, scope, {
        id: v7(),
        subjectId: id,
        event: { name: pointsOfInterestRefreshRequested.name, data: {} },
      })
    ) {
      throw new AppError('conflict', 'The places nearby are being looked up already. Wait until that has ended.');
    }
    await recordAudit(tx, scope, { action: 'places.refresh-requested', subjectType: 'development', subjectId: id });
    return enqueueJob(tx, refreshOf(scope.tenantId, id));
  });
  wakeDispatcher();
  return { jobId };
}

/**
 * Has the places of developments looked up again that are older than 30 days, at most 50 developments. Returns how
 * many.
 */
export async function requestStalePlaces(scope: PlatformScope): Promise<number> {
  const before = new Date(Date.now() - STALE_DAYS * 24 * 3_600_000);
  const requested = await withScope(scope, async (tx) => {
    const stale = await listStaleDevelopments(tx, scope, {
      before,
      eventName: pointsOfInterestRefreshRequested.name,
      limit: BATCH,
    });
    await enqueueJobs(
      tx,
      stale.map(({ tenantId, developmentId }) => refreshOf(tenantId, developmentId)),
    );
    return stale.length;
  });
  if (requested > 0) wakeDispatcher();
  return requested;
}

function refreshOf(tenantId: string, developmentId: string): JobRequest {
  return {
    tenantId,
    event: {
      name: pointsOfInterestRefreshRequested.name,
      data: { tenant_id: tenantId, development_id: developmentId },
    },
    subject: { type: 'development', id: developmentId },
    allowedMinutes: DEADLINE_MINUTES,
  };
}

const noSuchDevelopment = () =>
  new AppError('not-found', 'There is no such development. Go back to the overview and open it again.');
