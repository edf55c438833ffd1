import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { RecognisedPage } from '../recognition/recognise-page.ts';

/** `passing`: it could not be read in time. */
export type KnownPage = RecognisedPage & { passing?: boolean };

/**
 * What text recognition has read so far: a file with a line of JSON for each page, in order. Pages are asked for in
 * order too, so that one is held at a time, however long the scan.
 */
export class RecognisedFile {
  readonly #lines: AsyncIterator<string> | undefined;
  #next: KnownPage | undefined;

  constructor(path: string | undefined) {
    if (path === undefined) return;
    this.#lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity })[Symbol.asyncIterator]();
  }

  /** What was recognised on this page, if anything was. */
  async page(number: number): Promise<KnownPage | undefined> {
    while (this.#lines && (this.#next?.number ?? 0) < number) {
      const { value, done } = await this.#lines.next();
      if (done) break;
      if (value) this.#next = JSON.parse(value) as KnownPage;
    }
    return this.#next?.number === number ? this.#next : undefined;
  }
}
