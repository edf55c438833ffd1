import { and, asc, eq, gt, inArray, isNotNull, isNull, ne, notInArray, or, sql } from 'drizzle-orm';
import { recognisedPages, type Recognised } from '../../schema/documents.ts';
import type { RecognisedWord } from '../../schema/recognised-word.ts';
import type { TenantScope, Tx } from '../../scope.ts';
import { storable } from '../../storable.ts';

export type { Recognised } from '../../schema/documents.ts';
export type RecognisedRow = { page: number; result: Recognised };
/** Without the places of its words. */
export type RecognisedText = { page: number; result: Omit<Recognised, 'lines'> };

export const recognisedOf = (scope: TenantScope, versionId: string) =>
  and(eq(recognisedPages.tenantId, scope.tenantId), eq(recognisedPages.versionId, versionId));

/** In the place of an engine's name: what is there is kept and waits for any. */
const NO_ENGINE = 'none';

/** Pages of which `engine` has made nothing yet; what another has made of them is used until it has. */
const waitsFor = (engine: string) => or(isNull(recognisedPages.result), ne(recognisedPages.engine, engine));

/**
 * Notes which pages of a version are pictures of text. What was made of them stays; those that are new wait for
 * `engine`, and what is no picture any more goes.
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
    .onConflictDoNothing();
}

/** Lets pages wait again that could not be read for what was not their own fault; text of them stays meanwhile. */
export async function forgetPassing(tx: Tx, scope: TenantScope, versionId: string): Promise<void> {
  await tx
    .update(recognisedPages)
    .set({
      engine: NO_ENGINE,
      result: sql`case when ${recognisedPages.result} ->> 'text' <> '' then ${recognisedPages.result} - 'passing' end`,
    })
    .where(and(recognisedOf(scope, versionId), sql`${recognisedPages.result} -> 'passing' = 'true'`));
}

/** Pages that wait to be recognised by `engine`, in order, at most `limit`. */
export async function listWaitingPages(
  tx: Tx,
  scope: TenantScope,
  versionId: string,
  engine: string,
  limit: number,
): Promise<number[]> {
  const rows = await tx
    .select({ page: recognisedPages.page })
    .from(recognisedPages)
    .where(and(recognisedOf(scope, versionId), waitsFor(engine)))
    .orderBy(asc(recognisedPages.page))
    .limit(limit);
  return rows.map((row) => row.page);
}

/**
 * What was made of a version's pages after page `after`, in order, at most `limit`: by `engine`, or by another where
 * that has read text.
 */
export async function listRecognised(
  tx: Tx,
  scope: TenantScope,
  versionId: string,
  engine: string,
  { after, limit }: { after: number; limit: number },
): Promise<RecognisedText[]> {
  const rows = await tx
    .select({
      page: recognisedPages.page,
      result: sql<RecognisedText['result'] | null>`${recognisedPages.result} - 'lines'`,
    })
    .from(recognisedPages)
    .where(
      and(
        recognisedOf(scope, versionId),
        isNotNull(recognisedPages.result),
        or(eq(recognisedPages.engine, engine), sql`${recognisedPages.result} ->> 'text' <> ''`),
        gt(recognisedPages.page, after),
      ),
    )
    .orderBy(asc(recognisedPages.page))
    .limit(limit);
  return rows.flatMap(({ page, result }) => (result ? [{ page, result }] : []));
}

/** The words that were recognised on these pages with their places. */
export async function listPlaces(
  tx: Tx,
  scope: TenantScope,
  versionId: string,
  pages: number[],
): Promise<{ page: number; lines: RecognisedWord[] | null }[]> {
  if (pages.length === 0) return [];
  return tx
    .select({
      page: recognisedPages.page,
      lines: sql<RecognisedWord[] | null>`${recognisedPages.result} -> 'lines'`,
    })
    .from(recognisedPages)
    .where(and(recognisedOf(scope, versionId), inArray(recognisedPages.page, pages)))
    .limit(pages.length);
}

/**
 * Stores what `engine` has made of a page that waits. Where it could not read it for what was not the page's own fault,
 * text that another has read stays.
 */
export async function storeRecognised(
  tx: Tx,
  scope: TenantScope,
  versionId: string,
  engine: string,
  { page, result }: RecognisedRow,
): Promise<void> {
  const made = sql`${JSON.stringify(storable(result))}::jsonb`;
  const kept = sql`case when ${recognisedPages.result} ->> 'text' <> ''
    then ${recognisedPages.result} || '{"passing": true}' else ${made} end`;
  await tx
    .update(recognisedPages)
    .set({ engine, result: result.passing ? kept : made })
    .where(and(recognisedOf(scope, versionId), eq(recognisedPages.page, page)));
}

/** How many pages of a version are pictures of text, and how many of them `engine` has done with. */
export async function countRecognition(
  tx: Tx,
  scope: TenantScope,
  versionId: string,
  engine: string,
): Promise<{ pages: number; done: number }> {
  const [row] = await tx
    .select({
      pages: sql<number>`count(*)::int`,
      done: sql<number>`(count(*) filter (where not (${waitsFor(engine)})))::int`,
    })
    .from(recognisedPages)
    .where(recognisedOf(scope, versionId));
  return row ?? { pages: 0, done: 0 };
}
