import { renderPilotDocuments } from './documents.ts';
import { pageTexts, pagesWith } from './evidence.ts';

/**
 * `node app/server/demo/longview/find-evidence.ts "<fragment>" [slug]`: prints each document and its pages that hold
 * it.
 */
const [fragment, only] = process.argv.slice(2);
if (!fragment)
  throw new Error('Name the words to look for: node app/server/demo/longview/find-evidence.ts "<fragment>" [slug]');
let found = 0;
for await (const { slug, pdf } of renderPilotDocuments()) {
  if (only && slug !== only) continue;
  const pages = pagesWith(await pageTexts(pdf), fragment);
  if (pages.length === 0) continue;
  found += 1;
  process.stdout.write(`${slug}  pages ${pages.join(', ')}\n`);
}
if (found === 0) process.stdout.write('No page holds these words. Copy them from the document as they stand.\n');
