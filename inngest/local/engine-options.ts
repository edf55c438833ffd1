import type { Inngest, InngestFunction } from 'inngest';

export type LocalEngineOptions = {
  /** The client of the functions; in dev mode and with LocalSendMiddleware. */
  client: Inngest.Any;
  functions: readonly InngestFunction.Any[];
  /** No other process uses this database, so whoever has leased an item before is dead. Default false. */
  alone?: boolean;
  /** Waits before the first, second … retry, milliseconds; the last one repeats. Default: the server's table. */
  backoffMs?: readonly number[];
  /** Function calls at a time in this instance. Default 8. */
  maxConcurrency?: number;
  /** How long a lease lasts without a heartbeat, milliseconds. Default 30 s. */
  leaseMs?: number;
  /** How long a call that may have ended a process lets others go first, milliseconds. Default 30 s. */
  suspectWaitMs?: number;
  /** How long one call may take before it counts as failed, milliseconds. Default 10 minutes. */
  callTimeoutMs?: number;
  /** How often an idle engine looks for work of other instances, milliseconds. Default, and least: 1 s. */
  idleMs?: number;
  /** What `stop` grants running calls, milliseconds. Default 4 s. */
  stopGraceMs?: number;
  /** The time by which crons are due, milliseconds since 1970. */
  clock?: () => number;
};

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The Inngest server's waits between attempts (C5). */
const SERVER_BACKOFF_MS: readonly number[] = [
  15 * SECOND,
  30 * SECOND,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  20 * MINUTE,
  40 * MINUTE,
  HOUR,
  2 * HOUR,
];

export const DEFAULTS = {
  backoffMs: SERVER_BACKOFF_MS,
  maxConcurrency: 8,
  leaseMs: 30 * SECOND,
  suspectWaitMs: 30 * SECOND,
  callTimeoutMs: 10 * MINUTE,
  idleMs: SECOND,
  stopGraceMs: 4 * SECOND,
  clock: () => Date.now(),
};
