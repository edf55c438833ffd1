import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { AppError } from '../errors.ts';
import { traced } from '../tracing.ts';
import { EMBEDDING_LENGTH, type Embedder, type EmbedOptions } from './embedder.ts';
import type { EmbedReply, EmbedTask } from './local-embedder-protocol.ts';
import { prepareText } from './prepare-text.ts';
import { untilAborted, VectorCache } from './vector-cache.ts';

export type LocalEmbedderConfig = {
  /** The child's source. The server is one bundle, so it is found from the working directory. */
  childPath?: string;
  /** Milliseconds until a silent child is replaced. */
  timeoutMs?: number;
  cacheSize?: number;
};

type Request = { text: string; resolve(vector: number[]): void; reject(error: unknown): void; tries: number; cancelled: boolean };
type Kind = 'question' | 'ingestion';
type Flight = { id: number; kind: Kind; requests: Request[]; timer: NodeJS.Timeout };

/** Cost grows with each text, so batches save little; small ones let a question in soon (four passages: under 0.1 s). */
const BATCH = { question: 8, ingestion: 4 };
/** Far beyond the 256 tokens that the model reads. Characters. */
const MAX_CHARS = 2_000;
const MODEL = 'all-minilm-l6-v2-int8';

/**
 * The embedded model (all-MiniLM-L6-v2, English, 8-bit) in a forked child: started at the first text, kept, and started
 * anew when it dies; what it was doing is asked once more. Questions overtake ingestion, and their vectors are cached.
 */
export function createLocalEmbedder(config: LocalEmbedderConfig = {}): Embedder {
  const childPath = config.childPath ?? join(process.cwd(), 'app/platform/embeddings/local-embedder-child.ts');
  const timeoutMs = config.timeoutMs ?? 60_000;
  const cache = new VectorCache(config.cacheSize ?? 2_000);
  const queues: Record<Kind, Request[]> = { question: [], ingestion: [] };
  let child: ChildProcess | undefined;
  let flight: Flight | undefined;
  let nextId = 1;
  let closed = false;

  function start(): ChildProcess {
    const started = fork(childPath, [], {
      cwd: process.cwd(),
      // No setting and no secret of the server goes into it.
      env: { NODE_ENV: 'production', NODE_NO_WARNINGS: '1' },
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    started.on('message', (reply: EmbedReply) => receive(started, reply));
    started.on('error', () => lose(started));
    started.on('exit', () => lose(started));
    return started;
  }

  function receive(from: ChildProcess, reply: EmbedReply): void {
    if (from !== child || !flight || flight.id !== reply.id) return;
    const { requests } = land();
    for (const [index, request] of requests.entries()) {
      const vector = 'vectors' in reply ? reply.vectors[index] : undefined;
      if (vector) request.resolve(Array.from(vector));
      else request.reject(new AppError('upstream-failed', 'The search model could not read this text. Try again with other words.', { cause: 'error' in reply ? reply.error : undefined }));
    }
    pump();
  }

  function land(): Flight {
    const landed = flight as Flight;
    clearTimeout(landed.timer);
    flight = undefined;
    return landed;
  }

  /** The child is gone: its requests go back to the head of the queue once, and fail the second time. */
  function lose(lost: ChildProcess): void {
    if (lost !== child) return;
    child = undefined;
    if (flight) {
      const { kind, requests } = land();
      for (const request of requests.reverse()) {
        request.tries += 1;
        if (request.tries < 2 && !closed) queues[kind].unshift(request);
        else request.reject(new AppError('unavailable', 'The search model stopped. Try again in a few seconds.', { retryAfter: 5 }));
      }
    }
    pump();
  }

  function take(): Pick<Flight, 'kind' | 'requests'> | undefined {
    for (const kind of ['question', 'ingestion'] as const) {
      queues[kind] = queues[kind].filter((request) => !request.cancelled);
      if (queues[kind].length > 0) return { kind, requests: queues[kind].splice(0, BATCH[kind]) };
    }
    return undefined;
  }

  function pump(): void {
    if (flight || closed) return;
    const next = take();
    if (!next) {
      // An idle child does not keep the parent alive.
      child?.unref();
      child?.channel?.unref();
      return;
    }
    const target = (child ??= start());
    target.ref();
    target.channel?.ref();
    const task: EmbedTask = { id: nextId++, texts: next.requests.map((request) => request.text) };
    flight = { id: task.id, ...next, timer: setTimeout(() => target.kill('SIGKILL'), timeoutMs) };
    target.send(task, (error) => {
      if (error) target.kill('SIGKILL');
    });
  }

  function enqueue(text: string, kind: Kind, signal: AbortSignal | undefined): Promise<number[]> {
    return new Promise((resolve, reject) => {
      const request: Request = { text, tries: 0, cancelled: false, resolve: settle(resolve), reject: settle(reject) };
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
      queues[kind].push(request);
      pump();
    });
  }

  const spanned = { attributes: { 'gen_ai.operation.name': 'embeddings', 'gen_ai.provider.name': 'openhouse', 'gen_ai.request.model': MODEL } };

  return {
    model: MODEL,
    dimensions: EMBEDDING_LENGTH,
    async embed(texts: string[], options: EmbedOptions = {}) {
      options.signal?.throwIfAborted();
      if (closed) throw new AppError('unavailable', 'The search model is shutting down. Try again in a few seconds.', { retryAfter: 5 });
      const kind = options.priority ?? (texts.length === 1 ? 'question' : 'ingestion');
      const prepared = texts.map((text) => prepareText(text, MAX_CHARS));
      if (kind === 'ingestion') return traced(`embeddings ${MODEL}`, spanned, () => Promise.all(prepared.map((text) => enqueue(text, kind, options.signal))));
      return untilAborted(Promise.all(prepared.map((text) => cache.get(text) ?? cache.remember(text, traced(`embeddings ${MODEL}`, spanned, () => enqueue(text, kind, undefined))))), options.signal);
    },
    async close() {
      closed = true;
      const refused = new AppError('unavailable', 'The search model is shutting down. Try again in a few seconds.', { retryAfter: 5 });
      for (const request of [...queues.question.splice(0), ...queues.ingestion.splice(0), ...(flight ? land().requests : [])]) request.reject(refused);
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
