import { readChainState } from '#db/queries/observability/activity-chain.ts';
import { selectJobBacklog } from '#db/queries/observability/records.ts';
import { poolCounts } from '#db/database-state.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope, type Tx } from '#db/scope.ts';
import { metricsText, updateGauges, type JobBacklog, type PoolLike } from '#app/platform/metrics.ts';

const FRESH_MS = 2_000;
const DEADLINE_MS = 2_000;

let backlog: { at: number; value: Promise<JobBacklog | undefined> } | undefined;

/**
 * The text of /metrics (D7), with the pool and the job queue as they are now. Takes 2 s at most: what the database does
 * not tell is NaN.
 */
export async function collectMetrics(): Promise<string> {
  const backlog = await backlogNow();
  updateGauges(poolCounts(), backlog);
  return metricsText();
}

/** The pool, the job queue and the activity log's chain as they are now, 2 s at most; undefined could not be read. */
export async function readBacklogAndPool(): Promise<{
  pool: PoolLike | undefined;
  backlog: JobBacklog | undefined;
  chain: Awaited<ReturnType<typeof readChainState>> | undefined;
}> {
  const backlog = await backlogNow();
  return { backlog, pool: poolCounts(), chain: backlog && (await inTime(readChainState)) };
}

/** Read once for scrapes that come together, and given up when it takes longer than a scrape may. */
function backlogNow(): Promise<JobBacklog | undefined> {
  if (!backlog || Date.now() - backlog.at > FRESH_MS) backlog = { at: Date.now(), value: readBacklog() };
  return backlog.value;
}

const readBacklog = async (): Promise<JobBacklog | undefined> =>
  inTime(async (tx) => {
    const { queued, running, retrying, ...rest } = await selectJobBacklog(tx);
    return { states: { queued, running, retrying }, ...rest };
  });

async function inTime<T>(read: (tx: Tx) => Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), DEADLINE_MS);
  });
  const reading = withScope(systemScope('metrics'), read, { readOnly: true, timeoutMs: DEADLINE_MS }).catch(
    () => undefined,
  );
  try {
    return await Promise.race([reading, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
