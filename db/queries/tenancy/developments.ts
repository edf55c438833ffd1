import { sql } from 'drizzle-orm';
import type { Brand } from '../../schema/tenancy.ts';
import type { Tx } from '../../scope.ts';

export type PublicDevelopment = { slug: string; name: string; tenantSlug: string; tenantName: string; brand: Brand };

/** What anyone may know of a development, by its slug. */
export async function findPublicDevelopment(tx: Tx, slug: string): Promise<PublicDevelopment | undefined> {
  const { rows } = await tx.execute<PublicDevelopment>(sql`
    select slug, name, tenant_slug as "tenantSlug", tenant_name as "tenantName", brand from wall.door_development(${slug}) limit 1`);
  return rows[0];
}
