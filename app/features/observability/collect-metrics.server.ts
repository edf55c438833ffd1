import { selectJobBacklog } from '#db/queries/observability/records.ts';
import { poolCounts } from '#db/database-state.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
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

/** The pool and the job queue as they are now, 2 s at most; undefined is what could not be read. */
export async function readBacklogAndPool(): Promise<{ pool: PoolLike | undefined; backlog: JobBacklog | undefined }> {
  return { backlog: await backlogNow(), pool: poolCounts() };
}

/** Read once for scrapes that come together, and given up when it takes longer than a scrape may. */
function backlogNow(): Promise<JobBacklog | undefined> {
  if (!backlog || Date.now() - backlog.at > FRESH_MS) backlog = { at: Date.now(), value: readBacklog() };
  return backlog.value;
}

async function readBacklog(): Promise<JobBacklog | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), DEADLINE_MS);
  });
  const read = withScope(systemScope('metrics'), selectJobBacklog, { readOnly: true, timeoutMs: DEADLINE_MS }).then(
    ({ queued, running, retrying, ...rest }) => ({ states: { queued, running, retrying }, ...rest }),
    () => undefined,
  );
  try {
    return await Promise.race([read, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
