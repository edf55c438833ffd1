import type { HouseScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { recordFirstText } from '#app/platform/metrics.ts';
import { PerformanceTimer } from '#app/features/observability/performance-timer.server.ts';
import type { Answer } from '../answer.ts';
import { closeTurn } from './close-turn.server.ts';
import type { OpenTurn } from './open-turn.server.ts';

/** Makes the answer to a turn, telling its text as it comes. */
export type Answerer = (scope: HouseScope, turn: OpenTurn, options: { signal: AbortSignal; tell: (text: string) => void }) => Promise<Answer>;

/** How slow an answer must be to appear in the performance log, milliseconds: the middle target of A4. */
const SLOW_MS = 3_000;
const FAILED = 'The answer could not be made. Ask again in a moment.';

/**
 * Answers an opened turn and stores the answer before it is acknowledged (C7). `tell` gets the text piece by piece. When `signal`
 * stops it, what was told so far is stored as stopped; when it fails, the failure is stored and thrown as AppError 503.
 */
export async function answerTurn(scope: HouseScope, turn: OpenTurn, answerer: Answerer, options: { signal: AbortSignal; tell?: (text: string) => void }): Promise<Answer> {
  const timer = PerformanceTimer.start('answer', { thresholdMs: SLOW_MS });
  const started = performance.now();
  let told = '';
  const tell = (text: string) => {
    if (told === '') recordFirstText((performance.now() - started) / 1000);
    told += text;
    options.tell?.(text);
  };
  try {
    const answer = await answerer(scope, turn, { signal: options.signal, tell });
    await closeTurn(scope, turn, answer, 'complete', performance.now() - started);
    return answer;
  } catch (error) {
    const stopped = options.signal.aborted;
    await closeTurn(scope, turn, { text: told || (stopped ? '' : FAILED) }, stopped ? 'stopped' : 'failed', performance.now() - started);
    if (stopped || error instanceof AppError) throw error;
    throw new AppError('unavailable', FAILED, { cause: error, retryAfter: 5 });
  } finally {
    timer.stop();
  }
}
