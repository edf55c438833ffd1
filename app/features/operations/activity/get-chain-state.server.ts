import { readChainState } from '#db/queries/observability/activity-chain.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';

/** When the activity log was looked through last, and what that found (H5). */
export type ChainState = {
  /** Null: never yet. */
  verified_at: string | null;
  entries: number;
  /** Of the first broken row; null: all was as it was written. */
  fault: { text: string; seq: number | null; entry_id: string | null } | null;
  /** A look should have been made since: the last one, or the beginning of the chain, is more than 36 hours ago. */
  overdue: boolean;
  /** For how long the oldest row has waited to be chained; 0: none waits. */
  waiting_seconds: number;
};

export async function getChainState(scope: PlatformScope): Promise<ChainState> {
  const { verification: last, waitingSeconds, began } = await withScope(scope, readChainState, { readOnly: true });
  return {
    verified_at: last?.at.toISOString() ?? null,
    entries: last?.entries ?? 0,
    fault: last?.fault ? { text: last.fault, seq: last.brokenSeq, entry_id: last.brokenId } : null,
    overdue: Date.now() - (last?.at ?? began ?? new Date()).getTime() > 36 * 3_600_000,
    waiting_seconds: Math.round(waitingSeconds),
  };
}
