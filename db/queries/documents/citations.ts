import { and, asc, eq, sql } from 'drizzle-orm';
import { answerCitations } from '../../schema/changes.ts';
import { chunks, documents } from '../../schema/documents.ts';
import type { HouseScope, TenantScope, Tx } from '../../scope.ts';

/*
 * Passages that answers have cited, by document (G12).
 */

export type CitedPlace = { documentId: string; from: number; to: number };

/** What a house may search of these pages, at most 200 passages; at most 30 places. */
export async function listTextsAt(tx: Tx, scope: HouseScope, places: readonly CitedPlace[]) {
  if (places.length === 0) return [];
  const [ids, from, to] = (['documentId', 'from', 'to'] as const).map((key) =>
    sql.param(places.map((place) => place[key])),
  );
  const asked = sql`exists (select from unnest(${ids}::uuid[], ${from}::int[], ${to}::int[]) as place (id, first, last)
    where place.id = ${chunks.documentId} and ${chunks.page} <= place.last
      and coalesce(${chunks.lastPage}, ${chunks.page}) >= place.first)`;
  return tx
    .select({
      id: chunks.id,
      documentId: chunks.documentId,
      page: chunks.page,
      lastPage: chunks.lastPage,
      heading: chunks.heading,
      ordinal: chunks.ordinal,
      text: chunks.text,
    })
    .from(chunks)
    .where(
      and(
        eq(chunks.tenantId, scope.tenantId),
        eq(chunks.developmentId, scope.developmentId),
        sql`${chunks.documentId} = any(${ids}::uuid[])`,
        asked,
      ),
    )
    .orderBy(asc(chunks.documentId), asc(chunks.ordinal))
    .limit(200);
}

export type NewCitation = {
  messageId: string;
  ordinal: number;
  documentId: string;
  page: number;
  quote: string;
  /** As it read when the answer was made; null when that is not known. */
  passage: string | null;
  /** Is it of the document as it is now? Else a look is due. */
  present: boolean;
};

/**
 * Writes down what an answer has cited: with the state of each document, where its passage is of it as it is now; else
 * a look is due. Documents of nobody's are passed over.
 */
export async function insertCitations(tx: Tx, scope: HouseScope, rows: readonly NewCitation[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.insert(answerCitations).values(
    rows.map(({ present, ...row }) => ({
      ...row,
      tenantId: scope.tenantId,
      houseId: scope.houseId,
      homeownerId: scope.homeownerId,
      revision: present
        ? sql`coalesce((select d.revision from ${documents} d where d.tenant_id = ${scope.tenantId}
            and d.id = ${row.documentId} limit 1), 0)`
        : 0,
    })),
  );
}

/** Has any answer cited a document that is to be held against it anew? */
export async function wantsLook(tx: Tx, scope: TenantScope, documentId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: answerCitations.messageId })
    .from(answerCitations)
    .where(
      and(
        eq(answerCitations.tenantId, scope.tenantId),
        eq(answerCitations.documentId, documentId),
        eq(answerCitations.ended, false),
        sql`${answerCitations.revision} < (select d.revision from ${documents} d
          where d.tenant_id = ${scope.tenantId} and d.id = ${documentId} limit 1)`,
      ),
    )
    .limit(1);
  return rows.length > 0;
}
