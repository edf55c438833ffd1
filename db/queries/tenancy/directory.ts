import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../../scope.ts';

/*
 * The builders and their developments as the platform team sees them (H1, H2).
 */

export type NamePosition = { name: string; id: string };

/** By name, or by when it was written down. */
export type DirectorySort = 'name' | 'created';

export type TenantRow = {
  id: string;
  slug: string;
  name: string;
  supportEmail: string;
  supportPhone: string;
  createdAt: string;
  /** Null while it is open. */
  retiredAt: string | null;
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
  /** Closed to new owners; null while it is open. */
  closedAt: string | null;
  houses: number;
  documents: number;
};

/** `after`: only what comes after this one in the order: its name or its moment, as is sorted by, and its id. */
type Listing = {
  sort: DirectorySort;
  descending: boolean;
  after?: { value: string; id: string } | undefined;
  limit: number;
};

/** Nothing is counted any further. */
const COUNTED = 1_000;

const counted = (rows: SQL) => sql`(select count(*)::int from (${rows} limit ${COUNTED}) as counted)`;

/** The order of a list, and what is behind its position, of the table that is called `of`. */
function inOrder({ sort, descending, after }: Listing, of: 't' | 'd') {
  const [key, id] = [sql.raw(`${of}.${sort === 'name' ? 'name' : 'created_at'}`), sql.raw(`${of}.id`)];
  const way = descending ? sql`desc` : sql`asc`;
  const past = descending ? sql`<` : sql`>`;
  const value = sort === 'name' ? sql`${after?.value}` : sql`${after?.value}::timestamptz`;
  const behind = after === undefined ? sql`true` : sql`(${key}, ${id}) ${past} (${value}, ${after.id}::uuid)`;
  return { behind, order: sql`${key} ${way}, ${id} ${way}` };
}

/** Names that begin so, whatever it holds; by an index, whatever the order. */
const named = (q: string | undefined, of: 't' | 'd') =>
  q === undefined
    ? sql`true`
    : sql`lower(${sql.raw(of)}.name) like lower(${`${q.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`})`;

/** Tenants, at most `limit`, each with how much it has, counted to a thousand; `q`: how its name begins. */
export async function selectTenants(
  tx: Tx,
  { q, retired, ...listing }: Listing & { q?: string | undefined; retired?: boolean | undefined },
): Promise<TenantRow[]> {
  const { behind, order } = inOrder(listing, 't');
  const state = retired === undefined ? sql`true` : retired ? sql`t.retired_at is not null` : sql`t.retired_at is null`;
  const { rows } = await tx.execute<TenantRow>(sql`
    select t.id, t.slug, t.name, t.support_email as "supportEmail", t.support_phone as "supportPhone",
        to_json(t.created_at) #>> '{}' as "createdAt", to_json(t.retired_at) #>> '{}' as "retiredAt",
        ${counted(sql`select from developments d where d.tenant_id = t.id`)} as "developments",
        ${counted(sql`select from houses h where h.tenant_id = t.id`)} as "houses"
      from (select * from tenants t where ${behind} and ${state} and ${named(q, 't')} order by ${order}
        limit ${listing.limit}) as t
      order by ${order} limit ${listing.limit}`);
  return rows;
}

/** Developments of one tenant or of all, at most `limit`; counts and `q` as for tenants. */
export async function selectDevelopments(
  tx: Tx,
  {
    q,
    tenantId,
    closed,
    ...listing
  }: Listing & { q?: string | undefined; tenantId?: string | undefined; closed?: boolean | undefined },
): Promise<DevelopmentRow[]> {
  const { behind, order } = inOrder(listing, 'd');
  const state = closed === undefined ? sql`true` : closed ? sql`d.closed_at is not null` : sql`d.closed_at is null`;
  const of = (table: SQL) => sql`select from ${table} as c where c.tenant_id = d.tenant_id and c.development_id = d.id`;
  const { rows } = await tx.execute<DevelopmentRow>(sql`
    select d.id, d.tenant_id as "tenantId", d.slug, d.name, d.address,
        (select t.name from tenants t where t.id = d.tenant_id limit 1) as "tenantName",
        d.embedding_model as "embeddingModel", to_json(d.created_at) #>> '{}' as "createdAt",
        to_json(d.closed_at) #>> '{}' as "closedAt",
        ${counted(of(sql`houses`))} as "houses",
        ${counted(sql`${of(sql`documents`)} and c.deleted_at is null`)} as "documents"
      from (select * from developments d where ${behind} and ${tenantId ? sql`d.tenant_id = ${tenantId}` : sql`true`}
        and ${state} and ${named(q, 'd')} order by ${order} limit ${listing.limit}) as d
      order by ${order} limit ${listing.limit}`);
  return rows;
}
