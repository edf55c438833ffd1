import { LRUCache } from 'lru-cache';
import type { HouseScope } from '#db/scope.ts';
import { problemOf } from '#app/platform/http.ts';
import { logApiError } from '#app/features/observability/log-api-error.server.ts';
import type { Answer, Listener } from '../answer.ts';

/** What a stream says of an answer; `mode` where it is known before the answer is made. */
export type StreamedTurn = { message_id: string; conversation_id: string; mode?: 'safety' };
export type AnswerEvent = { event: 'meta' | 'delta' | 'citations' | 'done' | 'error'; data: unknown; told: number };
type Produce = (options: { signal: AbortSignal } & Listener) => Promise<Answer>;

/** How long an answer is made on though nobody follows it: a phone that comes back finds it grown. Milliseconds. */
const ALONE_MS = 30_000;
/** How long one that has ended is kept with its events, milliseconds; after that it is stored text. */
const KEPT_MS = 120_000;
const KEPT = 500;
/** UTF-16 units of text that one answer may tell: many times what the longest has. */
const MAX_TOLD = 131_072;

/**
 * An answer while it is made, and for a while after: all of its events, so that each reader has them from where it is.
 */
export class LiveAnswer {
  readonly events: AnswerEvent[] = [];
  ended = false;
  private readonly stopping = new AbortController();
  private readonly waiting = new Set<() => void>();
  private readers = 0;
  private alone: ReturnType<typeof setTimeout> | undefined;
  private told = '';

  readonly turn: StreamedTurn;
  /** Whose it is: nobody else may follow it. */
  readonly owner: string;

  constructor(turn: StreamedTurn, owner: string) {
    this.turn = turn;
    this.owner = owner;
    this.say('meta', turn);
  }

  /** Makes the answer and tells of it. Never rejects. */
  async make(produce: Produce): Promise<void> {
    let sources: Answer['citations'] = [];
    const { signal } = this.stopping;
    try {
      const answer = await produce({ signal, tell: (text) => this.tell(text), cite: (all) => (sources = all) });
      this.say('citations', { citations: answer.citations, grounded: answer.grounded, mode: answer.mode });
      this.say('done', { ...this.turn, ...bodyOf(answer) });
    } catch (error) {
      const partial = { citations: sources, grounded: false, mode: 'model' as const };
      if (sources.length > 0) this.say('citations', partial);
      if (!signal.aborted) this.say('error', problemOf(logApiError(error)));
      else this.say('done', { ...this.turn, ...bodyOf({ text: this.told, ...partial }), state: 'stopped' });
    }
    this.ended = true;
    clearTimeout(this.alone);
    this.wake();
  }

  /** Ends the making; what was told so far is the answer. */
  stop(): void {
    this.stopping.abort(new DOMException('The answer was stopped.', 'AbortError'));
  }

  /** A reader comes; call what is returned, once, when it has left. */
  join(): () => void {
    this.readers += 1;
    clearTimeout(this.alone);
    return () => {
      this.readers -= 1;
      if (this.readers === 0 && !this.ended) this.alone = setTimeout(() => this.stop(), ALONE_MS).unref();
    };
  }

  /** Settles with the next event or the end, or when `signal` fires. */
  async changed(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = () => {
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  private tell(text: string): void {
    if (this.stopping.signal.aborted) return;
    this.told += text;
    this.say('delta', { text });
    if (this.told.length > MAX_TOLD) this.stop();
  }

  private say(event: AnswerEvent['event'], data: unknown): void {
    this.events.push({ event, data, told: this.told.length });
    this.wake();
  }

  private wake(): void {
    for (const wake of this.waiting) wake();
  }
}

const bodyOf = ({ text, grounded, citations, mode }: Answer) => ({ answer: text, grounded, citations, mode });

const making = new Map<string, LiveAnswer>();
const made = new LRUCache<string, LiveAnswer>({ max: KEPT, ttl: KEPT_MS });

/** A session's own: before the claim that of one scan, after it the owner's. */
const ownerOf = (scope: HouseScope) =>
  [scope.tenantId, scope.houseId, scope.homeownerId, scope.claimed ? '' : scope.sessionId].join(':');

/** Begins an answer that can be followed, left and followed again by the session of `scope`. */
export function beginAnswer(scope: HouseScope, turn: StreamedTurn, produce: Produce): LiveAnswer {
  const live = new LiveAnswer(turn, ownerOf(scope));
  making.set(turn.message_id, live);
  // oxlint-disable-next-line typescript/no-floating-promises -- making never rejects
  void live.make(produce).finally(() => {
    making.delete(turn.message_id);
    made.set(turn.message_id, live);
  });
  return live;
}

/** The answer `messageId` of this session, while it is made here and for two minutes after. */
export function findLiveAnswer(scope: HouseScope, messageId: string): LiveAnswer | undefined {
  const live = making.get(messageId) ?? made.get(messageId);
  return live?.owner === ownerOf(scope) ? live : undefined;
}
