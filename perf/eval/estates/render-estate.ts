import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readEstate, renderEstate } from './read-estate.ts';

/*
 * `node perf/eval/estates/render-estate.ts ropeworks-quay <folder>`: writes an estate's PDF and Word files, to be
 * looked at or uploaded.
 */
const [slug, folder] = process.argv.slice(2);
if (!slug || !folder) throw new Error('Name the estate and a folder for its files.');
await mkdir(folder, { recursive: true });
for await (const { slug: document, meta, file } of renderEstate(await readEstate(slug))) {
  const name = `${document}.${meta.format}`;
  await writeFile(join(folder, name), file);
  process.stdout.write(`${name}  ${Math.round(file.length / 1024)} KiB\n`);
}
