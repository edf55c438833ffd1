import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { forgetActivity } from '#db/queries/observability/activity-chain.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';

const BATCH = 1_000;
const MAX_BATCHES = 500;

/**
 * Deletes what the activity log has kept for six years (H5), from its beginning, in short transactions; each writes
 * down the last entry that went, from where the chain is then held. Returns how many rows went.
 */
export async function forgetOldActivity(scope: PlatformScope): Promise<number> {
  let gone = 0;
  for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
    const many = await withScope(scope, async (tx) => {
      const last = await forgetActivity(tx, BATCH);
      if (!last) return 0;
      const { seq, hash, forgotten } = last;
      await recordAudit(tx, scope, { action: 'activity.forgotten', details: { seq, hash, rows: forgotten } });
      return forgotten;
    });
    gone += many;
    if (many < BATCH) break;
  }
  return gone;
}
