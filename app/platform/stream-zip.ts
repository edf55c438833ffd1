import { createReadStream } from 'node:fs';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** A file of an archive: its content, or where its bytes lie, stored as they are since such files are compressed. */
export type ZipEntry = { name: string; content: string | Buffer } | { name: string; path: string };

/**
 * A ZIP of `entries`, in pieces as it is made: one file at a time, never a whole one in memory. It is read as fast as
 * its reader takes it. `onPart` sees the bytes of each entry in their order, all of them before the next is asked for.
 */
export async function* streamZip(
  entries: AsyncIterable<ZipEntry>,
  onPart?: (name: string, part: Buffer) => void,
): AsyncGenerator<Uint8Array> {
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
      onPart?.(entry.name, part as Buffer);
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
