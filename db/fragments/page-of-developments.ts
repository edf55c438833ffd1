import { sql, type SQL } from 'drizzle-orm';
import type { TenantScope } from '../scope.ts';

export type DevelopmentPage = { after?: { name: string; id: string } | undefined; limit: number };

/** A table expression `d`: a page of a tenant's developments by name (B1), or the one that is asked for. */
export const pageOfDevelopments = (
  scope: TenantScope,
  developmentId: string | undefined,
  { after, limit }: DevelopmentPage,
): SQL =>
  sql`(select id, name from developments where tenant_id = ${scope.tenantId}
    ${developmentId ? sql`and id = ${developmentId}` : sql``}
    ${after ? sql`and (name, id) > (${after.name}, ${after.id}::uuid)` : sql``} order by name, id limit ${limit}) as d`;
