import { and, desc, eq, isNull, lt, sql } from 'drizzle-orm';
import { dayOf } from '../../fragments/dublin-days.ts';
import { documents } from '../../schema/documents.ts';
import { developments } from '../../schema/tenancy.ts';
import type { PlatformScope, TenantScope, Tx } from '../../scope.ts';

/*
 * Notes that staff made of answers, and when they end (G9).
 */

export type NoteFilter = { limit: number; before?: string | undefined; endsBy?: string | undefined };

/** A tenant's notes, newest first, at most `limit`; chosen first. */
export function listNotes(tx: Tx, scope: TenantScope, filter: NoteFilter) {
  const chosen = tx
    .select()
    .from(documents)
    .where(
      and(
        eq(documents.tenantId, scope.tenantId),
        sql`is_note`,
        isNull(documents.deletedAt),
        filter.endsBy === undefined
          ? undefined
          : sql`case when ${documents.endsOn} <= ${filter.endsBy}::date then true else false end`,
        filter.before === undefined ? undefined : lt(documents.id, filter.before),
      ),
    )
    .orderBy(desc(documents.id))
    .limit(filter.limit)
    .as('documents');
  const development = tx
    .select({ name: developments.name })
    .from(developments)
    .where(and(eq(developments.tenantId, chosen.tenantId), eq(developments.id, chosen.developmentId)))
    .limit(1)
    .as('developments');
  return tx
    .select({
      id: chosen.id,
      title: chosen.title,
      houseTypes: chosen.houseTypes,
      createdAt: chosen.createdAt,
      endsOn: chosen.endsOn,
      live: sql<boolean>`${chosen.liveVersionId} is not null`,
      development: development.name,
    })
    .from(chosen)
    .innerJoinLateral(development, sql`true`)
    .orderBy(desc(chosen.id))
    .limit(filter.limit);
}

/** Sets a note's end, unless it is another by now than `seen`. */
export async function setNoteEnd(
  tx: Tx,
  scope: TenantScope,
  { id, endsOn, seen }: { id: string; endsOn: string | null; seen: string | null },
): Promise<'set' | 'changed' | 'none'> {
  const [found] = await tx
    .select({ endsOn: documents.endsOn })
    .from(documents)
    .where(
      and(
        eq(documents.tenantId, scope.tenantId),
        eq(documents.id, id),
        eq(documents.isNote, true),
        isNull(documents.deletedAt),
      ),
    )
    .limit(1)
    .for('update');
  if (!found) return 'none';
  if (found.endsOn !== seen) return 'changed';
  await tx
    .update(documents)
    .set({ endsOn, ended: false, updatedAt: sql`now()` })
    .where(and(eq(documents.tenantId, scope.tenantId), eq(documents.id, id)));
  return 'set';
}

/** Marks notes whose day has come, of all tenants, at most `limit`, which raises their libraries' versions. */
export async function markEnded(tx: Tx, _scope: PlatformScope, limit: number): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    with due as materialized (select tenant_id, id from documents
      where ends_on is not null and not ended and ends_on <= ${dayOf(sql`now()`)} order by ends_on limit ${limit})
    update documents d set ended = true from due where d.tenant_id = due.tenant_id and d.id = due.id`);
  return rowCount ?? 0;
}
