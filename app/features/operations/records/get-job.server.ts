import { findJob } from '#db/queries/jobs/jobs.ts';
import { findTenantName } from '#db/queries/tenancy/tenants.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { describeJob, type JobDetails } from '#app/features/jobs/list-jobs.server.ts';
import { noSuchJob } from '#app/features/jobs/no-such-job.ts';
import { requireId } from '#app/platform/require-id.ts';

/** One job with its payload, its history and its tenant's name, null for the platform's (H11). Throws AppError 404. */
export async function getJob(
  scope: PlatformScope,
  jobId: string | undefined,
): Promise<JobDetails & { tenantName: string | null }> {
  const id = requireId(jobId, noSuchJob);
  return withScope(
    scope,
    async (tx) => {
      const row = await findJob(tx, scope, id);
      if (!row) throw noSuchJob();
      const tenantName = row.tenantId === null ? undefined : await findTenantName(tx, row.tenantId);
      return { ...describeJob(row), history: row.history, tenantName: tenantName ?? null };
    },
    { readOnly: true },
  );
}
