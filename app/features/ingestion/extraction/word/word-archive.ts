import type { Readable } from 'node:stream';
import { openPromise, type Entry, type ZipFile } from 'yauzl';

/** More entries than any document has; what comes later is not looked at. */
const MAX_ENTRIES = 20_000;

/**
 * The parts of a Word file, each inflated only as it is read: a picture costs nothing, however large it is. Names are
 * compared without regard to case, as Word does.
 */
export class WordArchive {
  readonly #zip: ZipFile;
  readonly #entries: Map<string, Entry>;

  private constructor(zip: ZipFile, entries: Map<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  /** Throws what the zip reader throws for a file that is no whole archive. */
  static async open(path: string): Promise<WordArchive> {
    const zip = await openPromise(path, { autoClose: false, lazyEntries: true });
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName.toLowerCase();
      if (!entries.has(name)) entries.set(name, entry);
      if (entries.size >= MAX_ENTRIES) break;
    }
    return new WordArchive(zip, entries);
  }

  /** The first part whose name, in small letters, fits. */
  find(pattern: RegExp): string | undefined {
    return [...this.#entries.keys()].find((name) => pattern.test(name));
  }

  /** A part's bytes as they are inflated; null when there is none of that name. */
  async stream(name: string): Promise<AsyncIterable<Uint8Array> | null> {
    const entry = this.#entries.get(name.toLowerCase());
    return entry ? piecesOf(await this.#zip.openReadStreamPromise(entry)) : null;
  }

  close(): void {
    this.#zip.close();
  }
}

/** The zip reader tells an error once, perhaps before anyone reads, and never ends the stream: it is kept for then. */
function piecesOf(stream: Readable): AsyncIterable<Uint8Array> {
  const failed = new Promise<never>((_, reject) => {
    stream.on('error', reject);
  });
  failed.catch(() => {});
  const pieces = stream[Symbol.asyncIterator]();
  return (async function* () {
    try {
      for (;;) {
        const next: IteratorResult<Uint8Array> = await Promise.race([pieces.next(), failed]);
        if (next.done) return;
        yield next.value;
      }
    } finally {
      stream.destroy();
    }
  })();
}
