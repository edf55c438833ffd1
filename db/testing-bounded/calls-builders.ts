import { v7 } from 'uuid';
import type { CallsOf } from './call.ts';
import { at, house, own, platform, staff } from './call.ts';
import { idOf } from './large-data.ts';
import type * as actedFor from '../queries/identity/acted-for.ts';
import type * as retired from '../queries/jobs/retired.ts';
import type * as operations from '../queries/operations/builders.ts';
import type * as developments from '../queries/operations/developments.ts';
import type * as details from '../queries/tenancy/development-details.ts';

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

const { developmentId } = own;
const key = { tenantId, developmentId };
const site = { name: 'Oak Rise', address: 'Cobh', latitude: 51.9, longitude: -8.3 };
const type = { code: 'T', name: 'Oak', description: '' };

export const developmentDetailsCalls = (q: typeof details): CallsOf<typeof details> => ({
  readDevelopment: [{ scope: platform, run: (tx) => q.readDevelopment(tx, platform, developmentId) }],
  lockDevelopment: [{ scope: platform, run: (tx) => q.lockDevelopment(tx, platform, developmentId) }],
  insertDevelopment: [
    {
      scope: platform,
      run: (tx) =>
        q.insertDevelopment(
          tx,
          platform,
          { tenantId, developmentId: v7() },
          { ...site, slug: 'oak-rise', embeddingModel: 'model-a' },
        ),
    },
  ],
  updateDevelopment: [
    { scope: platform, silent: true, run: (tx) => q.updateDevelopment(tx, platform, key, { ...site, moved: true }) },
  ],
  updateClosing: [
    {
      scope: platform,
      silent: true,
      run: (tx) => q.updateClosing(tx, platform, key, { at: new Date(), reason: 'Sold out.' }),
    },
  ],
  listHouseTypes: [{ scope: platform, run: (tx) => q.listHouseTypes(tx, platform, key) }],
  insertHouseType: [{ scope: platform, run: (tx) => q.insertHouseType(tx, platform, key, type) }],
  updateHouseType: [
    { scope: platform, silent: true, run: (tx) => q.updateHouseType(tx, platform, key, { ...type, code: 'A' }) },
  ],
  isTypeInUse: [
    { scope: platform, reach: 'development', run: (tx) => q.isTypeInUse(tx, platform, key, 'A') },
    { scope: platform, reach: 'development', run: (tx) => q.isTypeInUse(tx, platform, key, 'nothing') },
  ],
  deleteHouseType: [{ scope: platform, silent: true, run: (tx) => q.deleteHouseType(tx, platform, key, 'T') }],
});

export const developmentsOfPlatformCalls = (q: typeof developments): CallsOf<typeof developments> => ({
  countHouses: [{ scope: platform, reach: 'houses', run: (tx) => q.countHouses(tx, platform, key) }],
  countDocuments: [{ scope: platform, reach: 'development', run: (tx) => q.countDocuments(tx, platform, key) }],
  selectFailedDocuments: [
    { scope: platform, silent: true, reach: 'development', run: (tx) => q.selectFailedDocuments(tx, platform, key) },
  ],
  readDevelopmentUsage: [
    {
      scope: platform,
      run: (tx) => q.readDevelopmentUsage(tx, platform, { ...key, from: '2026-11-01', to: '2026-11-30' }),
    },
  ],
  selectJobsAbout: [{ scope: platform, silent: true, run: (tx) => q.selectJobsAbout(tx, platform, key) }],
  findReindexAsked: [{ scope: platform, run: (tx) => q.findReindexAsked(tx, platform, key) }],
});

const actions = ['impersonation.began', 'impersonation.wrote', 'tenant.changed', 'house.claimed'];

export const actedForCalls = (q: typeof actedFor): CallsOf<typeof actedFor> => ({
  listActedForOwner: [{ scope: house, silent: true, run: (tx) => q.listActedForOwner(tx, house) }],
  selectPlatformDeeds: [undefined, idOf('log', 25_000)].map((before) => ({
    scope: staff,
    silent: true,
    run: (tx) => q.selectPlatformDeeds(tx, staff, { actions, before, limit: 26 }),
  })),
});
