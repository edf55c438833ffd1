import { createReadStream } from 'node:fs';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** A file of an archive: its text, or where its bytes lie, stored as they are since such files are compressed. */
export type ZipEntry = { name: string; content: string } | { name: string; path: string };

/**
 * A ZIP of `entries`, in pieces as it is made: one file at a time, never a whole one in memory. It is read as fast as
 * its reader takes it.
 */
export async function* streamZip(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const made: Uint8Array[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, piece) => {
    if (error) failure = error;
    else made.push(piece);
  });
  const take = () => {
    if (failure) throw failure;
    return made.splice(0);
  };
  for await (const entry of entries) {
    const file = 'path' in entry ? new ZipPassThrough(entry.name) : new ZipDeflate(entry.name, { level: 6 });
    zip.add(file);
    for await (const part of 'path' in entry ? createReadStream(entry.path) : [Buffer.from(entry.content)]) {
      // A copy: a stream may use its buffer again before it is sent.
      file.push(new Uint8Array(part as Buffer), false);
      yield* take();
    }
    file.push(new Uint8Array(0), true);
    yield* take();
  }
  zip.end();
  yield* take();
}
