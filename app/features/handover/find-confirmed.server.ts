import { listPagesToLook, listPageTexts, type ReadDocument } from '#db/queries/handover/readings.ts';
import type { PaperRow } from '#db/queries/handover/papers.ts';
import type { TenantScope, Tx } from '#db/scope.ts';
import { fingerprintOf } from './read-paper.ts';

/** Pages of one read, and of one document at most. */
const PAGES = 50;
const MAX_PAGES = 400;

/** Where the pages stand by now of the confirmed ones of some rows; one that is not among them is gone. */
export type FindConfirmed = (tx: Tx, rows: readonly PaperRow[]) => Promise<ReadonlyMap<PaperRow, number>>;

/**
 * Looks confirmed pages up by their words in the documents of a development as owners read them now: at their place,
 * else where they have moved to. Each document is gone through once.
 */
export function openFindConfirmed(scope: TenantScope, documents: readonly ReadDocument[]): FindConfirmed {
  const byId = new Map(documents.map((one) => [one.documentId, one]));
  const moved = new Map<string, Promise<Map<string, number>>>();

  async function pagesOf(tx: Tx, { versionId, readingId }: ReadDocument): Promise<Map<string, number>> {
    const pages = new Map<string, number>();
    for (let after = 0; after < MAX_PAGES;) {
      const batch = await listPagesToLook(tx, scope, { versionId, readingId }, { after, limit: PAGES });
      for (const { page, text } of batch.toReversed()) if (text.trim() !== '') pages.set(fingerprintOf(text), page);
      if (batch.length < PAGES) break;
      after = batch.at(-1)?.page ?? MAX_PAGES;
    }
    return pages;
  }

  return async (tx, rows) => {
    const asked = rows.filter(({ decision, documentId }) => decision === 'confirmed' && byId.has(documentId ?? ''));
    const places = new Map<string, { documentId: string; page: number }>();
    for (const { documentId, page } of asked)
      if (documentId && page !== null) places.set(`${documentId} ${page}`, { documentId, page });
    const words = new Map<string, string>();
    const wanted = [...places.values()];
    for (let from = 0; from < wanted.length; from += PAGES)
      for (const { documentId, page, text } of await listPageTexts(tx, scope, wanted.slice(from, from + PAGES)))
        words.set(`${documentId} ${page}`, fingerprintOf(text));
    const found = new Map<PaperRow, number>();
    for (const row of asked) {
      const document = byId.get(row.documentId ?? '');
      if (!document || row.page === null || row.fingerprint === null) continue;
      if (words.get(`${row.documentId} ${row.page}`) === row.fingerprint) {
        found.set(row, row.page);
        continue;
      }
      const pages = moved.get(document.documentId) ?? pagesOf(tx, document);
      moved.set(document.documentId, pages);
      const page = (await pages).get(row.fingerprint);
      if (page !== undefined) found.set(row, page);
    }
    return found;
  };
}
