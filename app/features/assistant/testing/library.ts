import { and, eq, ne } from 'drizzle-orm';
import { v7 } from 'uuid';
import { chunkPages } from '#app/features/ingestion/extraction/passages/chunk-pages.ts';
import { textToEmbed } from '#app/features/ingestion/embed-passages.server.ts';
import { isStopWord, stem, wordsOf } from '#app/features/retrieval/words.ts';
import type { TestTenant } from '#app/features/identity/testing.ts';
import type { Embedder } from '#app/platform/embeddings/embedder.ts';
import { EMBEDDING_LENGTH } from '#app/platform/embeddings/embedder.ts';
import { chunkEmbeddings, chunks, documents, documentVersions } from '#db/schema/documents.ts';
import { developments } from '#db/schema/tenancy.ts';
import { houseScope, systemScope } from '#db/scope-makers.ts';
import { withScope, type HouseScope } from '#db/scope.ts';

/*
 * Fixtures for integration tests of the assistant: a library of short documents, and a stand-in for the embedder. Call
 * after openTestDatabase().
 */

/**
 * Stands in for the embedder where a test is of something else. It knows no meaning: texts are as near as they share
 * words. What a test says of meaning, of what is found or declined, it shows with `createLocalEmbedder()`.
 */
export const wordOverlap: Embedder = {
  model: 'word-overlap',
  dimensions: EMBEDDING_LENGTH,
  embed: (texts) => Promise.resolve(texts.map(vectorOf)),
  close: () => Promise.resolve(),
};

function vectorOf(text: string): number[] {
  const vector = Array.from({ length: EMBEDDING_LENGTH }, () => 0.001);
  for (const word of wordsOf(text)
    .filter((one) => !isStopWord(one))
    .map(stem)) {
    const place = [...word].reduce((hash, letter) => (hash * 31 + (letter.codePointAt(0) ?? 0)) % EMBEDDING_LENGTH, 7);
    vector[place] = (vector[place] ?? 0) + 1;
  }
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

/** The scope of a tenant's owner; `houseType` other than the house's own for tests of visibility. */
export function ownerOf(tenant: TestTenant, houseType = tenant.houseType): HouseScope {
  const { tenantId, developmentId, houseId, homeownerId } = tenant;
  const actor = { kind: 'homeowner', homeownerId, houseId } as const;
  return houseScope({
    tenantId,
    developmentId,
    houseId,
    houseType,
    homeownerId,
    sessionId: houseId,
    claimed: true,
    actor,
  });
}

type ShelvedDocument = {
  title: string;
  houseTypes?: string[];
  heading: string;
  text: string;
  page?: number;
  deleted?: boolean;
};

/** A ready, searchable document of one page of Markdown-like text; returns its id. */
export async function shelve(
  tenant: TestTenant,
  { heading, text, page = 1, ...given }: ShelvedDocument,
  embedder: Pick<Embedder, 'model' | 'embed'> = wordOverlap,
): Promise<string> {
  const source = { number: page, text: `${heading}\n\n${text}`, headings: [heading], headingLevels: [1] };
  const passages = chunkPages([source]).map(({ ordinal, page: on, heading: of, text: own }) => ({
    ordinal,
    page: on,
    heading: of,
    text: own,
  }));
  return shelvePassages(tenant, { ...given, passages }, embedder);
}

type ShelvedPassages = Pick<ShelvedDocument, 'title' | 'houseTypes' | 'deleted'> & {
  passages: { ordinal: number; page: number; heading: string | null; section?: string[]; text: string }[];
};

/** A ready, searchable document that was read already; returns its id. */
export async function shelvePassages(
  tenant: TestTenant,
  given: ShelvedPassages,
  embedder: Pick<Embedder, 'model' | 'embed'> = wordOverlap,
): Promise<string> {
  const ids = {
    tenantId: tenant.tenantId,
    developmentId: tenant.developmentId,
    documentId: v7(),
    versionId: v7(),
    readingId: v7(),
    houseTypes: given.houseTypes ?? ['A', 'B'],
  };
  const parts = given.passages.map((passage) => ({ ...ids, id: v7(), ...passage }));
  const vectors = await embedder.embed(parts.map((part) => textToEmbed(part)));
  await withScope(systemScope('test'), async (tx) => {
    const searched = and(eq(developments.id, ids.developmentId), ne(developments.embeddingModel, embedder.model));
    await tx.update(developments).set({ embeddingModel: embedder.model }).where(searched);
    await tx.insert(documents).values({
      tenantId: ids.tenantId,
      developmentId: ids.developmentId,
      id: ids.documentId,
      title: given.title,
      category: 'guides',
      houseTypes: ids.houseTypes,
      liveVersionId: ids.versionId,
      liveReadingId: ids.readingId,
      deletedAt: given.deleted ? new Date() : null,
    });
    await tx.insert(documentVersions).values({
      tenantId: ids.tenantId,
      id: ids.versionId,
      documentId: ids.documentId,
      version: 1,
      storageKey: `test/${ids.documentId}`,
      filename: 'guide.pdf',
      kind: 'pdf',
      sizeBytes: 1,
      sha256: '0'.repeat(64),
      status: 'ready',
      pages: 1,
    });
    await tx.insert(chunks).values(parts);
    await tx.insert(chunkEmbeddings).values(
      parts.map((part, index) => ({
        ...ids,
        model: embedder.model,
        chunkId: part.id,
        embedding: vectors[index] ?? [],
      })),
    );
  });
  return ids.documentId;
}
