import { eq } from 'drizzle-orm';
import { developments, tenants } from '../../schema/tenancy.ts';
import type { Tx } from '../../scope.ts';

/** What anyone may know of a development, by its slug. */
export async function findPublicDevelopment(tx: Tx, slug: string) {
  const [row] = await tx
    .select({ slug: developments.slug, name: developments.name, tenantSlug: tenants.slug, tenantName: tenants.name, brand: tenants.brand })
    .from(developments)
    .innerJoin(tenants, eq(tenants.id, developments.tenantId))
    .where(eq(developments.slug, slug))
    .limit(1);
  return row;
}
