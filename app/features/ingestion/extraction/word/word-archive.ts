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

  /** A part's bytes as a stream; null when there is none of that name. */
  async stream(name: string): Promise<Readable | null> {
    const entry = this.#entries.get(name.toLowerCase());
    return entry ? this.#zip.openReadStreamPromise(entry) : null;
  }

  close(): void {
    this.#zip.close();
  }
}
