import { createParser } from 'eventsource-parser';
import { v7 } from 'uuid';
import { chunkEmbeddings, chunks, documents, documentVersions } from '#db/schema/documents.ts';
import { houseScope, jobScope } from '#db/scope-makers.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { EMBEDDING_LENGTH, type Embedder } from '#app/platform/embeddings/embedder.ts';
import { homeownerTokenOf, type TestTenant } from '#app/features/identity/testing.ts';
import { isStopWord, stem, wordsOf } from './retrieval/words.ts';

/*
 * Fixtures for tests of the assistant: documents that are searchable at once, an embedder without a model, questions and their streams.
 */

const MODEL = 'words-in-buckets';

/** Texts are as near as the words they share: the same on every machine, and no model to load. */
export const wordEmbedder: Embedder = {
  model: MODEL,
  dimensions: EMBEDDING_LENGTH,
  embed: async (texts) => texts.map(vectorOf),
  close: async () => {},
};

function vectorOf(text: string): number[] {
  const vector = new Array<number>(EMBEDDING_LENGTH).fill(0);
  for (const word of wordsOf(text)) {
    if (isStopWord(word)) continue;
    let hash = 7;
    for (const letter of stem(word)) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
    vector[hash % EMBEDDING_LENGTH] = (vector[hash % EMBEDDING_LENGTH] ?? 0) + 1;
  }
  const length = Math.hypot(...vector);
  return length === 0 ? vector.with(0, 1) : vector.map((value) => value / length);
}

/** A ready document of `tenant`, one passage a page, searchable with `wordEmbedder`. Returns its id. */
export async function addSearchableDocument(tenant: TestTenant, given: { title: string; houseTypes?: string[]; pages: { heading?: string; text: string }[] }): Promise<string> {
  const { tenantId, developmentId } = tenant;
  const documentId = v7();
  const versionId = v7();
  const houseTypes = given.houseTypes ?? ['A', 'B'];
  await withScope(jobScope('test', tenantId), async (tx) => {
    await tx.insert(documents).values({ tenantId, id: documentId, developmentId, title: given.title, category: 'guides', houseTypes, liveVersionId: versionId });
    await tx.insert(documentVersions).values({ tenantId, id: versionId, documentId, version: 1, storageKey: versionId, filename: 'guide.pdf', kind: 'pdf', sizeBytes: 1, sha256: '0'.repeat(64), status: 'ready', progress: 100, pages: given.pages.length });
    for (const [index, { heading = null, text }] of given.pages.entries()) {
      const of = { tenantId, developmentId, documentId, houseTypes };
      const chunkId = v7();
      await tx.insert(chunks).values({ ...of, id: chunkId, versionId, ordinal: index, page: index + 1, heading, text });
      await tx.insert(chunkEmbeddings).values({ ...of, chunkId, model: MODEL, embedding: vectorOf(`${heading ?? ''} ${text}`) });
    }
  });
  return documentId;
}

/** The scope of the house's owner. */
export function ownerOf(tenant: TestTenant): HouseScope {
  const { tenantId, developmentId, houseId, houseType, homeownerId } = tenant;
  return houseScope({ tenantId, developmentId, houseId, houseType, homeownerId, actor: { kind: 'homeowner', homeownerId, houseId } });
}

/** A request with a JSON body to one of the assistant's routes, by the owner of `tenant`'s house; without `body` a GET. */
export async function ownersRequest(tenant: TestTenant, path: string, body?: unknown, init: { accept?: string; signal?: AbortSignal } = {}): Promise<Request> {
  const headers = new Headers({ Authorization: `Bearer ${await homeownerTokenOf(tenant)}` });
  if (init.accept) headers.set('Accept', init.accept);
  if (body === undefined) return new Request(`http://localhost${path}`, { headers, signal: init.signal });
  headers.set('Content-Type', 'application/json');
  return new Request(`http://localhost${path}`, { method: 'POST', headers, signal: init.signal, body: typeof body === 'string' ? body : JSON.stringify(body) });
}

export const contextOf = (tenant: TestTenant) => ({ development_id: tenant.developmentId, house_id: tenant.houseId });

export type StreamEvent = { id: string | undefined; event: string | undefined; data: Record<string, unknown> };

/** The events of a stream as they arrive. Comments are passed to `onComment`. */
export async function* readEvents(response: Response, onComment?: (comment: string) => void): AsyncGenerator<StreamEvent> {
  const waiting: StreamEvent[] = [];
  const parser = createParser({ onEvent: ({ id, event, data }) => waiting.push({ id, event, data: JSON.parse(data) as Record<string, unknown> }), onComment });
  const decoder = new TextDecoder();
  for await (const bytes of response.body ?? []) {
    parser.feed(decoder.decode(bytes, { stream: true }));
    yield* waiting.splice(0);
  }
}
