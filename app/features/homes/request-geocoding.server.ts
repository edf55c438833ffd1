import { v7 } from 'uuid';
import { findHouseLocation } from '#db/queries/homes/locations.ts';
import { hasOpenTwin } from '#db/queries/jobs/jobs.ts';
import { withScope, type TenantScope, type Tx } from '#db/scope.ts';
import { houseGeocodeRequested } from '#inngest/events.ts';
import { AppError } from '#app/platform/errors.ts';
import { requireId } from '#app/platform/require-id.ts';
import { enqueueJob } from '#app/features/jobs/enqueue-job.server.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { noSuchHouse } from './no-such-house.ts';

/** Waiting for another's rate limit counts too. */
const DEADLINE_MINUTES = 120;

/**
 * Accepts the geocoding of a house in the transaction that adds the house or changes its address (C7); returns the
 * job's id. Call `wakeDispatcher()` after the commit.
 */
export function enqueueGeocoding(tx: Tx, scope: TenantScope, houseId: string, force = false): Promise<string> {
  return enqueueJob(tx, {
    tenantId: scope.tenantId,
    event: {
      name: houseGeocodeRequested.name,
      data: { tenant_id: scope.tenantId, house_id: houseId, ...(force ? { force } : {}) },
    },
    subject: { type: 'house', id: houseId },
    allowedMinutes: DEADLINE_MINUTES,
  });
}

/**
 * Has a house's coordinates looked up by a job (C2), at once also when it has some if `force`. Returns the job's id.
 * Throws AppError: 404 for a house that is not the tenant's, 409 while it is being looked up or when staff have set its
 * position by hand.
 */
export async function requestGeocoding(
  scope: TenantScope,
  houseId: string | undefined,
  options: { force?: boolean } = {},
): Promise<{ jobId: string }> {
  const id = requireId(houseId, noSuchHouse);
  const jobId = await withScope(scope, async (tx) => {
    const house = await findHouseLocation(tx, scope, id);
    if (!house) throw noSuchHouse();
    if (house.locationSource === 'staff')
      throw new AppError(
        'conflict',
        'This position was set by hand and is not looked up again. Change it by hand if it is wrong.',
      );
    if (
      await hasOpenTwin(tx, scope, {
        id: v7(),
        subjectId: house.id,
        event: { name: houseGeocodeRequested.name, data: {} },
      })
    ) {
      throw new AppError('conflict', 'This house is being looked up already. Wait until that has ended.');
    }
    await recordAudit(tx, scope, { action: 'house.geocoding-requested', subjectType: 'house', subjectId: house.id });
    return enqueueGeocoding(tx, scope, house.id, options.force);
  });
  wakeDispatcher();
  return { jobId };
}
