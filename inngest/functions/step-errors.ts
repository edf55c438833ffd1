import { NonRetriableError, RetryAfterError } from 'inngest';
import { reportError } from '#app/features/observability/report-error.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { UpstreamError } from '#app/platform/upstream.ts';

/** Codes of an AppError that trying again cannot cure. */
const PERMANENT = new Set([
  'bad-request',
  'forbidden',
  'not-found',
  'gone',
  'too-large',
  'unsupported-media-type',
  'invalid-input',
]);

function isPermanent(error: unknown): boolean {
  if (error instanceof AppError && PERMANENT.has(error.code)) return true;
  return error instanceof Error && 'permanent' in error && error.permanent === true;
}

/** Seconds that a refused call asks to wait: ours, or an HTTP answer's Retry-After somewhere among the causes. */
function retryAfterSeconds(error: unknown, depth = 0): number | undefined {
  if (!(error instanceof Error) || depth > 5) return undefined;
  const headers = 'headers' in error && error.headers instanceof Headers ? error.headers : undefined;
  const asked = headers?.get('retry-after')?.trim() ?? '';
  const seconds = /^\d+(\.\d+)?$/.test(asked) ? Number(asked) : (Date.parse(asked) - Date.now()) / 1000;
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  return retryAfterSeconds(error.cause, depth + 1);
}

/**
 * Errors whose message was written for people: ours, and plain ones. What a driver or a fault in the code says is for
 * the log.
 */
function isReadable(error: Error): boolean {
  return (
    error instanceof AppError || error instanceof UpstreamError || Object.getPrototypeOf(error) === Error.prototype
  );
}

/**
 * Runs a step's work and turns what it throws into what the job server understands (C5): a permanent error is not tried
 * again, a Retry-After is kept to (as a date: a server counts seconds from the last whole one, up to one too few), the
 * rest takes the usual waits. The message stays the one for people.
 */
export async function inStep<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (isPermanent(error)) throw new NonRetriableError(error.message);
    const seconds = retryAfterSeconds(error);
    if (seconds !== undefined)
      throw new RetryAfterError(error.message, new Date(Date.now() + Math.min(seconds, 3600) * 1000));
    if (isReadable(error)) throw error;
    reportError({ kind: 'job', code: 'step-failed', error });
    // Without its cause: the SDK sends causes to the job server, and a driver's error holds the query's values.
    // oxlint-disable-next-line eslint/preserve-caught-error
    throw new Error(
      'Something went wrong on our side. It is tried again by itself; if it has failed for good, start it again, ' +
        'and tell us if that fails too.',
    );
  }
}
