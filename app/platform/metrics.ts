import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { lostLogLines } from './logger.ts';
import { remember } from './remember.ts';

/*
 * What the process tells Prometheus (D7). Names and units follow its conventions (seconds, _total), and every label has
 * few values: a route is its template, a model its configured name.
 */

type Labels<T extends string> = Record<T, string>;

export type PoolLike = { totalCount: number; idleCount: number; waitingCount: number };
export type JobBacklog = {
  states: Record<'queued' | 'running' | 'retrying', number>;
  oldestOpenSeconds: number;
  outbox: number;
  oldestOutboxSeconds: number;
};

/** Seconds: answers are counted by the smallest of these that they took no longer than. */
export const HTTP_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 30];

const requestMetrics = (registers: Registry[]) => ({
  httpDuration: new Histogram({
    name: 'http_request_duration_seconds',
    help: 'From the arrival of a request to the end of its answer, by route template',
    labelNames: ['method', 'route', 'status'],
    buckets: HTTP_BUCKETS,
    registers,
  }),
  httpInFlight: new Gauge({ name: 'http_requests_in_flight', help: 'Requests being answered now', registers }),
  rateLimitHits: new Counter({
    name: 'rate_limit_hits_total',
    help: 'Requests refused by a limit',
    labelNames: ['limit'],
    registers,
  }),
  slow: new Counter({
    name: 'slow_operations_total',
    help: 'Operations over their threshold; the performance log tells which',
    labelNames: ['operation'],
    registers,
  }),
});

const databaseMetrics = (registers: Registry[]) => ({
  poolGauge: new Gauge({
    name: 'db_pool_connections',
    help: 'Connections of the database pool; waiting are requests for one that have to wait',
    labelNames: ['state'],
    registers,
  }),
  dbQuery: new Histogram({
    name: 'db_query_duration_seconds',
    help: 'A statement, without the wait for a connection',
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  }),
  dbWait: new Histogram({
    name: 'db_pool_wait_seconds',
    help: 'The wait for a connection of the pool',
    buckets: [0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  }),
});

const jobMetrics = (registers: Registry[]) => ({
  jobs: new Gauge({
    name: 'jobs_open',
    help: 'Jobs that have not ended, by state',
    labelNames: ['state'],
    registers,
  }),
  jobAge: new Gauge({
    name: 'jobs_oldest_open_age_seconds',
    help: 'Age of the oldest job that has not ended; 0 when there is none',
    registers,
  }),
  outbox: new Gauge({
    name: 'job_outbox_events',
    help: 'Accepted events that were not handed to the job server yet',
    registers,
  }),
  outboxAge: new Gauge({
    name: 'job_outbox_oldest_age_seconds',
    help: 'Age of the oldest such event; 0 when there is none',
    registers,
  }),
  lateEnds: new Counter({
    name: 'ingestion_late_ends_total',
    help: 'Versions that were still open a minute after their job had ended, and were ended by the sweep',
    registers,
  }),
});

const modelMetrics = (registers: Registry[]) => ({
  modelDuration: new Histogram({
    name: 'model_call_duration_seconds',
    help: 'A call to a model until its last token',
    labelNames: ['operation', 'model', 'outcome'],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 3, 5, 8, 13, 30, 60],
    registers,
  }),
  modelFirstToken: new Histogram({
    name: 'model_first_token_seconds',
    help: 'From asking a model to its first token',
    labelNames: ['operation', 'model'],
    buckets: [0.01, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10],
    registers,
  }),
  modelTokens: new Counter({
    name: 'model_tokens_total',
    help: 'Tokens sent to (prompt) and written by (completion) models',
    labelNames: ['model', 'kind'],
    registers,
  }),
  answerFirstText: new Histogram({
    name: 'chat_first_text_seconds',
    help: 'From the arrival of a question to the first words of its answer',
    buckets: [0.01, 0.025, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10],
    registers,
  }),
  answerCache: new Counter({
    name: 'answer_cache_requests_total',
    help: 'Questions that were looked up among the kept answers',
    labelNames: ['result'],
    registers,
  }),
});

const faultMetrics = (registers: Registry[]) => ({
  errors: new Counter({ name: 'errors_total', help: 'Reported errors', labelNames: ['kind', 'code'], registers }),
  recordsDropped: new Counter({
    name: 'error_tracker_dropped_total',
    help: 'Rows of the error tracker that were given up, because the database failed or too many came at once',
    labelNames: ['table'],
    registers,
  }),
  alerts: new Gauge({
    name: 'alert_state',
    help: 'Thresholds as this process judges them: 0 ok, 1 warning, 2 critical, NaN unknown',
    labelNames: ['alert'],
    registers,
  }),
});

function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const lost: Gauge = new Gauge({
    name: 'log_lines_lost',
    help: 'Log lines that no file could take since the start',
    registers,
    collect: () => lost.set(lostLogLines()),
  });
  return {
    registry,
    ...requestMetrics(registers),
    ...databaseMetrics(registers),
    ...jobMetrics(registers),
    ...modelMetrics(registers),
    ...faultMetrics(registers),
  };
}

const metrics = remember('metrics', (): ReturnType<typeof createMetrics> => createMetrics());

/** Everything in Prometheus' text form. */
export const metricsText = (): Promise<string> => metrics.registry.metrics();
export const METRICS_CONTENT_TYPE = metrics.registry.contentType;

/** Current values by name, for the system load page (H9) and tests. */
export const metricsAsJson = () => metrics.registry.getMetricsAsJSON();

export type MetricValue = { value: number; labels: Partial<Record<string, string | number>>; metricName?: string };

/**
 * The values of one metric. Unlike metricsAsJson it leaves the others alone: reading the event loop's begins it anew.
 */
export async function readMetric(name: string): Promise<MetricValue[]> {
  return ((await metrics.registry.getSingleMetric(name)?.get())?.values ?? []) as MetricValue[];
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * Counts a request in; the returned function counts it out. `route` is a template, never a path; `status` 499: the
 * client left.
 */
export function trackRequest(method: string): (route: string, status: number, seconds: number) => void {
  metrics.httpInFlight.inc();
  return (route, status, seconds) => {
    metrics.httpInFlight.dec();
    metrics.httpDuration.observe(
      { method: METHODS.has(method) ? method : 'OTHER', route, status: String(status) },
      seconds,
    );
  };
}

export type ModelCall = {
  operation: 'chat' | 'embedding';
  model: string;
  outcome: 'ok' | 'error' | 'cancelled';
  seconds: number;
  /** Until the first token, where the answer streamed. */
  firstTokenSeconds?: number;
  promptTokens?: number;
  completionTokens?: number;
};

/** One call to a model, whatever came of it (D5). */
export function recordModelCall(call: ModelCall): void {
  const { operation, model } = call;
  metrics.modelDuration.observe({ operation, model, outcome: call.outcome }, call.seconds);
  if (call.firstTokenSeconds !== undefined)
    metrics.modelFirstToken.observe({ operation, model }, call.firstTokenSeconds);
  if (call.promptTokens) metrics.modelTokens.inc({ model, kind: 'prompt' }, call.promptTokens);
  if (call.completionTokens) metrics.modelTokens.inc({ model, kind: 'completion' }, call.completionTokens);
}

/** Seconds from the arrival of a question to the first words of its answer, with or without a model. */
export const recordFirstText = (seconds: number): void => metrics.answerFirstText.observe(seconds);

/** A question was looked up among the kept answers (B5). */
export const recordAnswerCache = (result: 'hit' | 'miss'): void => metrics.answerCache.inc({ result });

/** A request was refused by the limit of this name (E4). */
export const recordRateLimitHit = (limit: string): void => metrics.rateLimitHits.inc({ limit });

export const recordError = (kind: string, code: string): void =>
  metrics.errors.inc({ kind, code } satisfies Labels<'kind' | 'code'>);
export const recordDroppedRows = (table: string, rows: number): void => metrics.recordsDropped.inc({ table }, rows);
/** How a threshold stands (D9): 0 ok, 1 warning, 2 critical, NaN unknown. */
export const setAlertState = (alert: string, state: number): void => metrics.alerts.set({ alert }, state);
/** Versions that the sweep had to end, since what tells their slice that their job has ended was late or lost. */
export const recordLateEnds = (versions: number): void => metrics.lateEnds.inc(versions);
export const recordSlowOperation = (operation: string): void => metrics.slow.inc({ operation });
export const recordQuerySeconds = (seconds: number): void => metrics.dbQuery.observe(seconds);
export const recordPoolWaitSeconds = (seconds: number): void => metrics.dbWait.observe(seconds);

/** Refreshes the gauges that are read at scrape time. `backlog` undefined: it could not be read, and says so as NaN. */
export function updateGauges(pool: PoolLike | undefined, backlog: JobBacklog | undefined): void {
  metrics.poolGauge.set({ state: 'total' }, pool?.totalCount ?? Number.NaN);
  metrics.poolGauge.set({ state: 'idle' }, pool?.idleCount ?? Number.NaN);
  metrics.poolGauge.set({ state: 'waiting' }, pool?.waitingCount ?? Number.NaN);
  for (const state of ['queued', 'running', 'retrying'] as const)
    metrics.jobs.set({ state }, backlog?.states[state] ?? Number.NaN);
  metrics.jobAge.set(backlog?.oldestOpenSeconds ?? Number.NaN);
  metrics.outbox.set(backlog?.outbox ?? Number.NaN);
  metrics.outboxAge.set(backlog?.oldestOutboxSeconds ?? Number.NaN);
}
