import { and, eq, sql } from 'drizzle-orm';
import { likenesses } from '../../schema/documents.ts';
import { developments } from '../../schema/tenancy.ts';
import type { TenantScope, Tx } from '../../scope.ts';

/** What a document's text is like: of the version that is live, or of its newest. */
export type Sketched = { documentId: string; live: boolean; sketch: string };

/**
 * The newest documents of a development but `documentId`, at most `limit`, as far as they have a sketch. The
 * development's row is held until the transaction ends: of two texts that are read at once, one finds the other.
 */
export async function listSketches(
  tx: Tx,
  scope: TenantScope,
  { developmentId, documentId }: { developmentId: string; documentId: string },
  limit: number,
): Promise<Sketched[]> {
  await tx
    .select({ id: developments.id })
    .from(developments)
    .where(and(eq(developments.tenantId, scope.tenantId), eq(developments.id, developmentId)))
    .limit(1)
    .for('no key update');
  const { rows } = await tx.execute<Omit<Sketched, 'sketch'> & { sketch: string | null }>(sql`
    select d.id as "documentId", d.live_version_id is not null as live, case when d.live_version_id is not null then (
        select k.sketch from likenesses k where k.tenant_id = d.tenant_id and k.version_id = d.live_version_id limit 1)
      else (select k.sketch from (select v.tenant_id, v.id from document_versions v where v.tenant_id = d.tenant_id
          and v.document_id = d.id order by v.version desc limit 1) as newest
        join likenesses k on k.tenant_id = newest.tenant_id and k.version_id = newest.id limit 1) end as sketch
    from documents d
    where d.tenant_id = ${scope.tenantId} and d.development_id = ${developmentId} and d.deleted_at is null
      and d.id <> ${documentId}
    order by d.created_at desc, d.id desc limit ${limit}`);
  return rows.flatMap(({ sketch, ...row }) => (sketch === null ? [] : [{ ...row, sketch }]));
}

/** Whether whoever sent the version wants to be asked; it stays so until the transaction ends. */
export async function isAskedAbout(tx: Tx, scope: TenantScope, versionId: string): Promise<boolean> {
  const [row] = await tx
    .select({ asked: likenesses.asked })
    .from(likenesses)
    .where(and(eq(likenesses.tenantId, scope.tenantId), eq(likenesses.versionId, versionId)))
    .limit(1)
    .for('update');
  return row?.asked ?? false;
}

/** Stores what a version's text is like, in place of what was known. */
export async function storeLikeness(
  tx: Tx,
  scope: TenantScope,
  versionId: string,
  likeness: Pick<typeof likenesses.$inferSelect, 'held' | 'sketch' | 'twinDocumentId' | 'share'>,
): Promise<void> {
  await tx
    .insert(likenesses)
    .values({ tenantId: scope.tenantId, versionId, ...likeness })
    .onConflictDoUpdate({ target: [likenesses.tenantId, likenesses.versionId], set: likeness });
}
