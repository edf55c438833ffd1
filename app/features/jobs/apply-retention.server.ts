import { deleteExpired, type RetentionRule } from '#db/queries/jobs/retention.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';

const BATCH = 2_000;
const MAX_BATCHES = 500;

/** Deletes what one rule no longer keeps, in short transactions (E10). Returns how many rows went. */
export async function applyRetention(scope: PlatformScope, rule: RetentionRule): Promise<number> {
  let deleted = 0;
  for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
    const gone = await withScope(scope, (tx) => deleteExpired(tx, rule, BATCH));
    deleted += gone;
    if (gone < BATCH) break;
  }
  return deleted;
}
