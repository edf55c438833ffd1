import { open } from 'node:fs/promises';

const EOCD = 0x06054b50;
const ENTRY = 0x02014b50;
/** The end record, with the longest comment that a zip may have. */
const TAIL = 22 + 65_535;
/** Some thousands of entries; a Word document has a few dozen. */
const MAX_DIRECTORY_BYTES = 1_048_576;

/**
 * Names of the entries of a zip archive, from its directory alone: nothing is inflated, so
 * that it is safe in the web process. Null when the file is no (whole) zip archive.
 */
export async function readZipEntries(path: string): Promise<string[] | null> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const tail = Buffer.alloc(Math.min(size, TAIL));
    await file.read(tail, 0, tail.length, size - tail.length);
    let at = tail.length - 22;
    while (at >= 0 && tail.readUInt32LE(at) !== EOCD) at -= 1;
    if (at < 0) return null;
    const length = tail.readUInt32LE(at + 12);
    const offset = tail.readUInt32LE(at + 16);
    if (length > MAX_DIRECTORY_BYTES || offset + length > size) return null;
    const directory = Buffer.alloc(length);
    await file.read(directory, 0, length, offset);
    const names: string[] = [];
    for (let p = 0; p + 46 <= length && directory.readUInt32LE(p) === ENTRY; ) {
      const name = directory.readUInt16LE(p + 28);
      names.push(directory.toString('utf8', p + 46, p + 46 + name));
      p += 46 + name + directory.readUInt16LE(p + 30) + directory.readUInt16LE(p + 32);
    }
    return names;
  } finally {
    await file.close();
  }
}

/** Whether these are the entries of a Word document (its main part may be numbered). */
export const isWordArchive = (entries: string[]): boolean =>
  entries.includes('[Content_Types].xml') && entries.some((name) => /^word\/document\d*\.xml$/.test(name));
