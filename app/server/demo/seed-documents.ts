import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { storeDocument } from '#app/features/documents/upload/store-document.server.ts';
import { env } from '#app/platform/env.ts';
import { listChecksums } from '#db/queries/documents/documents.ts';
import { jobScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { listDocumentSlugs, readDocumentSource } from './longview/documents.ts';
import { pilotId } from '#db/seed/pilot-ids.ts';

const digest = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');

/**
 * Which source each stored PDF was rendered from, so that a start need not render 200 pages to learn that nothing
 * changed.
 */
type Rendered = Record<string, { source: string; pdf: string }>;

async function readRendered(file: string): Promise<Rendered> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Rendered;
  } catch {
    return {};
  }
}

/**
 * Renders the pilot's documents and hands each to the ordinary upload path, so that they are read like any builder's.
 * A document whose source has not changed is not rendered again. Returns all their ids.
 */
export async function seedDocuments(pilot: { tenantId: string; developmentId: string }): Promise<string[]> {
  const scope = jobScope('seed', pilot.tenantId);
  const slugs = await listDocumentSlugs();
  const ids = slugs.map((slug) => pilotId('document', slug));
  const stored = await withScope(scope, (tx) => listChecksums(tx, scope, ids));
  const folder = resolve(env.DATA_DIR, 'tmp');
  await mkdir(folder, { recursive: true });
  const recordFile = resolve(env.DATA_DIR, 'pilot-rendered.json');
  const rendered = await readRendered(recordFile);
  for (const slug of slugs) {
    const id = pilotId('document', slug);
    const source = await readDocumentSource(slug);
    const record = rendered[slug];
    if (record?.source === digest(source) && stored.get(id) === record.pdf) continue;
    // Loaded when there is something to render: fonts and a PDF writer are much to keep in a server.
    const { renderDocument } = await import('./longview/render-document.ts');
    const { meta, pdf } = await renderDocument(source);
    const sha256 = digest(pdf);
    if (stored.get(id) !== sha256) {
      const path = join(folder, `seed-${slug}.pdf`);
      await writeFile(path, pdf);
      await storeDocument(scope, {
        id,
        developmentId: pilot.developmentId,
        title: meta.title,
        category: meta.category,
        houseTypes: meta.house_types,
        file: { path, filename: `${slug}.pdf`, kind: 'pdf', sizeBytes: pdf.length, sha256 },
      });
      await rm(path, { force: true });
    }
    rendered[slug] = { source: digest(source), pdf: sha256 };
    await writeFile(recordFile, JSON.stringify(rendered, null, 1));
  }
  return ids;
}
