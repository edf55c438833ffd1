import { asc, eq } from 'drizzle-orm';
import { tenants } from '../../schema/tenancy.ts';
import type { Tx } from '../../scope.ts';

/** Tenants to choose from, by name, at most 200. */
export function listTenantNames(tx: Tx): Promise<{ id: string; name: string }[]> {
  return tx
    .select({ id: tenants.id, name: tenants.name })
    .from(tenants)
    .orderBy(asc(tenants.name), asc(tenants.id))
    .limit(200);
}

/** A tenant's name; undefined when there is no such tenant. */
export async function findTenantName(tx: Tx, tenantId: string): Promise<string | undefined> {
  const [row] = await tx.select({ name: tenants.name }).from(tenants).where(eq(tenants.id, tenantId)).limit(1);
  return row?.name;
}
