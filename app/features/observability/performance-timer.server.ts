import { logger } from '#app/platform/logger.ts';
import { recordSlowOperation } from '#app/platform/metrics.ts';
import { requestContext } from '#app/platform/request-context.ts';
import { noteSlowOperation } from './slow-operations.server.ts';

type TimerOptions = {
  /** From how many milliseconds on the operation is slow. Default 1,000. */
  thresholdMs?: number;
  /** For the log line; redacted like all of it. */
  fields?: Record<string, unknown>;
  /** For tests: milliseconds of a clock. */
  now?: () => number;
};

/**
 * Times one operation and its parts (D4, D6):
 * `const timer = PerformanceTimer.start('answer'); …; timer.lap('retrieve'); …; timer.stop()`.
 * Over its threshold, a line of the performance log tells how long it and each part took. `operation` is one of a fixed
 * few names: slow operations are counted by it.
 */
export class PerformanceTimer {
  private readonly operation: string;
  private readonly options: TimerOptions;
  private readonly now: () => number;
  private readonly started: number;
  private lastLap: number;
  private readonly laps: Record<string, number> = {};
  private total: number | undefined;

  private constructor(operation: string, options: TimerOptions) {
    this.operation = operation;
    this.options = options;
    this.now = options.now ?? (() => performance.now());
    this.started = this.now();
    this.lastLap = this.started;
  }

  static start(operation: string, options: TimerOptions = {}): PerformanceTimer {
    return new PerformanceTimer(operation, options);
  }

  /** Times `work`, also when it throws. */
  static async measure<T>(
    operation: string,
    work: (timer: PerformanceTimer) => Promise<T>,
    options: TimerOptions = {},
  ): Promise<T> {
    const timer = PerformanceTimer.start(operation, options);
    try {
      return await work(timer);
    } finally {
      timer.stop();
    }
  }

  /** Ends a part; the same name again adds up. Returns its milliseconds since the last lap or the start. */
  lap(name: string): number {
    const now = this.now();
    const took = now - this.lastLap;
    this.lastLap = now;
    this.laps[name] = (this.laps[name] ?? 0) + took;
    return took;
  }

  /** Ends the operation and returns its milliseconds; a second call only returns them again. */
  stop(fields: Record<string, unknown> = {}): number {
    if (this.total !== undefined) return this.total;
    this.total = this.now() - this.started;
    if (this.total >= (this.options.thresholdMs ?? 1_000))
      logSlowOperation(this.operation, this.total, this.options.thresholdMs ?? 1_000, {
        ...this.options.fields,
        ...fields,
        ...(Object.keys(this.laps).length > 0 ? { laps_ms: roundAll(this.laps) } : {}),
      });
    return this.total;
  }
}

/** Writes a slow operation to the performance log and counts it (D4). */
export function logSlowOperation(
  operation: string,
  milliseconds: number,
  thresholdMs: number,
  fields: Record<string, unknown> = {},
): void {
  const context = requestContext();
  recordSlowOperation(operation);
  noteSlowOperation(operation, typeof fields.statement === 'string' ? fields.statement : context?.route, milliseconds);
  logger.warn('slow operation', {
    stream: 'performance',
    operation,
    duration_ms: Math.round(milliseconds),
    threshold_ms: thresholdMs,
    ...(context?.route ? { route: context.route } : {}),
    ...fields,
  });
}

const roundAll = (laps: Record<string, number>) =>
  Object.fromEntries(Object.entries(laps).map(([name, value]) => [name, Math.round(value)]));
