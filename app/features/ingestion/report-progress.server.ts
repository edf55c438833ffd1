import { updateVersionProgress } from '#db/queries/ingestion/versions.ts';
import { updateJobProgress } from '#db/queries/jobs/jobs.ts';
import { withScope, type TenantScope, type Tx } from '#db/scope.ts';

/** Where extraction ends and embedding begins, per cent of an ingestion. */
export const EXTRACTED = 40;
/** Where embedding ends; publishing is the rest. */
export const EMBEDDED = 95;

/** Where the recognition of scanned pages ends: what follows is a reading that takes less. */
export const RECOGNISED = 85;

/** Raises the progress of a version and of its job together, whole per cent (C6, G3). */
export function reportProgress(
  scope: TenantScope,
  ids: { jobId: string; versionId: string },
  progress: number,
): Promise<void> {
  return withScope(scope, (tx) => writeProgress(tx, scope, ids, progress));
}

/** The same in the caller's transaction, beside what was done. */
export async function writeProgress(
  tx: Tx,
  scope: TenantScope,
  ids: { jobId: string; versionId: string },
  progress: number,
): Promise<void> {
  const whole = Math.round(progress);
  await updateVersionProgress(tx, scope, ids.versionId, whole);
  await updateJobProgress(tx, scope, ids.jobId, whole);
}
