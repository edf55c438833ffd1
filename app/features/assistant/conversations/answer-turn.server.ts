import type { Citation } from '#db/queries/retrieval/passages.ts';
import type { MessageState } from '#db/queries/assistant/conversations.ts';
import type { HouseScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { recordFirstText } from '#app/platform/metrics.ts';
import { logApiError } from '#app/features/observability/log-api-error.server.ts';
import { PerformanceTimer } from '#app/features/observability/performance-timer.server.ts';
import type { Answer, Listener } from '../answer.ts';
import type { Notes } from '../answer-traces/trace-notes.ts';
import { takeNotes } from '../answer-traces/take-notes.ts';
import { closeTurn } from './close-turn.server.ts';
import type { OpenTurn } from './open-turn.server.ts';

/**
 * Makes the answer to a turn, telling `listener` its text as it comes; `notes` hears why it is as it is. Throws when
 * stopped by `signal`.
 */
export type Answerer = (
  scope: HouseScope,
  turn: OpenTurn,
  options: { signal: AbortSignal; notes?: Notes } & Listener,
) => Promise<Answer>;

/** How slow an answer must be to appear in the performance log, milliseconds: the middle target of A4. */
const SLOW_MS = 3_000;
const FAILED = 'The answer could not be made. Ask again in a moment.';

/**
 * Answers an opened turn and stores the answer before it is acknowledged (C7). When `signal` stops it, what was told so
 * far is stored as stopped, and the signal's error thrown; when it fails, what was told (or else the failure) is stored
 * as failed, and AppError 503 thrown. A part is never stored as grounded.
 */
export async function answerTurn(
  scope: HouseScope,
  turn: OpenTurn,
  answerer: Answerer,
  options: { signal?: AbortSignal } & Listener = {},
): Promise<Answer> {
  const timer = PerformanceTimer.start('answer', { thresholdMs: SLOW_MS });
  const started = performance.now();
  const signal = options.signal ?? new AbortController().signal;
  const notes = takeNotes();
  let told = '';
  let citations: Citation[] = [];
  try {
    const answer = await answerer(scope, turn, { signal, notes, tell: options.tell && tell, cite });
    await close(answer, 'complete');
    return answer;
  } catch (error) {
    const stopped = signal.aborted;
    // A part is not the answer that its sources were to carry, whatever each of its sentences says.
    const partial =
      citations.length > 0
        ? ({ text: told, grounded: false, citations, mode: 'model' } as const)
        : { text: told || (stopped ? '' : FAILED) };
    // The first failure is the one to report; that it could not be stored either is another.
    await close(partial, stopped ? 'stopped' : 'failed').catch(logApiError);
    if (stopped || error instanceof AppError) throw error;
    throw new AppError('unavailable', FAILED, { cause: error, retryAfter: 5 });
  } finally {
    timer.stop();
  }

  async function close(answer: Answer | { text: string }, state: MessageState): Promise<void> {
    const took = performance.now() - started;
    notes.took('answer', took);
    await closeTurn(scope, turn, answer, state, took, notes);
  }

  function tell(text: string): void {
    if (told === '') {
      const waited = performance.now() - started;
      recordFirstText(waited / 1000);
      notes.took('first_text', waited);
    }
    told += text;
    options.tell?.(text);
  }

  function cite(sources: Citation[]): void {
    citations = sources;
    options.cite?.(sources);
  }
}
