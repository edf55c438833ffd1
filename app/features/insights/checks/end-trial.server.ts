import { holdDocument, finishVersion } from '#db/queries/ingestion/versions.ts';
import { deletePassages } from '#db/queries/ingestion/passages.ts';
import { adoptResults, countResults, findTrial, holdVersion } from '#db/queries/insights/check-trials.ts';
import { holdOpenJob } from '#db/queries/jobs/jobs.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import type { TrialIds } from './begin-trial.server.ts';

/**
 * Ends a trial once all of its checks were asked. True when an approved answer would be lost: the version is then held
 * until somebody decides, owners are answered from what is live, and what was read is dropped but for its pages, since
 * a decision has it read and tried once more.
 */
export async function endTrial(scope: TenantScope, { jobId, documentId, versionId }: TrialIds): Promise<boolean> {
  return withScope(scope, async (tx) => {
    if (!(await holdOpenJob(tx, scope, jobId))) return true;
    await holdDocument(tx, scope, documentId);
    const counted = await countResults(tx, scope, versionId);
    const lost = counted.find(({ outcome }) => outcome === 'lost')?.checks ?? 0;
    const trial = await findTrial(tx, scope, versionId);
    if (lost === 0 || trial?.waived) return false;
    await holdVersion(tx, scope, versionId, lost);
    await deletePassages(tx, scope, jobId);
    await finishVersion(tx, scope, versionId, jobId);
    return true;
  });
}

/** After a version was published: what it was tried with is what its checks are answered now. */
export async function settleTrial(scope: TenantScope, ids: Omit<TrialIds, 'jobId'>): Promise<void> {
  await withScope(scope, (tx) => adoptResults(tx, scope, ids));
}
