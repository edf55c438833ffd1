import { fork, type ChildProcess } from 'node:child_process';
import { AppError } from '../errors.ts';
import { lowerPriority } from '../lower-priority.ts';
import type { EmbedReply, EmbedTask } from './local-embedder-protocol.ts';

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
  /** `owner`: whose text it is. Owners take turns, so that one's document holds no other's up. */
  embed(text: string, options?: { signal?: AbortSignal | undefined; owner?: string | undefined }): Promise<number[]>;
  /** Refuses what waits, and ends the child. */
  close(): Promise<void>;
};

type Request = {
  text: string;
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
export function createEmbeddingProcess({
  path,
  batch,
  timeoutMs,
  background,
}: EmbeddingProcessConfig): EmbeddingProcess {
  let queue: Request[] = [];
  let child: ChildProcess | undefined;
  let flight: Flight | undefined;
  let rest: NodeJS.Timeout | undefined;
  let nextId = 1;
  /** Of each owner whose texts wait: the number of its last task. */
  let lastTask = new Map<string, number>();
  let closed = false;

  function start(): ChildProcess {
    const started = fork(path, [], {
      cwd: process.cwd(),
      // No setting and no secret of the server goes into it.
      env: { NODE_ENV: 'production', NODE_NO_WARNINGS: '1' },
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    if (background) lowerPriority(started.pid);
    started.on('message', (reply: EmbedReply) => receive(started, reply));
    started.on('error', () => lose(started));
    started.on('exit', () => lose(started));
    return started;
  }

  function receive(from: ChildProcess, reply: EmbedReply): void {
    if (from !== child || !flight || flight.id !== reply.id) return;
    for (const [index, request] of land().entries()) {
      const vector = 'vectors' in reply ? reply.vectors[index] : undefined;
      if (vector) request.resolve(Array.from(vector));
      else
        request.reject(
          new AppError('upstream-failed', 'The search model could not read this text. Try again with other words.', {
            cause: 'error' in reply ? reply.error : undefined,
          }),
        );
    }
    pump();
  }

  function land(): Request[] {
    const landed = flight;
    clearTimeout(landed?.timer);
    flight = undefined;
    return landed?.requests ?? [];
  }

  /** The child is gone: its requests go back to the head of the queue once, and fail the second time. */
  function lose(lost: ChildProcess): void {
    if (lost !== child) return;
    child = undefined;
    for (const request of land().reverse()) {
      request.tries += 1;
      if (request.tries < 2 && !closed) queue.unshift(request);
      else
        request.reject(
          new AppError('unavailable', 'The search model stopped. Try again in a few seconds.', { retryAfter: 5 }),
        );
    }
    pump();
  }

  function pump(): void {
    if (flight || closed) return;
    clearTimeout(rest);
    queue = queue.filter((request) => !request.cancelled);
    if (queue.length === 0) return pause();
    const target = (child ??= start());
    target.ref();
    target.channel?.ref();
    const requests = takeTurn();
    const task: EmbedTask = { id: nextId++, texts: requests.map((request) => request.text) };
    flight = { id: task.id, requests, timer: setTimeout(() => target.kill('SIGKILL'), timeoutMs) };
    target.send(task, (error) => {
      if (error) target.kill('SIGKILL');
    });
  }

  /** What the child does next: texts of the one owner whose last turn is longest ago. */
  function takeTurn(): Request[] {
    const turns = new Map(queue.map(({ owner }) => [owner, lastTask.get(owner) ?? 0]));
    const [next] = [...turns].reduce((first, other) => (other[1] < first[1] ? other : first));
    const requests = queue.filter(({ owner }) => owner === next).slice(0, batch);
    const taken = new Set(requests);
    queue = queue.filter((request) => !taken.has(request));
    lastTask = turns.set(next, nextId);
    return requests;
  }

  /** An idle child does not keep the parent alive; one of the background does not keep its memory either. */
  function pause(): void {
    child?.unref();
    child?.channel?.unref();
    if (!background) return;
    rest = setTimeout(() => {
      const idle = child;
      child = undefined;
      idle?.kill('SIGKILL');
    }, background.restMs);
    rest.unref();
  }

  return {
    embed(text, { signal, owner = '' } = {}) {
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
        queue.push(request);
        pump();
      });
    },
    async close() {
      closed = true;
      clearTimeout(rest);
      const refused = new AppError('unavailable', 'The search model is shutting down. Try again in a few seconds.', {
        retryAfter: 5,
      });
      for (const request of [...queue.splice(0), ...land()]) request.reject(refused);
      const ending = child;
      child = undefined;
      if (!ending || ending.exitCode !== null) return;
      await new Promise<void>((resolve) => {
        ending.ref();
        ending.once('exit', () => resolve());
        ending.kill('SIGKILL');
      });
    },
  };
}
