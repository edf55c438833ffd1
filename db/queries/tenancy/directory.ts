import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../../scope.ts';

/*
 * The builders and their developments as the platform team sees them, by name (H1, H2).
 */

export type NamePosition = { name: string; id: string };

export type TenantRow = {
  id: string;
  slug: string;
  name: string;
  supportEmail: string;
  supportPhone: string;
  createdAt: string;
  developments: number;
  houses: number;
};

export type DevelopmentRow = {
  id: string;
  tenantId: string;
  tenantName: string;
  slug: string;
  name: string;
  address: string;
  embeddingModel: string;
  createdAt: string;
  houses: number;
  documents: number;
};

type Filter = { after?: NamePosition; limit: number };

/** Nothing is counted any further. */
const COUNTED = 1_000;

const behind = (after: NamePosition | undefined) =>
  after ? sql`(name, id) > (${after.name}, ${after.id}::uuid)` : sql`true`;
const counted = (rows: SQL) => sql`(select count(*)::int from (${rows} limit ${COUNTED}) as counted)`;

/** Tenants by name, at most `limit`, each with how much it has, counted to a thousand; `after`: only those behind. */
export async function selectTenants(tx: Tx, { after, limit }: Filter): Promise<TenantRow[]> {
  const { rows } = await tx.execute<TenantRow>(sql`
    select t.id, t.slug, t.name, t.support_email as "supportEmail", t.support_phone as "supportPhone",
        to_json(t.created_at) #>> '{}' as "createdAt",
        ${counted(sql`select from developments d where d.tenant_id = t.id`)} as "developments",
        ${counted(sql`select from houses h where h.tenant_id = t.id`)} as "houses"
      from (select * from tenants where ${behind(after)} order by name, id limit ${limit}) as t
      order by t.name, t.id limit ${limit}`);
  return rows;
}

/** Developments by name, of one tenant or of all, at most `limit`; counts as for tenants. */
export async function selectDevelopments(
  tx: Tx,
  { after, limit, tenantId }: Filter & { tenantId?: string },
): Promise<DevelopmentRow[]> {
  const of = (table: SQL) => sql`select from ${table} as c where c.tenant_id = d.tenant_id and c.development_id = d.id`;
  const { rows } = await tx.execute<DevelopmentRow>(sql`
    select d.id, d.tenant_id as "tenantId", d.slug, d.name, d.address,
        (select t.name from tenants t where t.id = d.tenant_id limit 1) as "tenantName",
        d.embedding_model as "embeddingModel", to_json(d.created_at) #>> '{}' as "createdAt",
        ${counted(of(sql`houses`))} as "houses",
        ${counted(sql`${of(sql`documents`)} and c.deleted_at is null`)} as "documents"
      from (select * from developments where ${behind(after)} and ${tenantId ? sql`tenant_id = ${tenantId}` : sql`true`}
        order by name, id limit ${limit}) as d
      order by d.name, d.id limit ${limit}`);
  return rows;
}
