import { v7 } from 'uuid';
import type { Call, CallsOf } from './call.ts';
import { own, platform, tenant } from './call.ts';
import { idOf } from './large-data.ts';
import type * as activityChain from '../queries/observability/activity-chain.ts';
import type * as audit from '../queries/observability/audit.ts';
import type * as jobs from '../queries/jobs/jobs.ts';
import type * as observability from '../queries/observability/records.ts';
import type * as directory from '../queries/tenancy/directory.ts';
import type * as platformAnalytics from '../queries/operations/analytics.ts';
import type * as answers from '../queries/operations/answers.ts';
import type * as limits from '../queries/operations/limits.ts';
import type * as load from '../queries/operations/load.ts';
import type * as errors from '../queries/operations/errors.ts';
import type * as logs from '../queries/operations/logs.ts';
import type * as jobCounts from '../queries/jobs/job-counts.ts';
import type * as rateLimits from '../queries/operations/rate-limits.ts';
import type * as retention from '../queries/jobs/retention.ts';

/** An open job and one that has ended, both the large tenant's, and an event that waits. */
const openJob = idOf('job', 500);
const endedJob = idOf('job', 5);
const event = idOf('event', 5);
const middle = idOf('job', 25_000);
const log = { id: v7(), tenantId: own.tenantId, at: new Date(), operation: 'chat' as const, model: 'm', latencyMs: 1 };

const newJob = { tenantId: own.tenantId, event: { name: 'document/uploaded', data: {} } };

export const jobsCalls = (q: typeof jobs): CallsOf<typeof jobs> => ({
  findJob: [
    { scope: tenant, run: (tx) => q.findJob(tx, tenant, openJob) },
    { scope: platform, run: (tx) => q.findJob(tx, platform, openJob) },
  ],
  selectJobs: [
    {},
    { before: middle },
    { states: ['failed' as const] },
    { states: ['queued' as const, 'running' as const, 'retrying' as const] },
    { eventName: 'document/uploaded' },
    { eventName: 'house/geocode' },
    { eventName: 'nowhere' },
    { eventName: 'house/geocode', subjectId: idOf('development', 1) },
    { states: ['failed' as const], eventName: 'house/geocode' },
    { states: ['failed' as const], eventName: 'nowhere' },
    { states: ['cancelled' as const] },
    { states: ['succeeded' as const], eventName: 'house/geocode', before: middle },
  ].flatMap((filter): Call[] => [
    { scope: tenant, silent: true, run: (tx) => q.selectJobs(tx, tenant, { ...filter, limit: 101 }) },
    { scope: platform, silent: true, run: (tx) => q.selectJobs(tx, platform, { ...filter, limit: 101 }) },
    {
      scope: platform,
      silent: true,
      run: (tx) => q.selectJobs(tx, platform, { ...filter, tenantId: own.tenantId, limit: 101 }),
    },
  ]),
  holdOpenJob: [{ scope: tenant, run: (tx) => q.holdOpenJob(tx, tenant, openJob) }],
  updateOpenJob: [
    {
      scope: tenant,
      run: (tx) => q.updateOpenJob(tx, tenant, openJob, { state: 'running', step: 'extract', attempt: 1 }),
    },
    { scope: platform, run: (tx) => q.updateOpenJob(tx, platform, openJob, { state: 'failed', error: 'x' }) },
  ],
  findOpenRun: [
    {
      scope: tenant,
      reach: 'backlog',
      silent: true,
      run: (tx) => q.findOpenRun(tx, tenant, own.developmentId, 'checks/run.requested'),
    },
  ],
  updateJobProgress: [{ scope: tenant, silent: true, run: (tx) => q.updateJobProgress(tx, tenant, openJob, 50) }],
  hasOpenTwin: [
    {
      scope: tenant,
      silent: true,
      run: (tx) =>
        q.hasOpenTwin(tx, tenant, {
          id: endedJob,
          subjectId: idOf('document', 500),
          event: { name: 'document/uploaded', data: {} },
        }),
    },
  ],
  selectOverdueJobs: [{ scope: platform, run: (tx) => q.selectOverdueJobs(tx, 100) }],
  extendOverdueJobs: [{ scope: platform, reach: 'backlog', run: (tx) => q.extendOverdueJobs(tx) }],
  selectStalledJobs: [
    { scope: platform, reach: 'backlog', silent: true, run: (tx) => q.selectStalledJobs(tx, 10, 100) },
  ],
  touchJobs: [{ scope: platform, silent: true, run: (tx) => q.touchJobs(tx, [openJob, endedJob]) }],
  insertJobs: [{ scope: platform, silent: true, run: (tx) => q.insertJobs(tx, [{ ...newJob, id: v7() }]) }],
  insertEvents: [
    {
      scope: platform,
      silent: true,
      run: (tx) => q.insertEvents(tx, [{ jobId: openJob, tenantId: own.tenantId, event: newJob.event }]),
    },
  ],
  lockDueEvents: [{ scope: platform, run: (tx) => q.lockDueEvents(tx, 100) }],
  deleteEvents: [{ scope: platform, silent: true, run: (tx) => q.deleteEvents(tx, [event]) }],
  postponeEvents: [{ scope: platform, silent: true, run: (tx) => q.postponeEvents(tx, [event], 1_000, 'x') }],
  withdrawEvent: [{ scope: platform, run: (tx) => q.withdrawEvent(tx, endedJob, 'document/uploaded') }],
  countWaitingEvents: [{ scope: platform, reach: 'count', run: (tx) => q.countWaitingEvents(tx) }],
});

export const observabilityCalls = (q: typeof observability): CallsOf<typeof observability> => ({
  upsertErrors: [
    {
      scope: platform,
      silent: true,
      run: (tx) =>
        q.upsertErrors(tx, [{ id: v7(), fingerprint: 'new', kind: 'api', code: 'internal', message: 'x', count: 1 }]),
    },
  ],
  insertLlmErrors: [
    {
      scope: platform,
      silent: true,
      run: (tx) => q.insertLlmErrors(tx, [{ ...log, code: 'timeout', message: 'x', retry: false }]),
    },
  ],
  insertLlmUsage: [
    {
      scope: platform,
      silent: true,
      run: (tx) => q.insertLlmUsage(tx, [{ ...log, promptTokens: 1, completionTokens: 1 }]),
    },
  ],
  selectJobBacklog: [{ scope: platform, reach: 'count', run: (tx) => q.selectJobBacklog(tx) }],
});

export const auditCalls = (q: typeof audit): CallsOf<typeof audit> => ({
  insertAudit: [
    { scope: platform, silent: true, run: (tx) => q.insertAudit(tx, { actorKind: 'system', action: 'x' }) },
  ],
});

export const activityChainCalls = (q: typeof activityChain): CallsOf<typeof activityChain> => ({
  sealActivity: [{ scope: platform, silent: true, run: (tx) => q.sealActivity(tx, 100) }],
  forgetActivity: [{ scope: platform, silent: true, run: (tx) => q.forgetActivity(tx, 100) }],
  selectChain: [
    { scope: platform, reach: 'count', run: (tx) => q.selectChain(tx, { after: 0, limit: 2_000 }) },
    { scope: platform, reach: 'count', run: (tx) => q.selectChain(tx, { after: 500, limit: 2_000 }) },
  ],
  findUnchained: [
    { scope: platform, reach: 'count', run: (tx) => q.findUnchained(tx, { after: undefined, limit: 2_000 }) },
    { scope: platform, reach: 'count', run: (tx) => q.findUnchained(tx, { after: middleLog, limit: 2_000 }) },
  ],
  findChainBeginning: [{ scope: platform, silent: true, run: (tx) => q.findChainBeginning(tx) }],
  findSoundHead: [{ scope: platform, silent: true, run: (tx) => q.findSoundHead(tx) }],
  insertVerification: [
    { scope: platform, silent: true, run: (tx) => q.insertVerification(tx, { id: v7(), entries: 0 }) },
  ],
  readChainState: [{ scope: platform, run: (tx) => q.readChainState(tx) }],
});

export const jobCountsCalls = (q: typeof jobCounts): CallsOf<typeof jobCounts> => ({
  countJobs: [
    { scope: platform, reach: 'count', run: (tx) => q.countJobs(tx, ['queued', 'running', 'retrying']) },
    { scope: platform, reach: 'count', run: (tx) => q.countJobs(tx, ['succeeded', 'failed'], idOf('job', 49_000)) },
  ],
});

export const retentionCalls = (q: typeof retention): CallsOf<typeof retention> => ({
  deleteExpired: q.RETENTION_RULES.map((rule) => ({
    scope: platform,
    silent: true as const,
    // Of answers all ids look old here: a whole batch goes, found and deleted.
    // So does the load of a day.
    reach: rule === 'why answers were given' || rule.startsWith('load by') ? ('count' as const) : ('rows' as const),
    run: (tx) => q.deleteExpired(tx, rule, 500),
  })),
});

export const rateLimitsCalls = (q: typeof rateLimits): CallsOf<typeof rateLimits> => ({
  runCounterStatement: [
    {
      scope: platform,
      silent: true,
      run: (tx) =>
        q.runCounterStatement(tx, {
          text: 'select points from rate_limits.counters where key = $1 limit 1',
          values: ['a'],
        }),
    },
  ],
});

const since = { span: 'minute' as const, from: new Date(Date.now() - 3_600_000) };

const days = { from: '2026-01-01', to: '2026-12-31' };

export const platformAnalyticsCalls = (q: typeof platformAnalytics): CallsOf<typeof platformAnalytics> => ({
  selectDaysOf: [
    {
      scope: platform,
      silent: true,
      reach: 'count',
      run: (tx) => q.selectDaysOf(tx, { ...days, tenantIds: [own.tenantId] }),
    },
  ],
  selectTenantFigures: [{}, { after: { name: 'M', id: own.tenantId } }].map((filter): Call => ({
    scope: platform,
    silent: true,
    reach: 'count',
    run: (tx) => q.selectTenantFigures(tx, { ...days, ...filter, limit: 26 }),
  })),
});

export const loadCalls = (q: typeof load): CallsOf<typeof load> => ({
  saveLoad: [
    {
      scope: platform,
      silent: true,
      run: (tx) =>
        q.saveLoad(tx, [
          {
            span: 'minute',
            at: new Date(),
            process: 'web',
            requests: 1,
            errors: 0,
            routes: {},
            slow: [],
            eventLoopMs: 1,
            heapBytes: 1,
            rssBytes: 1,
            poolOpen: 1,
            poolWaiting: 0,
          },
        ]),
    },
  ],
  selectLoad: [{ scope: platform, silent: true, reach: 'count', run: (tx) => q.selectLoad(tx, since) }],
  sumRoutes: [{ scope: platform, silent: true, reach: 'count', run: (tx) => q.sumRoutes(tx, since) }],
  sumSlow: [{ scope: platform, silent: true, reach: 'count', run: (tx) => q.sumSlow(tx, since) }],
  measureStorage: [{ scope: platform, reach: 'count', run: (tx) => q.measureStorage(tx) }],
  measureDatabase: [{ scope: platform, run: (tx) => q.measureDatabase(tx) }],
});

const ofTenant = { tenantId: own.tenantId };
const limitOf = { id: v7(), rule: 'chat', tenantId: own.tenantId, points: 9, reason: 'x', setBy: idOf('staff', 1) };

export const limitsCalls = (q: typeof limits): CallsOf<typeof limits> => ({
  selectCounters: [
    {
      scope: platform,
      silent: true,
      run: (tx) => q.selectCounters(tx, { after: 'chat:', before: 'chat;', limit: 2_000 }),
    },
  ],
  selectHousesById: [{ scope: platform, run: (tx) => q.selectHousesById(tx, [own.houseId]) }],
  findHousesNamed: [
    { scope: platform, run: (tx) => q.findHousesNamed(tx, { tenantId: own.tenantId, id: own.houseId, label: '' }) },
    {
      scope: platform,
      silent: true,
      reach: 'houses',
      run: (tx) => q.findHousesNamed(tx, { tenantId: own.tenantId, label: 'nowhere' }),
    },
  ],
  selectLiveOverrides: [{ scope: platform, silent: true, reach: 'count', run: (tx) => q.selectLiveOverrides(tx) }],
  selectOverrides: [{}, ofTenant, { state: 'live' as const }, { state: 'ended' as const, before: v7() }].map(
    (filter): Call => ({
      scope: platform,
      silent: true,
      reach: 'count',
      run: (tx) => q.selectOverrides(tx, { ...filter, limit: 101 }),
    }),
  ),
  insertOverride: [
    {
      scope: platform,
      reach: 'count',
      boundedBy: 'its key',
      run: (tx) => q.insertOverride(tx, { ...limitOf, minutes: 5 }),
    },
  ],
  endOverride: [
    {
      scope: platform,
      silent: true,
      boundedBy: 'its key',
      run: (tx) => q.endOverride(tx, idOf('log', 1), idOf('staff', 1)),
    },
  ],
});

const middleLog = idOf('log', 25_000);

const answer = idOf('message', 1);
const behind = { messageId: idOf('message', 25_000), latencyMs: 300 };
const ofDevelopment = { tenantId: own.tenantId, developmentId: own.developmentId };

export const answersCalls = (q: typeof answers): CallsOf<typeof answers> => ({
  selectAnswers: (['newest', 'oldest', 'slowest', 'fastest'] as const).flatMap((sort) =>
    [
      {},
      { after: behind },
      ofTenant,
      ofDevelopment,
      { ...ofTenant, fromId: idOf('message', 5), toId: behind.messageId },
      { fromId: idOf('term', 1) },
      { requestId: `request-${answer}` },
      { requestId: 'nowhere' },
      { q: 'nothing of the kind' },
      { ...ofDevelopment, outcome: 'refused' as const, mode: 'refusal' as const, rating: 'down' as const, q: 'x' },
      { rating: 'up' as const, after: behind },
    ].map((filter): Call => ({
      scope: platform,
      silent: true,
      reach: 'count',
      run: (tx) => q.selectAnswers(tx, { ...filter, sort, limit: 101 }),
    })),
  ),
  findAnswerDetails: [{ scope: platform, run: (tx) => q.findAnswerDetails(tx, answer) }],
  selectTurnsBefore: [
    {
      scope: platform,
      reach: 'owner',
      run: (tx) =>
        q.selectTurnsBefore(tx, {
          ...ofTenant,
          conversationId: idOf('conversation', 1),
          questionId: idOf('message', 100_000_500),
        }),
    },
  ],
  selectModelUse: [
    {
      scope: platform,
      silent: true,
      run: (tx) =>
        q.selectModelUse(tx, {
          ...ofTenant,
          messageId: answer,
          requestId: null,
          from: new Date(Date.now() - 60_000),
          to: new Date(),
        }),
    },
  ],
  selectPassageTexts: [
    { scope: platform, boundedBy: 'its arguments', run: (tx) => q.selectPassageTexts(tx, own, [idOf('chunk', 1)]) },
  ],
});

export const errorsCalls = (q: typeof errors): CallsOf<typeof errors> => ({
  selectErrors: [
    {},
    { after: { lastSeenAt: new Date().toISOString(), id: middleLog } },
    { kind: 'api' as const },
    { kind: 'job' as const },
    ofTenant,
    { ...ofTenant, kind: 'job' as const, after: { lastSeenAt: new Date().toISOString(), id: middleLog } },
    { requestId: 'nowhere' },
    { state: 'all' as const },
    { state: 'resolved' as const, after: { lastSeenAt: new Date().toISOString(), id: middleLog } },
    { state: 'muted' as const },
    { assignedTo: idOf('staff', 1) },
    { assignedTo: 'none' },
    { assignedTo: idOf('staff', 2), state: 'resolved' as const },
  ].map((filter) => ({ scope: platform, silent: true, run: (tx) => q.selectErrors(tx, { ...filter, limit: 101 }) })),
  findError: [{ scope: platform, run: (tx) => q.findError(tx, middleLog) }],
  selectErrorDays: [
    {
      scope: platform,
      run: (tx) =>
        q.selectErrorDays(
          tx,
          Array.from({ length: 100 }, (_, place) => idOf('log', place + 1)),
          { since: '2000-01-01', days: 14 },
        ),
      reach: 'owner',
    },
  ],
  updateErrorState: [
    {
      scope: platform,
      run: (tx) => q.updateErrorState(tx, platform, middleLog, { state: 'muted', by: idOf('staff', 1) }),
    },
  ],
  updateErrorAssignee: [
    { scope: platform, run: (tx) => q.updateErrorAssignee(tx, platform, middleLog, null) },
    { scope: platform, silent: true, run: (tx) => q.updateErrorAssignee(tx, platform, middleLog, idOf('staff', 1)) },
  ],
  selectAdminNames: [{ scope: platform, silent: true, run: (tx) => q.selectAdminNames(tx, platform) }],
});

export const logsCalls = (q: typeof logs): CallsOf<typeof logs> => ({
  selectAudit: [
    {},
    { before: middleLog },
    ofTenant,
    { action: 'document.uploaded' },
    { action: 'nothing' },
    { ...ofTenant, action: 'nothing', before: middleLog },
    { requestId: 'nowhere' },
  ].map((filter) => ({ scope: platform, silent: true, run: (tx) => q.selectAudit(tx, { ...filter, limit: 101 }) })),
  findAudit: [{ scope: platform, run: (tx) => q.findAudit(tx, middleLog) }],
  selectStaffNames: [
    { scope: platform, boundedBy: 'its arguments', run: (tx) => q.selectStaffNames(tx, [idOf('staff', 1)]) },
  ],
  selectLlmErrors: [
    {},
    { before: middleLog },
    ofTenant,
    { operation: 'embedding' },
    { ...ofTenant, operation: 'embedding', before: middleLog },
    { requestId: 'nowhere' },
  ].map((filter) => ({ scope: platform, silent: true, run: (tx) => q.selectLlmErrors(tx, { ...filter, limit: 101 }) })),
  selectReadings: [
    {},
    { before: idOf('version', 25_000) },
    ofTenant,
    { status: 'failed' as const },
    { status: 'queued' as const },
    { ...ofTenant, status: 'failed' as const, before: idOf('version', 25_000) },
  ].map((filter) => ({ scope: platform, silent: true, run: (tx) => q.selectReadings(tx, { ...filter, limit: 101 }) })),
});

export const directoryCalls = (q: typeof directory): CallsOf<typeof directory> => ({
  selectTenants: [
    {},
    { after: { value: 'M', id: own.tenantId } },
    { sort: 'created' as const, descending: true, after: { value: '2100-01-01T00:00:00Z', id: idOf('tenant', 900) } },
    { retired: false, descending: true },
    { retired: true },
    { q: 'nothing of this name' },
  ].map((filter) => ({
    scope: platform,
    silent: true,
    reach: 'count',
    run: (tx) => q.selectTenants(tx, { sort: 'name', descending: false, ...filter, limit: 26 }),
  })),
  selectDevelopments: [
    {},
    ofTenant,
    { after: { value: 'M', id: own.developmentId } },
    {
      sort: 'created' as const,
      descending: true,
      after: { value: '2100-01-01T00:00:00Z', id: idOf('development', 900) },
    },
    { closed: false },
    { q: 'nothing of this name' },
  ].map((filter) => ({
    scope: platform,
    silent: true,
    reach: 'houses',
    run: (tx) => q.selectDevelopments(tx, { sort: 'name', descending: false, ...filter, limit: 26 }),
  })),
});
