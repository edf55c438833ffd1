import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import type { Passage } from '#app/features/ingestion/extraction/extracted-document.ts';
import { collectDocument, collectWithScans } from '#app/features/ingestion/extraction/testing/collect-document.ts';
import { makeVectors } from '#app/features/ingestion/embed-passages.server.ts';
import type { HouseType } from '#app/features/retrieval/house-types/spoken-names.ts';
import { typeNames } from '#app/features/retrieval/house-types/type-names.ts';
import { isEnglishWord } from '#app/platform/embeddings/english-words.server.ts';
import { PILOT_HOUSE_TYPES } from '#db/seed/longview/houses.ts';
import type { Embedder } from '#app/platform/embeddings/embedder.ts';
import { chunkEmbeddings, chunks, documents, documentVersions } from '#db/schema/documents.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { listDocumentSlugs, readDocumentSource } from '#app/server/demo/longview/documents.ts';
import { seedTenant } from '#db/seed/seed-tenant.ts';
import { renderDocument } from '#app/server/demo/longview/render-document.ts';
import { cached, digest, digestOfFiles } from './disk-cache.ts';
import { ownerScopes } from './owner-scopes.ts';

type Read = { title: string; category: string; houseTypes: string[]; pages: number; passages: Passage[] };

/**
 * A document's passages as the product reads them from its PDF; read again when its source, the renderer or the reader
 * changes. `scans`: those of its scanned pages too.
 */
async function readPilotDocument(slug: string, code: string, scans: boolean): Promise<Read> {
  const source = await readDocumentSource(slug);
  return cached(`passages-${digest(code, source, String(scans))}`, async () => {
    const { meta, pdf } = await renderDocument(source);
    const folder = await mkdtemp(join(tmpdir(), 'openhouse-eval-'));
    try {
      const path = join(folder, 'document.pdf');
      await writeFile(path, pdf);
      const { pageCount: pages, passages } = await (scans
        ? collectWithScans(path)
        : collectDocument({ path, kind: 'pdf' }));
      return { title: meta.title, category: meta.category, houseTypes: meta.house_types, pages, passages };
    } finally {
      await rm(folder, { recursive: true });
    }
  });
}

/** Every document of the pilot as the product reads it from its PDF; `scans`: with what it recognises. */
export async function readPilotPassages({ scans = false } = {}): Promise<(Read & { slug: string })[]> {
  const code = await digestOfFiles(
    'app/features/ingestion/extraction/**/*.ts',
    'app/server/demo/longview/render/*.ts',
    'app/server/demo/longview/render-document.ts',
  );
  const read: (Read & { slug: string })[] = [];
  for (const slug of await listDocumentSlugs()) read.push({ slug, ...(await readPilotDocument(slug, code, scans)) });
  return read;
}

export type Pilot = {
  scopeOf(houseType: string): HouseScope;
  slugOf(documentId: string): string | undefined;
  passages: number;
};

/** Stores a document as it is after its publication. Returns its id and how many passages it has. */
export async function storeDocument(
  development: { tenantId: string; developmentId: string },
  slug: string,
  read: Read,
  types: readonly HouseType[],
  embedder: Pick<Embedder, 'model' | 'embed'>,
): Promise<{ id: string; passages: number }> {
  const ids = { ...development, documentId: v7(), versionId: v7(), readingId: v7(), houseTypes: read.houseTypes };
  const parts = read.passages.map((passage) => ({ ...ids, id: v7(), ...passage }));
  const made = await makeVectors(parts, typeNames(types, isEnglishWord), { ...development, model: embedder });
  await withScope(systemScope('eval'), async (tx) => {
    await tx.insert(documents).values({
      ...development,
      id: ids.documentId,
      title: read.title,
      category: read.category,
      houseTypes: read.houseTypes,
      liveVersionId: ids.versionId,
      liveReadingId: ids.readingId,
    });
    await tx.insert(documentVersions).values({
      tenantId: development.tenantId,
      id: ids.versionId,
      documentId: ids.documentId,
      version: 1,
      storageKey: `eval/${slug}`,
      filename: `${slug}.pdf`,
      kind: 'pdf',
      sizeBytes: 1,
      sha256: digest(slug),
      status: 'ready',
      pages: read.pages,
    });
    await tx.insert(chunks).values(parts);
    await tx.insert(chunkEmbeddings).values(
      parts.map((part, index) => ({
        ...ids,
        model: embedder.model,
        chunkId: part.id,
        embedding: made[index]!.vector,
        units: made[index]!.units,
      })),
    );
  });
  return { id: ids.documentId, passages: parts.length };
}

/** Puts the pilot's documents, read, cut and embedded as in the product, into the connected empty database. */
export async function loadPilot(embedder: Pick<Embedder, 'model' | 'embed'>): Promise<Pilot> {
  const development = { tenantId: v7(), developmentId: v7() };
  await seedTenant({ ...development, embeddingModel: embedder.model });
  const slugs = new Map<string, string>();
  let passages = 0;
  for (const { slug, ...read } of await readPilotPassages({ scans: true })) {
    const stored = await storeDocument(development, slug, read, PILOT_HOUSE_TYPES, embedder);
    slugs.set(stored.id, slug);
    passages += stored.passages;
  }
  return {
    scopeOf: ownerScopes(development),
    slugOf: (documentId) => slugs.get(documentId),
    passages,
  };
}
