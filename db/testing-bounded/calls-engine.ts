import { v7 } from 'uuid';
import type * as items from '../queries/engine/items.ts';
import type * as leases from '../queries/engine/leases.ts';
import type * as runs from '../queries/engine/runs.ts';
import type { CallsOf } from './call.ts';
import { platform } from './call.ts';
import { idOf } from './large-data.ts';

const runId = idOf('job', 5);
const event = { id: v7(), name: 'document/uploaded', data: {}, ts: 0 };
const keys = { concurrencyKeys: ['ingest/0'], fairnessKey: 't' };
const run = {
  ...keys,
  id: runId,
  functionId: 'ingest',
  event,
  state: 'running' as const,
  output: null,
  error: null,
  createdAt: new Date(),
  startedAt: null,
  endedAt: null,
  deadlineAt: null,
};
const item = {
  id: v7(),
  runId,
  functionId: 'ingest',
  kind: 'step' as const,
  stepId: 's',
  stepName: 'read',
  attempt: 0,
  takeovers: 0,
  fairnessKey: 't',
  leaseToken: v7(),
};

export const runsCalls = (q: typeof runs): CallsOf<typeof runs> => ({
  storeEvent: [{ scope: platform, run: (tx) => q.storeEvent(tx, event) }],
  insertRun: [
    {
      scope: platform,
      silent: true,
      run: (tx) => q.insertRun(tx, { ...keys, functionId: 'ingest', event, startTimeoutMs: 1000 }),
    },
  ],
  selectOpenRuns: [
    {
      scope: platform,
      boundedBy: 'the open runs of a function',
      reach: 'backlog',
      silent: true,
      run: (tx) =>
        q.selectOpenRuns(tx, 'ingest', { windowMs: 1000, required: [{ path: ['data', 'job_id'], value: 'x' }] }),
    },
  ],
  endOpenRun: [
    {
      scope: platform,
      boundedBy: 'its key',
      silent: true,
      run: (tx) => q.endOpenRun(tx, runId, { state: 'failed', error: { name: 'E', message: 'x' } }),
    },
  ],
  isRunLate: [{ scope: platform, silent: true, run: (tx) => q.isRunLate(tx, runId) }],
  markRunning: [{ scope: platform, boundedBy: 'its key', silent: true, run: (tx) => q.markRunning(tx, runId, 1000) }],
  completeRun: [{ scope: platform, silent: true, run: (tx) => q.completeRun(tx, runId, null) }],
  selectLateRuns: [{ scope: platform, reach: 'backlog', silent: true, run: (tx) => q.selectLateRuns(tx) }],
});

export const itemsCalls = (q: typeof items): CallsOf<typeof items> => ({
  takeOff: [{ scope: platform, boundedBy: 'its key', silent: true, run: (tx) => q.takeOff(tx, item) }],
  deleteItem: [{ scope: platform, silent: true, run: (tx) => q.deleteItem(tx, item.id) }],
  putBack: [{ scope: platform, silent: true, run: (tx) => q.putBack(tx, item, 1000) }],
  countItems: [{ scope: platform, silent: true, run: (tx) => q.countItems(tx, runId) }],
  insertDiscovery: [{ scope: platform, silent: true, run: (tx) => q.insertDiscovery(tx, run) }],
  insertItems: [
    {
      scope: platform,
      boundedBy: 'its arguments',
      run: (tx) => q.insertItems(tx, run, [{ stepId: 's', name: 'read', sleepMs: undefined }]),
    },
  ],
  insertStep: [
    {
      scope: platform,
      silent: true,
      run: (tx) =>
        q.insertStep(tx, runId, { stepId: 's', name: 'read', result: { type: 'data', data: null }, attempts: 1 }),
    },
  ],
  selectSteps: [
    {
      scope: platform,
      boundedBy: 'the steps of a run',
      reach: 'document',
      silent: true,
      run: (tx) => q.selectSteps(tx, runId),
    },
  ],
});

export const leasesCalls = (q: typeof leases): CallsOf<typeof leases> => ({
  lockClaims: [{ scope: platform, silent: true, run: (tx) => q.lockClaims(tx) }],
  selectDueItems: [{ scope: platform, reach: 'backlog', silent: true, run: (tx) => q.selectDueItems(tx, 20) }],
  selectLeasedItems: [
    {
      scope: platform,
      boundedBy: 'what all instances can run at once',
      reach: 'backlog',
      silent: true,
      run: (tx) => q.selectLeasedItems(tx),
    },
  ],
  leaseItems: [
    {
      scope: platform,
      boundedBy: 'its arguments',
      silent: true,
      run: (tx) => q.leaseItems(tx, [item.id], { owner: 'o', leaseMs: 1000 }),
    },
  ],
  nextDueMs: [{ scope: platform, silent: true, run: (tx) => q.nextDueMs(tx) }],
  releaseLeases: [
    { scope: platform, silent: true, run: (tx) => q.releaseLeases(tx, undefined) },
    { scope: platform, silent: true, run: (tx) => q.releaseLeases(tx, 'o') },
  ],
  renewLeases: [
    { scope: platform, boundedBy: 'its arguments', silent: true, run: (tx) => q.renewLeases(tx, [item], 1000) },
  ],
  stillLeased: [{ scope: platform, boundedBy: 'its arguments', silent: true, run: (tx) => q.stillLeased(tx, [item]) }],
  blameExpiredLeases: [
    { scope: platform, reach: 'backlog', silent: true, run: (tx) => q.blameExpiredLeases(tx, 'o', 2) },
  ],
  restorePoints: [{ scope: platform, silent: true, run: (tx) => q.restorePoints(tx, [item]) }],
});
