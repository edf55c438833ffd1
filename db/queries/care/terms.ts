import { and, asc, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import type { IntervalUnit, TermKind, TermState } from '../../schema/care-words.ts';
import { ofOpenBuilder } from '../../fragments/open-builder.ts';
import { careTerms } from '../../schema/care.ts';
import { chunks, documents } from '../../schema/documents.ts';
import { developments } from '../../schema/tenancy.ts';
import type { PlatformScope, TenantScope, Tx } from '../../scope.ts';

/*
 * What documents say of time, as a job finds it and staff confirm it (F12).
 */

/** Passages of a development's live documents in the order of their ids, at most `limit`, from behind `after`. */
export function listLivePassages(
  tx: Tx,
  scope: TenantScope,
  developmentId: string,
  page: { limit: number; after?: string | undefined },
) {
  const passages = tx
    .select({
      id: chunks.id,
      documentId: chunks.documentId,
      readingId: chunks.readingId,
      page: chunks.page,
      text: chunks.text,
    })
    .from(chunks)
    .where(
      and(
        eq(chunks.tenantId, scope.tenantId),
        eq(chunks.developmentId, developmentId),
        page.after === undefined ? undefined : gt(chunks.id, page.after),
      ),
    )
    .orderBy(asc(chunks.id))
    .limit(page.limit)
    .as('chunks');
  const document = tx
    .select({ live: documents.liveReadingId })
    .from(documents)
    .where(
      and(eq(documents.tenantId, scope.tenantId), eq(documents.id, chunks.documentId), isNull(documents.deletedAt)),
    )
    .limit(1)
    .as('documents');
  return tx
    .select({
      id: passages.id,
      documentId: passages.documentId,
      page: passages.page,
      text: passages.text,
      live: sql<boolean>`coalesce(${document.live} = ${passages.readingId}, false)`,
    })
    .from(passages)
    .leftJoinLateral(document, sql`true`)
    .orderBy(asc(passages.id))
    .limit(page.limit);
}

export type NewTerm = {
  documentId: string;
  kind: TermKind;
  subject: string;
  quote: string;
  page: number;
  count: number;
  unit: IntervalUnit;
  fingerprint: string;
};

/** Adds what was found and is not there yet; what staff have made of it stays. Returns how many are new. */
export async function addTerms(
  tx: Tx,
  scope: TenantScope,
  developmentId: string,
  terms: readonly NewTerm[],
): Promise<number> {
  if (terms.length === 0) return 0;
  const rows = await tx
    .insert(careTerms)
    .values(terms.map((term) => ({ tenantId: scope.tenantId, developmentId, ...term })))
    .onConflictDoNothing()
    .returning({ id: careTerms.id });
  return rows.length;
}

export type TermPage = { limit: number; before?: string; state: TermState; documentId?: string };

/** A tenant's terms of a state, the latest found first, at most `limit`, older than the id `before` (B1). */
export function listTerms(tx: Tx, scope: TenantScope, page: TermPage) {
  const chosen = tx
    .select()
    .from(careTerms)
    .where(
      and(
        eq(careTerms.tenantId, scope.tenantId),
        eq(careTerms.state, page.state),
        page.documentId === undefined ? undefined : eq(careTerms.documentId, page.documentId),
        page.before === undefined ? undefined : lt(careTerms.id, page.before),
      ),
    )
    .orderBy(sql`${careTerms.id} desc`)
    .limit(page.limit)
    .as('care_terms');
  const document = tx
    .select({ title: documents.title })
    .from(documents)
    .where(and(eq(documents.tenantId, careTerms.tenantId), eq(documents.id, careTerms.documentId)))
    .limit(1)
    .as('documents');
  return tx
    .select({
      id: careTerms.id,
      kind: careTerms.kind,
      subject: careTerms.subject,
      quote: careTerms.quote,
      page: careTerms.page,
      count: careTerms.count,
      unit: careTerms.unit,
      state: careTerms.state,
      version: careTerms.version,
      documentId: careTerms.documentId,
      title: document.title,
    })
    .from(chosen)
    .innerJoinLateral(document, sql`true`)
    .orderBy(sql`${careTerms.id} desc`)
    .limit(page.limit);
}

export type TermChange = { subject: string; count: number; unit: IntervalUnit; state: TermState };

/** Changes a term that is still at `version`; false when it is not, or is not there. */
export async function updateTerm(
  tx: Tx,
  scope: TenantScope,
  { id, version }: { id: string; version: number },
  change: TermChange,
): Promise<boolean> {
  const rows = await tx
    .update(careTerms)
    .set({ ...change, version: version + 1, updatedAt: sql`now()` })
    .where(and(eq(careTerms.tenantId, scope.tenantId), eq(careTerms.id, id), eq(careTerms.version, version)))
    .returning({ id: careTerms.id });
  return rows.length > 0;
}

/** All developments but those of retired builders, in the order of their keys, at most `limit`, from behind `after`. */
export function listAllDevelopments(
  tx: Tx,
  _scope: PlatformScope,
  page: { limit: number; after?: { tenantId: string; id: string } | undefined },
) {
  const { after } = page;
  return tx
    .select({ tenantId: developments.tenantId, id: developments.id })
    .from(developments)
    .where(
      and(
        ofOpenBuilder(developments.tenantId),
        after && sql`(${developments.tenantId}, ${developments.id}) > (${after.tenantId}::uuid, ${after.id}::uuid)`,
      ),
    )
    .orderBy(asc(developments.tenantId), asc(developments.id))
    .limit(page.limit);
}
