import { v7 } from 'uuid';
import { COUNT_LIMIT, countWaitingEvents } from '#db/queries/jobs/jobs.ts';
import { countJobs } from '#db/queries/jobs/job-counts.ts';
import { OPEN_JOB_STATES, type JobState } from '#db/schema/job-states.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { readiness } from '#app/features/observability/readiness.server.ts';
import type { Env } from '#app/platform/parse-env.ts';
import { listAdapters, type Adapter } from './describe-adapters.ts';

export type SystemOverview = {
  adapters: Adapter[];
  ready: boolean;
  dependencies: { name: string; ok: boolean; kind: string; detail: string | null }[];
  jobs: {
    /** Now. */
    open: { queued: number; running: number; retrying: number };
    /** Accepted within the last 24 hours. */
    lastDay: { succeeded: number; failed: number; cancelled: number };
    /** Events that wait for the job server, and seconds since the oldest was written. */
    outbox: { waiting: number; oldestSeconds: number | null };
    /** Counting stops here; a count above it says "more than". */
    countLimit: number;
  };
  node: { version: string; uptimeSeconds: number; memoryBytes: number };
};

const DAY_MS = 24 * 3600_000;

/**
 * What the platform team sees first (D7, H11): which adapters are in use, whether each dependency is well, and how much
 * work waits.
 */
export async function readSystem(scope: PlatformScope, config: Env, now = new Date()): Promise<SystemOverview> {
  const { ready, dependencies } = await readiness();
  const since = v7({ msecs: now.getTime() - DAY_MS, seq: 0, random: new Uint8Array(16) });
  const { open, ended, outbox } = await withScope(
    scope,
    async (tx) => ({
      open: await countJobs(tx, [...OPEN_JOB_STATES]),
      ended: await countJobs(tx, ['succeeded', 'failed', 'cancelled'], since),
      outbox: await countWaitingEvents(tx),
    }),
    { readOnly: true },
  );
  const of = (counts: Map<JobState, number>, state: JobState) => counts.get(state) ?? 0;
  return {
    adapters: listAdapters(config),
    ready,
    dependencies: Object.entries(dependencies).map(([name, state]) => ({
      name,
      ok: state.ok,
      kind: state.kind,
      detail: state.detail ?? null,
    })),
    jobs: {
      open: { queued: of(open, 'queued'), running: of(open, 'running'), retrying: of(open, 'retrying') },
      lastDay: { succeeded: of(ended, 'succeeded'), failed: of(ended, 'failed'), cancelled: of(ended, 'cancelled') },
      outbox: {
        waiting: outbox.waiting,
        oldestSeconds: outbox.oldest && Math.max(0, Math.round((now.getTime() - outbox.oldest.getTime()) / 1000)),
      },
      countLimit: COUNT_LIMIT,
    },
    node: {
      version: process.version,
      uptimeSeconds: Math.round(process.uptime()),
      memoryBytes: process.memoryUsage.rss(),
    },
  };
}
