import { sealActivity } from '#db/queries/observability/activity-chain.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';

const BATCH = 1_000;
const MAX_BATCHES = 500;

/** Chains the rows of the activity log that wait for it (H5), in short transactions. Returns how many. */
export async function sealAllActivity(scope: PlatformScope): Promise<number> {
  let sealed = 0;
  for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
    const many = await withScope(scope, (tx) => sealActivity(tx, BATCH));
    sealed += many;
    if (many < BATCH) break;
  }
  return sealed;
}
