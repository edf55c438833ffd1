import { and, asc, eq, inArray, notInArray, sql } from 'drizzle-orm';
import { OPEN_JOB_STATES } from '../../schema/job-states.ts';
import { jobStatus } from '../../schema/jobs.ts';
import { tenants } from '../../schema/tenancy.ts';
import type { PlatformScope, Tx } from '../../scope.ts';
import type { JobRow } from './jobs.ts';

/*
 * Jobs of retired builders (H1): what is open ends, and starts again once the builder is open again. A job that was
 * stopped so is known by its reason.
 */

/** Builders that are retired, or of which stopped jobs wait to be started again, by id behind `after`. */
export function selectBuildersToFollow(
  tx: Tx,
  _scope: PlatformScope,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<{ id: string; retired: boolean }[]> {
  return tx
    .select({ id: tenants.id, retired: sql<boolean>`${tenants.retiredAt} is not null` })
    .from(tenants)
    .where(
      and(
        sql`(${tenants.retiredAt} is not null or ${tenants.jobsStopped})`,
        after === undefined ? undefined : sql`${tenants.id} > ${after}::uuid`,
      ),
    )
    .orderBy(asc(tenants.id))
    .limit(limit);
}

/** Is the builder retired, or do its stopped jobs wait? Locked until the transaction ends. */
export async function lockBuilderToFollow(
  tx: Tx,
  _scope: PlatformScope,
  tenantId: string,
): Promise<{ retired: boolean; jobsStopped: boolean } | undefined> {
  const [row] = await tx
    .select({ retired: sql<boolean>`${tenants.retiredAt} is not null`, jobsStopped: tenants.jobsStopped })
    .from(tenants)
    .where(eq(tenants.id, tenantId))
    .limit(1)
    .for('update');
  return row;
}

/** Notes whether stopped jobs of the builder wait. */
export async function markJobsStopped(
  tx: Tx,
  _scope: PlatformScope,
  tenantId: string,
  jobsStopped: boolean,
): Promise<void> {
  await tx.update(tenants).set({ jobsStopped }).where(eq(tenants.id, tenantId));
}

/** A builder's open jobs, oldest first, but those of these events. */
export function selectOpenJobsOf(
  tx: Tx,
  _scope: PlatformScope,
  { tenantId, but, limit }: { tenantId: string; but: readonly string[]; limit: number },
): Promise<Pick<JobRow, 'id' | 'tenantId' | 'event'>[]> {
  return tx
    .select({ id: jobStatus.id, tenantId: jobStatus.tenantId, event: jobStatus.event })
    .from(jobStatus)
    .where(
      and(
        eq(jobStatus.tenantId, tenantId),
        inArray(jobStatus.state, OPEN_JOB_STATES),
        notInArray(jobStatus.eventName, [...but]),
      ),
    )
    .orderBy(asc(jobStatus.id))
    .limit(limit);
}

export type StoppedJob = Pick<JobRow, 'id' | 'event' | 'subjectType' | 'subjectId' | 'allowedMinutes'>;

/** A builder's jobs that were stopped for this reason, oldest first behind `after`, each with its reason renamed. */
export async function takeStoppedJobs(
  tx: Tx,
  _scope: PlatformScope,
  {
    tenantId,
    after,
    limit,
    reason,
    renamed,
  }: {
    tenantId: string;
    after: string | undefined;
    limit: number;
    reason: string;
    renamed: string;
  },
): Promise<StoppedJob[]> {
  const stopped = await tx
    .select({
      id: jobStatus.id,
      event: jobStatus.event,
      subjectType: jobStatus.subjectType,
      subjectId: jobStatus.subjectId,
      allowedMinutes: jobStatus.allowedMinutes,
    })
    .from(jobStatus)
    .where(
      and(
        eq(jobStatus.tenantId, tenantId),
        eq(jobStatus.state, 'cancelled'),
        eq(jobStatus.error, reason),
        after === undefined ? undefined : sql`${jobStatus.id} > ${after}::uuid`,
      ),
    )
    .orderBy(asc(jobStatus.id))
    .limit(limit)
    .for('update');
  const ids = stopped.map(({ id }) => id);
  if (ids.length > 0) await tx.update(jobStatus).set({ error: renamed }).where(inArray(jobStatus.id, ids));
  return stopped;
}
