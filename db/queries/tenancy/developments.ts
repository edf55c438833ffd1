import { and, eq, inArray, sql } from 'drizzle-orm';
import { developments, houseTypes, type Brand } from '../../schema/tenancy.ts';
import type { TenantScope, Tx } from '../../scope.ts';

export type PublicDevelopment = { slug: string; name: string; tenantSlug: string; tenantName: string; brand: Brand };

/** What anyone may know of a development, by its slug. */
export async function findPublicDevelopment(tx: Tx, slug: string): Promise<PublicDevelopment | undefined> {
  const { rows } = await tx.execute<PublicDevelopment>(sql`
    select slug, name, tenant_slug as "tenantSlug", tenant_name as "tenantName", brand
      from wall.door_development(${slug}) limit 1`);
  return rows[0];
}

export type DevelopmentChoice = { id: string; name: string; houseTypes: { code: string; name: string }[] };

/** The tenant's developments with their house types, for choosing where something belongs. */
export async function listDevelopmentChoices(tx: Tx, scope: TenantScope): Promise<DevelopmentChoice[]> {
  const rows = await tx
    .select({ id: developments.id, name: developments.name, code: houseTypes.code, typeName: houseTypes.name })
    .from(developments)
    .leftJoin(
      houseTypes,
      and(eq(houseTypes.tenantId, developments.tenantId), eq(houseTypes.developmentId, developments.id)),
    )
    .where(eq(developments.tenantId, scope.tenantId))
    .orderBy(developments.name, developments.id, houseTypes.code)
    .limit(1000);
  const choices = new Map<string, DevelopmentChoice>();
  for (const row of rows) {
    const choice = choices.get(row.id) ?? { id: row.id, name: row.name, houseTypes: [] };
    if (row.code && row.typeName) choice.houseTypes.push({ code: row.code, name: row.typeName });
    choices.set(row.id, choice);
  }
  return [...choices.values()];
}

/**
 * Has the houses of some developments, at most 500, held against the papers found (G10), since they have changed. Each
 * wish is another long past moment: a look that had begun before it does not count for it (noteLook).
 */
export async function wantPapersMatched(tx: Tx, scope: TenantScope, ids: readonly string[]): Promise<void> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return;
  const at = developments.papersMatchedAt;
  await tx
    .update(developments)
    .set({
      papersMatchedAt: sql`case when ${at} < to_timestamp(86400) then ${at} + interval '1 millisecond'
        else to_timestamp(0) end`,
    })
    .where(and(eq(developments.tenantId, scope.tenantId), inArray(developments.id, wanted)));
}
