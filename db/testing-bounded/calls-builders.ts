import { v7 } from 'uuid';
import type { CallsOf } from './call.ts';
import { at, own, platform } from './call.ts';
import { idOf } from './large-data.ts';
import type * as retired from '../queries/jobs/retired.ts';
import type * as operations from '../queries/operations/builders.ts';

const { tenantId } = own;
const reason = 'Stopped.';
const stopped = { tenantId, limit: 50, reason, renamed: 'Stopped, and started again.' };

export const retiredCalls = (q: typeof retired): CallsOf<typeof retired> => ({
  selectBuildersToFollow: [undefined, idOf('tenant', 900)].map((after) => ({
    scope: platform,
    silent: true,
    run: (tx) => q.selectBuildersToFollow(tx, platform, { after, limit: 100 }),
  })),
  lockBuilderToFollow: [{ scope: platform, run: (tx) => q.lockBuilderToFollow(tx, platform, tenantId) }],
  markJobsStopped: [{ scope: platform, silent: true, run: (tx) => q.markJobsStopped(tx, platform, tenantId, true) }],
  selectOpenJobsOf: [
    {
      scope: platform,
      reach: 'backlog',
      run: (tx) => q.selectOpenJobsOf(tx, platform, { tenantId, but: ['owner/erased'], limit: 50 }),
    },
  ],
  takeStoppedJobs: [undefined, idOf('job', 25_000)].map((after) => ({
    scope: platform,
    silent: true,
    reach: 'backlog',
    run: (tx) => q.takeStoppedJobs(tx, platform, { ...stopped, after }),
  })),
});

/** An id of so many days ago. */
const idAt = (days: number) => v7({ msecs: at(-days).getTime(), seq: 0, random: new Uint8Array(16) });

export const buildersOfPlatformCalls = (q: typeof operations): CallsOf<typeof operations> => ({
  countBuilderHealth: [
    {
      scope: platform,
      reach: 'count',
      run: (tx) => q.countBuilderHealth(tx, platform, { tenantId, since: idAt(1), accepted: idAt(3) }),
    },
  ],
  readBuilderUsage: [
    {
      scope: platform,
      run: (tx) => q.readBuilderUsage(tx, platform, { tenantId, from: '2026-11-01', to: '2026-11-30' }),
    },
  ],
});
