import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';

/** The files of a small ZIP by their names, in its order. */
export async function readArchive(path: string): Promise<Map<string, Buffer>> {
  const files = unzipSync(new Uint8Array(await readFile(path)));
  return new Map(Object.entries(files).map(([name, content]) => [name, Buffer.from(content)]));
}
