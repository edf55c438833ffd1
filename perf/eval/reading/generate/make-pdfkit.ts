import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Made } from './canvas.ts';
import { Content } from './content.ts';
import { COLUMN_LAYOUTS, TURNED_LAYOUTS } from './layouts-columns.ts';
import { OBJECT_LAYOUTS } from './layouts-objects.ts';
import { PAGE_LAYOUTS } from './layouts-pages.ts';
import { TABLE_LAYOUTS } from './layouts-tables.ts';
import { TYPE_LAYOUTS } from './layouts-type.ts';
import { truthSchema } from '../truth.ts';
import type { Layout } from './styles.ts';

/*
 * `node perf/eval/reading/generate/make-pdfkit.ts`: writes the pages that pdfkit makes into both halves of the labelled
 * set. The same code gives the same bytes.
 */
const layouts: Record<string, Layout> = {
  ...COLUMN_LAYOUTS,
  ...TURNED_LAYOUTS,
  ...TABLE_LAYOUTS,
  ...PAGE_LAYOUTS,
  ...TYPE_LAYOUTS,
  ...OBJECT_LAYOUTS,
};
const SET = join(import.meta.dirname, '..', 'set');

async function keep(half: string, name: string, made: Made): Promise<void> {
  const folder = join(SET, half);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.pdf`), made.pdf);
  await writeFile(join(folder, `${name}.json`), `${JSON.stringify(truthSchema.parse(made.truth), null, 1)}\n`);
}

let pages = 0;
for (const [index, [name, layout]] of Object.entries(layouts).entries())
  for (const variant of [0, 1] as const) {
    const made = await layout(new Content(index * 2 + variant + 41), variant);
    await keep(variant ? 'report' : 'tuning', `pdfkit-${name}`, made);
    pages += made.truth.pages.length;
  }
process.stdout.write(`${Object.keys(layouts).length * 2} files, ${pages} pages\n`);
