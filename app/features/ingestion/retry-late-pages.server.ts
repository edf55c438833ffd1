import { forgetPassing } from '#db/queries/ingestion/recognition.ts';
import { holdOpenJob } from '#db/queries/jobs/jobs.ts';
import { withScope, type TenantScope } from '#db/scope.ts';

/** Lets the pages wait again that could not be recognised in time; false when the job has ended meanwhile. */
export function retryLatePages(scope: TenantScope, ids: { jobId: string; versionId: string }): Promise<boolean> {
  return withScope(scope, async (tx) => {
    if (!(await holdOpenJob(tx, scope, ids.jobId))) return false;
    await forgetPassing(tx, scope, ids.versionId);
    return true;
  });
}
