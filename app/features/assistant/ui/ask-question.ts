import { problemSchema, type AnswerEvent } from './chat-contract.ts';
import type { Failure } from './conversation.ts';
import { readAnswerStream } from './read-answer-stream.ts';

/** An answer that did not come; `failure` says why in words for the asker. */
export class AskFailure extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, cause?: unknown) {
    super(failure.message, { cause });
    this.name = 'AskFailure';
    this.failure = failure;
  }
}

export type Question = {
  message: string;
  context: { development_id: string; house_id: string };
  conversation_id?: string;
};

const BROKEN = 'The answer did not come through. Your question is kept: try again.';
const OFFLINE = 'You are offline. Your question is kept: try again once you are connected.';

/**
 * Asks the assistant and yields the events of its answer up to `done` (F4). Throws AskFailure for anything else, and
 * passes an AbortError on when `signal` stops it. `now` in milliseconds since 1970.
 */
export async function* askQuestion(
  question: Question,
  signal: AbortSignal,
  now: () => number = Date.now,
): AsyncGenerator<Exclude<AnswerEvent, { type: 'error' }>> {
  const left = new AbortController();
  const leave = () => left.abort();
  signal.addEventListener('abort', leave);
  if (signal.aborted) leave();
  let whole = false;
  try {
    const response = await fetch('/api/chat', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream' },
      body: JSON.stringify(question),
      signal: left.signal,
    });
    if (!response.ok || !response.body) throw new AskFailure(await failureOf(response, now()));
    // Chromium counts a response that is not to be stored as aborted when a stream's reader finds its end. A copy that
    // the browser reads by itself ends it as it should.
    response
      .clone()
      .text()
      .catch(() => undefined);
    for await (const event of readAnswerStream(response.body)) {
      whole = event.type === 'error' || event.type === 'done';
      if (event.type === 'error')
        throw new AskFailure(failureFor(event.status ?? 500, event.detail, event.retry_after, now()));
      yield event;
      if (event.type === 'done') return;
    }
    throw new AskFailure({ kind: 'broken', message: BROKEN });
  } catch (error) {
    if (error instanceof AskFailure || signal.aborted) throw error;
    throw new AskFailure(
      navigator.onLine ? { kind: 'broken', message: BROKEN } : { kind: 'offline', message: OFFLINE },
      error,
    );
  } finally {
    signal.removeEventListener('abort', leave);
    // The copy would read on.
    if (!whole) leave();
  }
}

/** Why `response`, which is no success, refused; in words for people. */
export async function failureOf(response: Response, now: number): Promise<Failure> {
  const problem = problemSchema.safeParse(await response.json().catch(() => null));
  const retryAfter = Number(response.headers.get('Retry-After') ?? Number.NaN);
  return failureFor(response.status, problem.data?.detail, Number.isFinite(retryAfter) ? retryAfter : undefined, now);
}

function failureFor(status: number, detail: string | undefined, retryAfter: number | undefined, now: number): Failure {
  if (status === 401)
    return { kind: 'signed-out', message: 'Your session has ended. Sign in again; your question is kept.' };
  if (status === 429)
    return {
      kind: 'rate-limited',
      message: 'That was a lot of questions at once. Your question is kept; you can go on in a moment.',
      retryAt: now + (retryAfter ?? 30) * 1_000,
    };
  if ([403, 413, 422].includes(status))
    return { kind: 'refused', message: detail ?? 'The question was not accepted. Change it and try again.' };
  return {
    kind: 'broken',
    message: status >= 500 && detail ? detail : BROKEN,
    retryAt: retryAfter === undefined ? undefined : now + retryAfter * 1_000,
  };
}
