import { histogramDelta, histogramQuantile } from '#app/platform/histogram-quantile.ts';
import type { Signal } from './alert-rules.ts';

/** What the process knows of itself at one moment. Counts only rise; undefined could not be read. */
export type Sample = {
  /** Milliseconds since 1970. */
  at: number;
  databaseUp: boolean;
  /** Other dependencies of /readyz that are not well. */
  dependenciesDown: number;
  requests: number;
  serverErrors: number;
  /** Answers by seconds up to which they took, cumulative, as Prometheus keeps them. */
  chat: Buckets;
  onboarding: Buckets;
  /** Seconds, since the sample before. */
  eventLoopP99: number;
  memoryBytes: number;
  poolWaiting: number | undefined;
  /** Seconds. */
  oldestJob: number | undefined;
  oldestEvent: number | undefined;
  failedJobs: number;
  modelCalls: number;
  modelFailures: number;
  logLinesLost: number;
  errorRowsDropped: number;
  diskFreeBytes: number | undefined;
  /** Did the latest look through the activity log find it changed? */
  activityBroken: boolean | undefined;
  /** Seconds that the oldest row has waited to be chained. */
  activityWaiting: number | undefined;
};

/** Pairs of upper bound and count, by bound; the last bound is infinite. */
export type Buckets = readonly (readonly [bound: number, count: number])[];

/** So few in a window say nothing yet. */
const FEWEST = { requests: 100, errors: 3, answers: 5, calls: 5 };

type Value = number | 'quiet' | undefined;

/**
 * A signal at `now`, looking back to `before` where it is a rate; 'quiet': too little happened to tell; undefined: it
 * cannot be read.
 */
export const SIGNALS: Record<Signal, (now: Sample, before: Sample | undefined) => Value> = {
  'database-down': (now) => (now.databaseUp ? 0 : 1),
  'dependencies-down': (now) => now.dependenciesDown,
  'server-error-share': (now, before) =>
    serverErrorShare(now.serverErrors - (before?.serverErrors ?? 0), now.requests - (before?.requests ?? 0)),
  'chat-p95': (now, before) => percentile(now.chat, before?.chat, 0.95),
  'onboarding-p95': (now, before) => percentile(now.onboarding, before?.onboarding, 0.95),
  'event-loop-p99': (now) => now.eventLoopP99,
  memory: (now) => now.memoryBytes,
  'pool-waiting': (now) => now.poolWaiting,
  'oldest-job': (now) => now.oldestJob,
  'oldest-event': (now) => now.oldestEvent,
  'failed-jobs': (now, before) => now.failedJobs - (before?.failedJobs ?? 0),
  'model-failure-share': (now, before) =>
    share(now.modelFailures - (before?.modelFailures ?? 0), now.modelCalls - (before?.modelCalls ?? 0), FEWEST.calls),
  'log-lines-lost': (now, before) => now.logLinesLost - (before?.logLinesLost ?? 0),
  'error-rows-dropped': (now, before) => now.errorRowsDropped - (before?.errorRowsDropped ?? 0),
  'disk-free': (now) => now.diskFreeBytes,
  'activity-broken': (now) => (now.activityBroken === undefined ? undefined : Number(now.activityBroken)),
  'activity-waiting': (now) => now.activityWaiting,
};

/** One error in a quiet hour is no incident, every answer failing in a quiet hour is. */
const serverErrorShare = (errors: number, requests: number): Value =>
  requests < FEWEST.requests && errors < FEWEST.errors ? 'quiet' : errors / requests;

const share = (part: number, whole: number, fewest: number): Value => (whole < fewest ? 'quiet' : part / whole);

/** Of the answers since `before`. */
function percentile(now: Buckets, before: Buckets | undefined, quantile: number): Value {
  const since = histogramDelta(new Map(before), new Map(now));
  if ((since.get(Infinity) ?? 0) < FEWEST.answers) return 'quiet';
  return histogramQuantile(since, quantile) ?? 'quiet';
}
