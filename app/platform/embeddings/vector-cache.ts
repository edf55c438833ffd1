/** The vectors of the last `size` questions, least recently used out first. Running requests are shared; failed ones forgotten. */
export class VectorCache {
  readonly #entries = new Map<string, Promise<number[]>>();
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  get(text: string): Promise<number[]> | undefined {
    const found = this.#entries.get(text);
    if (found) {
      this.#entries.delete(text);
      this.#entries.set(text, found);
    }
    return found;
  }

  remember(text: string, vector: Promise<number[]>): Promise<number[]> {
    this.#entries.set(text, vector);
    const oldest = this.#entries.keys().next();
    if (this.#entries.size > this.#size && !oldest.done) this.#entries.delete(oldest.value);
    vector.catch(() => {
      if (this.#entries.get(text) === vector) this.#entries.delete(text);
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
