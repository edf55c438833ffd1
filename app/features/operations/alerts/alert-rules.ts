/*
 * When somebody has to look (D9): pure data. `docs/runbook.md` has a section for each, under the same name. The figures
 * follow the bands of docs/PHASE_17_LOAD_TEST.md: ready is below `warning`, "investigate" lies between the two, "do not
 * deploy" is beyond `critical`.
 */

/** What a threshold is compared with; alert-signals.ts works each out from samples of the process. */
export type Signal =
  | 'database-down'
  | 'dependencies-down'
  | 'server-error-share'
  | 'chat-p95'
  | 'onboarding-p95'
  | 'event-loop-p99'
  | 'memory'
  | 'pool-waiting'
  | 'oldest-job'
  | 'oldest-event'
  | 'failed-jobs'
  | 'model-failure-share'
  | 'log-lines-lost'
  | 'error-rows-dropped'
  | 'disk-free'
  | 'activity-broken'
  | 'activity-waiting';

export type AlertThreshold = {
  /** Also the section of the runbook, and the label of the gauge `alert_state`. */
  name: string;
  title: string;
  signal: Signal;
  /** The same in PromQL, for a Prometheus that looks at several processes. */
  expression: string;
  unit: 'share' | 'seconds' | 'bytes' | 'count';
  comparison: 'above' | 'below';
  /** In the unit; null: there is no such state. */
  warning: number | null;
  critical: number | null;
  /** Seconds back over which a rate or a percentile is taken. */
  windowSeconds?: number;
  /** So many seconds on end before the state changes for the worse; for the better it changes at once. */
  forSeconds: number;
  /** Only with the embedded database in the process, or only without it. */
  database?: 'embedded' | 'postgres';
  /** What to do first. */
  action: string;
};

const MB = 1_000_000;
/** Health routes answer 503 by right, and so does every route while the application starts. */
const SERVICE = 'route!~"routes/(healthz|readyz|metrics)|starting"';

export const ALERT_THRESHOLDS: readonly AlertThreshold[] = [
  {
    name: 'database-unreachable',
    title: 'Database unreachable',
    signal: 'database-down',
    expression: 'jobs_open{state="queued"} != jobs_open{state="queued"}',
    unit: 'count',
    comparison: 'above',
    warning: null,
    critical: 0,
    forSeconds: 30,
    action: 'See whether PostgreSQL runs and answers; the application connects again by itself.',
  },
  {
    name: 'dependency-not-well',
    title: 'Dependency not well',
    signal: 'dependencies-down',
    expression: 'alert_state{alert="dependency-not-well"}',
    unit: 'count',
    comparison: 'above',
    warning: null,
    critical: 0,
    forSeconds: 60,
    action: 'Open System: it names the dependency and what it says.',
  },
  // At rest nothing fails, so the warning stands well before A7’s 5 %.
  {
    name: 'server-errors',
    title: 'Server errors',
    signal: 'server-error-share',
    expression:
      `sum(rate(http_request_duration_seconds_count{status=~"5..",${SERVICE}}[5m])) / ` +
      `sum(rate(http_request_duration_seconds_count{${SERVICE}}[5m]))`,
    unit: 'share',
    comparison: 'above',
    warning: 0.01,
    critical: 0.05,
    windowSeconds: 300,
    forSeconds: 0,
    action: 'Read the newest lines of logs/errors.jsonl: code, route and request id say what failed.',
  },
  {
    name: 'chat-slow',
    title: 'Chat slow',
    signal: 'chat-p95',
    expression:
      'histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{route="routes/api.chat"}[5m])))',
    unit: 'seconds',
    comparison: 'above',
    warning: 3,
    critical: 5,
    windowSeconds: 300,
    forSeconds: 0,
    action: 'Look at the event loop, the pool and the model, in this order.',
  },
  {
    name: 'onboarding-slow',
    title: 'Onboarding slow',
    signal: 'onboarding-p95',
    expression:
      'histogram_quantile(0.95, sum by (le) ' +
      '(rate(http_request_duration_seconds_bucket{route=~"routes/(onboarding.*|welcome|api.qr.resolve)"}[5m])))',
    unit: 'seconds',
    comparison: 'above',
    warning: 1,
    critical: 2,
    windowSeconds: 300,
    forSeconds: 0,
    action: 'Look at the event loop and the pool; hold back uploads while people scan.',
  },
  {
    name: 'event-loop-late',
    title: 'Event loop late',
    signal: 'event-loop-p99',
    expression: 'nodejs_eventloop_lag_p99_seconds',
    unit: 'seconds',
    comparison: 'above',
    warning: 0.2,
    critical: 1,
    forSeconds: 60,
    action: 'The process is at the end of its processor: fewer uploads at once, or another process.',
  },
  {
    name: 'memory-high',
    title: 'Memory high',
    signal: 'memory',
    expression: 'process_resident_memory_bytes',
    unit: 'bytes',
    comparison: 'above',
    warning: 200 * MB,
    critical: 500 * MB,
    forSeconds: 300,
    database: 'postgres',
    action: 'See whether it still rises; if so restart the process in a quiet minute and keep its logs.',
  },
  // A whole PostgreSQL is in the process: 600–700 MB under load.
  {
    name: 'memory-high-embedded',
    title: 'Memory high embedded',
    signal: 'memory',
    expression: 'process_resident_memory_bytes',
    unit: 'bytes',
    comparison: 'above',
    warning: 1_000 * MB,
    critical: 1_500 * MB,
    forSeconds: 300,
    database: 'embedded',
    action: 'See whether it still rises; move to PostgreSQL (DATABASE_URL) if this is more than a trial.',
  },
  {
    name: 'pool-exhausted',
    title: 'Pool exhausted',
    signal: 'pool-waiting',
    expression: 'db_pool_connections{state="waiting"}',
    unit: 'count',
    comparison: 'above',
    warning: 4,
    critical: 19,
    forSeconds: 60,
    action: 'Find the slow statements in logs/performance.jsonl before raising DATABASE_POOL_MAX.',
  },
  // A job must have ended 30 minutes after its acceptance (C8).
  {
    name: 'jobs-late',
    title: 'Jobs late',
    signal: 'oldest-job',
    expression: 'jobs_oldest_open_age_seconds',
    unit: 'seconds',
    comparison: 'above',
    warning: 600,
    critical: 1_800,
    forSeconds: 60,
    action: 'Open Jobs: see which wait or retry, and what they say.',
  },
  {
    name: 'events-not-taken',
    title: 'Events not taken',
    signal: 'oldest-event',
    expression: 'job_outbox_oldest_age_seconds',
    unit: 'seconds',
    comparison: 'above',
    warning: 60,
    critical: 300,
    forSeconds: 30,
    action: 'See whether the Inngest server of INNGEST_BASE_URL answers; events wait and none is lost.',
  },
  {
    name: 'jobs-failing',
    title: 'Jobs failing',
    signal: 'failed-jobs',
    expression: 'increase(errors_total{kind="job",code!="refused"}[15m])',
    unit: 'count',
    comparison: 'above',
    warning: 0,
    critical: 9,
    windowSeconds: 900,
    forSeconds: 0,
    action: 'Open Jobs, failed ones: mend the cause, then do them again.',
  },
  {
    name: 'model-failing',
    title: 'Model failing',
    signal: 'model-failure-share',
    expression:
      'sum(rate(model_call_duration_seconds_count{outcome="error"}[10m])) / ' +
      'sum(rate(model_call_duration_seconds_count{outcome!="cancelled"}[10m]))',
    unit: 'share',
    comparison: 'above',
    warning: 0.05,
    critical: 0.25,
    windowSeconds: 600,
    forSeconds: 0,
    action: 'See what the provider says in logs/errors.jsonl, kind model; quoted answers go on without it.',
  },
  {
    name: 'log-lines-lost',
    title: 'Log lines lost',
    signal: 'log-lines-lost',
    expression: 'increase(log_lines_lost[15m])',
    unit: 'count',
    comparison: 'above',
    warning: null,
    critical: 0,
    windowSeconds: 900,
    forSeconds: 0,
    action: 'Free space on the disk of LOG_DIR, or mend its rights.',
  },
  {
    name: 'error-rows-dropped',
    title: 'Error rows dropped',
    signal: 'error-rows-dropped',
    expression: 'increase(error_tracker_dropped_total[15m])',
    unit: 'count',
    comparison: 'above',
    warning: 0,
    critical: 999,
    windowSeconds: 900,
    forSeconds: 0,
    action: 'The database did not take the error tracker’s rows: logs/errors.jsonl has every error.',
  },
  {
    name: 'disk-nearly-full',
    title: 'Disk nearly full',
    signal: 'disk-free',
    expression: 'alert_state{alert="disk-nearly-full"}',
    unit: 'bytes',
    comparison: 'below',
    warning: 2_000 * MB,
    critical: 500 * MB,
    forSeconds: 0,
    action: 'Free space on the disk of DATA_DIR and LOG_DIR before writes fail.',
  },
  {
    name: 'activity-changed',
    title: 'Activity changed',
    signal: 'activity-broken',
    expression: 'alert_state{alert="activity-changed"}',
    unit: 'count',
    comparison: 'above',
    warning: null,
    critical: 0,
    forSeconds: 0,
    action: 'Open Activity: it names the first row that is not as it was written. Keep the database as it is.',
  },
  // A job chains them each minute.
  {
    name: 'activity-unchained',
    title: 'Activity unchained',
    signal: 'activity-waiting',
    expression: 'alert_state{alert="activity-unchained"}',
    unit: 'seconds',
    comparison: 'above',
    warning: 600,
    critical: 3_600,
    forSeconds: 60,
    action: 'See whether jobs run at all, and what activity-seal says in logs/errors.jsonl.',
  },
];

const BY_NAME = new Map(ALERT_THRESHOLDS.map((threshold) => [threshold.name, threshold]));

/** The rule of that name; undefined for one that is no more. */
export const alertRule = (name: string): AlertThreshold | undefined => BY_NAME.get(name);

/** How people know a rule, also one that is no more. */
export const alertTitle = (name: string): string => BY_NAME.get(name)?.title ?? name;
