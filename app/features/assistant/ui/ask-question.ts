import { readDetail, type AnswerEvent } from './chat-contract.ts';
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
/** How often the rest of an answer is asked for before its reader is told, and the pauses between, milliseconds. */
const TRIES = 6;
const PAUSE_MS = 500;

type Options = {
  /** Milliseconds since 1970. */
  now?: () => number;
  /** Settles when another try makes sense. `tries` counts from 1. */
  pause?: (tries: number) => Promise<void>;
};
type Told = Exclude<AnswerEvent, { type: 'error' }>;

/**
 * Asks the assistant and yields the events of its answer up to `done` (F4). When the connection is lost in the middle,
 * the rest is asked for from where it broke off. Throws AskFailure for anything else.
 */
export function askQuestion(question: Question, options: Options = {}): AsyncGenerator<Told> {
  const ask = () =>
    fetch('/api/chat', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream' },
      body: JSON.stringify(question),
    });
  return follow(ask, undefined, options);
}

/** The events of an answer that this or another page asked for, from its beginning. As askQuestion. */
export function resumeAnswer(messageId: string, options: Options = {}): AsyncGenerator<Told> {
  return follow(() => askForRest(messageId), messageId, options);
}

/** Ends the making of an answer; its stream then ends with what was told. Never rejects. */
export async function stopAnswer(messageId: string): Promise<void> {
  await fetch(`/api/chat/answers/${messageId}`, { method: 'DELETE' }).catch(() => undefined);
}

const askForRest = (messageId: string, lastEventId?: string) =>
  fetch(`/api/chat/answers/${messageId}`, {
    headers: { Accept: 'text/event-stream', ...(lastEventId ? { 'Last-Event-ID': lastEventId } : {}) },
  });

async function* follow(
  first: () => Promise<Response>,
  known: string | undefined,
  { now = Date.now, pause = untilConnected }: Options,
): AsyncGenerator<Told> {
  let open = first;
  let messageId = known;
  let lastEventId: string | undefined;
  for (let tries = 0; ;) {
    try {
      const response = await open();
      if (!response.ok || !response.body) throw new AskFailure(await failureOf(response, now()));
      // Chromium counts a response that is not to be stored as aborted when a stream's reader finds its end. A copy
      // that the browser reads by itself ends it as it should.
      response
        .clone()
        .text()
        .catch(() => undefined);
      for await (const { id, event } of readAnswerStream(response.body)) {
        if (event.type === 'error')
          throw new AskFailure(failureFor(event.status ?? 500, event.detail, event.retry_after, now()));
        if (event.type === 'meta') messageId = event.message_id;
        lastEventId = id ?? lastEventId;
        tries = 0;
        yield event;
        if (event.type === 'done') return;
      }
      throw new Error('The stream broke off.');
    } catch (error) {
      if (error instanceof AskFailure) throw error;
      tries += 1;
      // Of a question that was not accepted nobody knows whether it arrived: asking twice is its owner's to decide.
      if (messageId === undefined || tries > TRIES) throw new AskFailure(lostConnection(), error);
      const of = messageId;
      const after = lastEventId;
      open = () => askForRest(of, after);
      await pause(tries);
    }
  }
}

const lostConnection = (): Failure =>
  navigator.onLine ? { kind: 'broken', message: BROKEN } : { kind: 'offline', message: OFFLINE };

/** Twice as long each time; while the browser knows that there is no network, until there is. */
async function untilConnected(tries: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * 2 ** (tries - 1)));
  if (navigator.onLine) return;
  await new Promise((resolve) => window.addEventListener('online', resolve, { once: true }));
}

/** Why `response`, which is no success, refused; in words for people. */
export async function failureOf(response: Response, now: number): Promise<Failure> {
  const detail = readDetail(await response.json().catch(() => null));
  const retryAfter = Number(response.headers.get('Retry-After') ?? Number.NaN);
  return failureFor(response.status, detail, Number.isFinite(retryAfter) ? retryAfter : undefined, now);
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
