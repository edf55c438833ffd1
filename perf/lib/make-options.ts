import type { Options, Scenario } from 'k6/options';
import { settings } from './input.ts';
import { thresholdsOf } from './thresholds.ts';

/**
 * Options of a suite: its scenarios and what must hold of them. Bodies are read as text; the summary goes to the
 * harness.
 */
export function makeOptions(scenarios: Record<string, Scenario>): Options {
  return {
    scenarios,
    thresholds: thresholdsOf(settings.suite, Object.keys(scenarios)),
    summaryTrendStats: ['min', 'avg', 'med', 'p(50)', 'p(95)', 'p(99)', 'max', 'count'],
    setupTimeout: '120s',
    teardownTimeout: '10s',
    // Its owner signs in anew: no cookie of one house reaches the next.
    noCookiesReset: false,
    userAgent: 'OpenHouse load test (k6)',
    systemTags: ['status', 'method', 'name', 'scenario', 'error_code', 'group', 'expected_response'],
  };
}

/** What k6 knows at its end, thresholds included, for the harness. */
export function writeSummary(data: unknown): Record<string, string> {
  return { [settings.summary_file]: JSON.stringify(data) };
}

const seconds = (count: number) => `${count}s`;

/** So many virtual users, each beginning again at once. */
export function closed(exec: string, users: number, duration: number, startTime = 0): Scenario {
  return {
    executor: 'constant-vus',
    exec,
    vus: users,
    duration: seconds(duration),
    startTime: seconds(startTime),
    gracefulStop: '30s',
  };
}

/**
 * So many begun a second, whatever the answers take; an iteration that finds no free virtual user is dropped and fails
 * the run.
 */
export function open(exec: string, rate: number, duration: number, startTime = 0): Scenario {
  return {
    executor: 'constant-arrival-rate',
    exec,
    rate,
    timeUnit: '1s',
    duration: seconds(duration),
    startTime: seconds(startTime),
    // Enough for answers of 3 s, the chat's p95 target.
    preAllocatedVUs: Math.max(5, Math.ceil(rate * 3)),
    maxVUs: Math.max(10, Math.ceil(rate * 5)),
    gracefulStop: '30s',
  };
}

/** So many users at once, each `iterations` times. */
export function together(exec: string, users: number, iterations: number, startTime = 0): Scenario {
  return {
    executor: 'per-vu-iterations',
    exec,
    vus: users,
    iterations,
    maxDuration: '120s',
    startTime: seconds(startTime),
    gracefulStop: '30s',
  };
}
