import { eq, sql, type SQL } from 'drizzle-orm';
import { tenants, type Brand } from '../../schema/tenancy.ts';
import type { PlatformScope, Tx } from '../../scope.ts';

/** What the platform's staff write down of a builder. */
export type BuilderDetails = { name: string; brand: Brand; supportEmail: string; supportPhone: string };

const details = {
  name: tenants.name,
  slug: tenants.slug,
  brand: tenants.brand,
  supportEmail: tenants.supportEmail,
  supportPhone: tenants.supportPhone,
  retiredAt: tenants.retiredAt,
  retiredReason: tenants.retiredReason,
};

/** A builder as it is written down; undefined when there is none of this id. */
export async function readBuilder(tx: Tx, _scope: PlatformScope, tenantId: string) {
  const [row] = await tx.select(details).from(tenants).where(eq(tenants.id, tenantId)).limit(1);
  return row;
}

/** The same, locked until the transaction ends. */
export async function lockBuilder(tx: Tx, _scope: PlatformScope, tenantId: string) {
  const [row] = await tx.select(details).from(tenants).where(eq(tenants.id, tenantId)).limit(1).for('update');
  return row;
}

/** Writes a new builder down. False when its short name is another's. */
export async function insertBuilder(
  tx: Tx,
  _scope: PlatformScope,
  builder: BuilderDetails & { id: string; slug: string },
): Promise<boolean> {
  const { rowCount } = await tx.insert(tenants).values(builder).onConflictDoNothing({ target: tenants.slug });
  return rowCount === 1;
}

/** Writes what lockBuilder read. */
export async function updateBuilder(
  tx: Tx,
  _scope: PlatformScope,
  tenantId: string,
  builder: BuilderDetails,
): Promise<void> {
  await tx.update(tenants).set(builder).where(eq(tenants.id, tenantId));
}

/** Retires a builder, or opens it again (null). */
export async function updateRetirement(
  tx: Tx,
  _scope: PlatformScope,
  tenantId: string,
  retirement: { at: Date; reason: string } | null,
): Promise<void> {
  await tx
    .update(tenants)
    .set({ retiredAt: retirement?.at ?? null, retiredReason: retirement?.reason ?? null })
    .where(eq(tenants.id, tenantId));
}

export type BuilderUse = { developments: number; houses: number };

/** Nothing is counted any further. */
const COUNTED = 1_000;

/** How much a builder has, each counted to a thousand. */
export async function countBuilderUse(tx: Tx, _scope: PlatformScope, tenantId: string): Promise<BuilderUse> {
  // In the order of the key and of a value that the planner knows: it reads the index as far as is counted, whatever
  // share of all rows one builder has.
  const counted = (table: SQL) =>
    sql`(select count(*)::int from (select from ${table} as c where c.tenant_id = ${tenantId} order by c.id
      limit ${COUNTED}) as counted)`;
  const { rows } = await tx.execute<BuilderUse>(sql`
    select ${counted(sql`developments`)} as "developments", ${counted(sql`houses`)} as "houses" limit 1`);
  return rows[0] ?? { developments: 0, houses: 0 };
}
