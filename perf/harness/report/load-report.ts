import type { ProfileName, SuiteName } from '../../lib/load-input.ts';
import type { Proof } from '../arguments.ts';
import type { Band } from './bands.ts';
import type { ThresholdResult } from '../run-k6.ts';
import type { Distribution } from './percentiles.ts';
import type { Verdict } from './verdict.ts';

/* What a run leaves behind (A7): `reports/<suite>/latest.json`. Latencies in milliseconds, memory in MB. */

export type StepRow = { step: string; scenario: string; requests: number; failures: number; latency: Distribution };
export type ErrorRow = {
  step: string;
  kind: string;
  count: number;
  examples: { about: string; detail: string; requestId: string }[];
};
export type Judgement = { what: string; figure: string; band: Band; rule: string };
export type Series = {
  /** Seconds from the start, the beginning of each interval. */
  at: number[];
  p50: (number | null)[];
  p95: (number | null)[];
  /** A second. */
  requests: number[];
  failures: number[];
  rss: (number | null)[];
  childrenRss: (number | null)[];
  eventLoopP99: (number | null)[];
};

export type Memory = {
  start: number;
  peak: number;
  end: number;
  childrenPeak: number | null;
  embeddedDatabase: boolean;
};

export type FirstTokenFigures = {
  /** The server's histogram chat_first_text_seconds between start and end, over every answer. */
  server: { count: number; p50: number; p95: number } | null;
  /** A browser-like client's, over a few questions beside the load. */
  client: { first: Distribution; failures: number } | null;
};

export type LoadReport = {
  suite: SuiteName;
  profile: ProfileName;
  prove: Proof | null;
  command: string;
  startedAt: string;
  seconds: number;
  machine: {
    cpu: string;
    cores: number;
    memoryGb: number;
    system: string;
    node: string;
    k6: string;
    loadAverage: number;
    /** Of a fixed piece of work, see time-machine.ts. */ machineMs: number;
  };
  target: { kind: 'own' | 'running'; url: string; database: string; commit: string; houses: number };
  /** Exit code 0: every threshold held and nothing was missing. */
  passed: boolean;
  verdict: Band;
  /** Why it did not pass, for people. */
  reasons: string[];
  totals: {
    requests: number;
    successes: number;
    failures: number;
    successPercent: number;
    rate: number;
    latency: Distribution | null;
  };
  steps: StepRow[];
  compounds: StepRow[];
  thresholds: ThresholdResult[];
  assessment: Judgement[];
  memory: Memory | null;
  firstToken: FirstTokenFigures;
  errors: ErrorRow[];
  droppedIterations: number;
  limited: number;
  series: Series;
  notes: string[];
  previous: Comparable | null;
  /** What this run shows of which requirement. */
  verdicts: Verdict[];
};

/** What of the run before is compared. */
export type Comparable = {
  startedAt: string;
  profile: ProfileName;
  passed: boolean;
  p50: number | null;
  p95: number | null;
  rate: number;
  successPercent: number;
  rssPeak: number | null;
  machineMs: number | null;
};

export function comparableOf(report: LoadReport): Comparable {
  const { startedAt, profile, passed, totals, memory, machine } = report;
  return {
    startedAt,
    profile,
    passed,
    p50: totals.latency?.p50 ?? null,
    p95: totals.latency?.p95 ?? null,
    rate: totals.rate,
    successPercent: totals.successPercent,
    rssPeak: memory?.peak ?? null,
    machineMs: machine.machineMs ?? null,
  };
}
