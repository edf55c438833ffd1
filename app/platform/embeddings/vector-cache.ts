import { LRUCache } from 'lru-cache';

/**
 * The vectors of the last `size` texts, least recently used out first. Running requests are shared; failed ones
 * forgotten.
 */
export class VectorCache {
  readonly #entries: LRUCache<string, Promise<number[]>>;

  constructor(size: number) {
    this.#entries = new LRUCache({ max: size });
  }

  get(text: string): Promise<number[]> | undefined {
    return this.#entries.get(text);
  }

  remember(text: string, vector: Promise<number[]>): Promise<number[]> {
    this.#entries.set(text, vector);
    vector.catch(() => {
      if (this.#entries.peek(text) === vector) this.#entries.delete(text);
    });
    return vector;
  }
}

/** `work`'s result, or the signal's reason as soon as it aborts. The work itself goes on: others may share it. */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  signal.throwIfAborted();
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
