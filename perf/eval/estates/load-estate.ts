import { v7 } from 'uuid';
import type { Embedder } from '#app/platform/embeddings/embedder.ts';
import { developments, houseTypes, tenants } from '#db/schema/tenancy.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { storeDocument } from '../load-pilot.ts';
import { readDocuments, type EvalEstate } from './read-estate.ts';
import { ownerScopes } from '../owner-scopes.ts';

export type LoadedEstate = {
  scopeOf(home: string): HouseScope;
  /** `<document>:<page>` of a page that the product names. */
  placeOf(documentId: string, page: number): string;
  passages: number;
};

/** Puts an estate's documents, read, cut and embedded as in the product, into the connected database. */
export async function loadEstate(
  estate: EvalEstate,
  embedder: Pick<Embedder, 'model' | 'embed'>,
): Promise<LoadedEstate> {
  const development = { tenantId: v7(), developmentId: v7() };
  const { slug, name, supportEmail, supportPhone } = estate;
  await withScope(systemScope('eval'), async (tx) => {
    await tx.insert(tenants).values({
      id: development.tenantId,
      slug,
      name: estate.builder,
      brand: { accent: '#1f4e5f' },
      supportEmail,
      supportPhone,
    });
    await tx.insert(developments).values({
      tenantId: development.tenantId,
      id: development.developmentId,
      slug,
      name,
      address: estate.place,
      latitude: 56,
      longitude: -3,
      embeddingModel: embedder.model,
    });
    await tx.insert(houseTypes).values(estate.houseTypes.map((type) => ({ ...development, ...type })));
  });
  const slugs = new Map<string, string>();
  let passages = 0;
  for (const { slug: document, meta, pages, passages: parts } of await readDocuments(estate)) {
    const read = {
      title: meta.title,
      category: meta.category,
      houseTypes: meta.house_types,
      pages: pages.length,
      passages: parts,
    };
    const stored = await storeDocument(development, document, read, estate.houseTypes, embedder);
    slugs.set(stored.id, document);
    passages += stored.passages;
  }
  return {
    scopeOf: ownerScopes(development),
    placeOf: (documentId, page) => `${slugs.get(documentId)}:${page}`,
    passages,
  };
}
