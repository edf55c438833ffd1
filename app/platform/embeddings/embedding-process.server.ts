import { fork, type ChildProcess } from 'node:child_process';
import { AppError } from '../errors.ts';
import { lowerPriority } from '../lower-priority.ts';
import type { EmbedReply, EmbedTask, Reading } from './local-embedder-protocol.ts';

export type EmbeddingProcessConfig = {
  /** The child's source. */
  path: string;
  /** Texts that the child is given at once. */
  batch: number;
  /** Milliseconds until a silent child is replaced. */
  timeoutMs: number;
  /** For work that nobody waits for: lower in priority, and ended after so many milliseconds without any. */
  background?: { restMs: number };
};

export type EmbeddingProcess = {
  /**
   * A text's vector, or the logit of a pair. `owner`: whose text it is. Owners take turns, so that one's document holds
   * no other's up.
   */
  embed(text: Reading, options?: { signal?: AbortSignal | undefined; owner?: string | undefined }): Promise<number[]>;
  /** Refuses what waits, and ends the child. */
  close(): Promise<void>;
};

type Request = {
  text: Reading;
  owner: string;
  resolve(vector: number[]): void;
  reject(error: unknown): void;
  tries: number;
  cancelled: boolean;
};
type Flight = { id: number; requests: Request[]; timer: NodeJS.Timeout };

/**
 * A forked child with the local model, and what waits for it: started at the first text, and anew when it dies; what it
 * was doing is asked once more.
 */
export const createEmbeddingProcess = (config: EmbeddingProcessConfig): EmbeddingProcess => new ForkedModel(config);

class ForkedModel implements EmbeddingProcess {
  readonly #config: EmbeddingProcessConfig;
  #queue: Request[] = [];
  #child: ChildProcess | undefined;
  #flight: Flight | undefined;
  #rest: NodeJS.Timeout | undefined;
  #nextId = 1;
  /** Of each owner whose texts wait: the number of its last task. */
  #lastTask = new Map<string, number>();
  #closed = false;

  constructor(config: EmbeddingProcessConfig) {
    this.#config = config;
  }

  embed(text: Reading, { signal, owner = '' }: Parameters<EmbeddingProcess['embed']>[1] = {}): Promise<number[]> {
    return new Promise((resolve, reject) => {
      const request: Request = {
        text,
        owner,
        tries: 0,
        cancelled: false,
        resolve: settle(resolve),
        reject: settle(reject),
      };
      function onAbort() {
        request.cancelled = true;
        reject(signal?.reason);
      }
      function settle<T>(next: (value: T) => void): (value: T) => void {
        return (value) => {
          signal?.removeEventListener('abort', onAbort);
          next(value);
        };
      }
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#queue.push(request);
      this.#pump();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#rest);
    const refused = new AppError('unavailable', 'The search model is shutting down. Try again in a few seconds.', {
      retryAfter: 5,
    });
    for (const request of [...this.#queue.splice(0), ...this.#land()]) request.reject(refused);
    const ending = this.#child;
    this.#child = undefined;
    if (!ending || ending.exitCode !== null) return;
    await new Promise<void>((resolve) => {
      ending.ref();
      ending.once('exit', () => resolve());
      ending.kill('SIGKILL');
    });
  }

  #start(): ChildProcess {
    const started = fork(this.#config.path, [], {
      cwd: process.cwd(),
      // No setting and no secret of the server goes into it.
      env: { NODE_ENV: 'production', NODE_NO_WARNINGS: '1' },
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    if (this.#config.background) lowerPriority(started.pid);
    started.on('message', (reply: EmbedReply) => this.#receive(started, reply));
    started.on('error', () => this.#lose(started));
    started.on('exit', () => this.#lose(started));
    return started;
  }

  #receive(from: ChildProcess, reply: EmbedReply): void {
    if (from !== this.#child || !this.#flight || this.#flight.id !== reply.id) return;
    for (const [index, request] of this.#land().entries()) {
      const vector = 'vectors' in reply ? reply.vectors[index] : undefined;
      if (vector) request.resolve(Array.from(vector));
      else
        request.reject(
          new AppError('upstream-failed', 'The search model could not read this text. Try again with other words.', {
            cause: 'error' in reply ? reply.error : undefined,
          }),
        );
    }
    this.#pump();
  }

  #land(): Request[] {
    const landed = this.#flight;
    clearTimeout(landed?.timer);
    this.#flight = undefined;
    return landed?.requests ?? [];
  }

  /** The child is gone: its requests go back to the head of the queue once, and fail the second time. */
  #lose(lost: ChildProcess): void {
    if (lost !== this.#child) return;
    this.#child = undefined;
    for (const request of this.#land().reverse()) {
      request.tries += 1;
      if (request.tries < 2 && !this.#closed) this.#queue.unshift(request);
      else
        request.reject(
          new AppError('unavailable', 'The search model stopped. Try again in a few seconds.', { retryAfter: 5 }),
        );
    }
    this.#pump();
  }

  #pump(): void {
    if (this.#flight || this.#closed) return;
    clearTimeout(this.#rest);
    this.#queue = this.#queue.filter((request) => !request.cancelled);
    if (this.#queue.length === 0) return this.#pause();
    const target = (this.#child ??= this.#start());
    target.ref();
    target.channel?.ref();
    const requests = this.#takeTurn();
    const task: EmbedTask = { id: this.#nextId++, texts: requests.map((request) => request.text) };
    const timer = setTimeout(() => target.kill('SIGKILL'), this.#config.timeoutMs);
    this.#flight = { id: task.id, requests, timer };
    target.send(task, (error) => {
      if (error) target.kill('SIGKILL');
    });
  }

  /** What the child does next: texts of the one owner whose last turn is longest ago. */
  #takeTurn(): Request[] {
    const turns = new Map(this.#queue.map(({ owner }) => [owner, this.#lastTask.get(owner) ?? 0]));
    const [next] = [...turns].reduce((first, other) => (other[1] < first[1] ? other : first));
    const requests = this.#queue.filter(({ owner }) => owner === next).slice(0, this.#config.batch);
    const taken = new Set(requests);
    this.#queue = this.#queue.filter((request) => !taken.has(request));
    this.#lastTask = turns.set(next, this.#nextId);
    return requests;
  }

  /** An idle child does not keep the parent alive; one of the background does not keep its memory either. */
  #pause(): void {
    this.#child?.unref();
    this.#child?.channel?.unref();
    if (!this.#config.background) return;
    this.#rest = setTimeout(() => {
      const idle = this.#child;
      this.#child = undefined;
      idle?.kill('SIGKILL');
    }, this.#config.background.restMs);
    this.#rest.unref();
  }
}
