import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderPilotDocuments } from './documents.ts';
import { pageTexts } from './evidence.ts';

/**
 * `node app/server/demo/longview/render-all.ts <outdir>`: writes every pilot PDF; prints pages and words a text page.
 */
const out = process.argv[2];
if (!out) throw new Error('Name the folder for the PDFs: node app/server/demo/longview/render-all.ts <outdir>');
await mkdir(out, { recursive: true });
let documents = 0;
let total = 0;
for await (const { slug, pdf, pages } of renderPilotDocuments()) {
  await writeFile(join(out, `${slug}.pdf`), pdf);
  const words = (await pageTexts(pdf)).map((text) => text.split(/\s+/).filter(Boolean).length);
  process.stdout.write(`${slug}  ${pages} pages  ${Math.round(pdf.length / 1024)} KiB  words ${words.join(' ')}\n`);
  documents += 1;
  total += pages;
}
process.stdout.write(`${documents} documents, ${total} pages\n`);
