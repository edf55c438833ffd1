import { and, asc, eq, gt, isNotNull, isNull, ne, notInArray, sql } from 'drizzle-orm';
import { recognisedPages, type Recognised } from '../../schema/documents.ts';
import type { TenantScope, Tx } from '../../scope.ts';
import { storable } from '../../storable.ts';

export type { Recognised } from '../../schema/documents.ts';
export type RecognisedRow = { page: number; result: Recognised };

export const recognisedOf = (scope: TenantScope, versionId: string) =>
  and(eq(recognisedPages.tenantId, scope.tenantId), eq(recognisedPages.versionId, versionId));

/**
 * Notes which pages of a version are pictures of text. What `engine` has made of them stays; the others wait for it,
 * and what is no picture any more goes.
 */
export async function noteScannedPages(
  tx: Tx,
  scope: TenantScope,
  versionId: string,
  engine: string,
  pages: number[],
): Promise<void> {
  const gone = pages.length > 0 ? notInArray(recognisedPages.page, pages) : undefined;
  await tx.delete(recognisedPages).where(and(recognisedOf(scope, versionId), gone));
  if (pages.length === 0) return;
  await tx
    .insert(recognisedPages)
    .values(pages.map((page) => ({ tenantId: scope.tenantId, versionId, page, engine })))
    .onConflictDoUpdate({
      target: [recognisedPages.tenantId, recognisedPages.versionId, recognisedPages.page],
      set: { engine, result: null },
      setWhere: ne(recognisedPages.engine, engine),
    });
}

/** Pages that wait to be recognised, in order, at most `limit`. */
export async function listWaitingPages(
  tx: Tx,
  scope: TenantScope,
  versionId: string,
  limit: number,
): Promise<number[]> {
  const rows = await tx
    .select({ page: recognisedPages.page })
    .from(recognisedPages)
    .where(and(recognisedOf(scope, versionId), isNull(recognisedPages.result)))
    .orderBy(asc(recognisedPages.page))
    .limit(limit);
  return rows.map((row) => row.page);
}

/** What `engine` has made of a version's pages after page `after`, in order, at most `limit`. */
export async function listRecognised(
  tx: Tx,
  scope: TenantScope,
  versionId: string,
  engine: string,
  { after, limit }: { after: number; limit: number },
): Promise<RecognisedRow[]> {
  const rows = await tx
    .select({ page: recognisedPages.page, result: recognisedPages.result })
    .from(recognisedPages)
    .where(
      and(
        recognisedOf(scope, versionId),
        eq(recognisedPages.engine, engine),
        isNotNull(recognisedPages.result),
        gt(recognisedPages.page, after),
      ),
    )
    .orderBy(asc(recognisedPages.page))
    .limit(limit);
  return rows.flatMap(({ page, result }) => (result ? [{ page, result }] : []));
}

/** Stores what was made of a page that waits. */
export async function storeRecognised(
  tx: Tx,
  scope: TenantScope,
  versionId: string,
  { page, result }: RecognisedRow,
): Promise<void> {
  await tx
    .update(recognisedPages)
    .set({ result: storable(result) })
    .where(and(recognisedOf(scope, versionId), eq(recognisedPages.page, page)));
}

/** How many pages of a version are pictures of text, and how many of them were recognised. */
export async function countRecognition(
  tx: Tx,
  scope: TenantScope,
  versionId: string,
): Promise<{ pages: number; done: number }> {
  const [row] = await tx
    .select({
      pages: sql<number>`count(*)::int`,
      done: sql<number>`(count(*) filter (where ${recognisedPages.result} is not null))::int`,
    })
    .from(recognisedPages)
    .where(recognisedOf(scope, versionId));
  return row ?? { pages: 0, done: 0 };
}
