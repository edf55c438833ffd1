import { and, asc, eq, sql } from 'drizzle-orm';
import { developments, houseTypes, tenants } from '../../schema/tenancy.ts';
import type { PlatformScope, Tx } from '../../scope.ts';

/*
 * A development as the platform's staff write it down (H2).
 */

/** What the platform's staff write down of a development. */
export type DevelopmentDetails = { name: string; address: string; latitude: number; longitude: number };
export type DevelopmentKey = { tenantId: string; developmentId: string };

const details = {
  tenantId: developments.tenantId,
  id: developments.id,
  slug: developments.slug,
  name: developments.name,
  address: developments.address,
  latitude: developments.latitude,
  longitude: developments.longitude,
  embeddingModel: developments.embeddingModel,
  closedAt: developments.closedAt,
  closedReason: developments.closedReason,
  createdAt: developments.createdAt,
};

/** A development with its builder, by its id alone; undefined when there is none. */
export async function readDevelopment(tx: Tx, _scope: PlatformScope, id: string) {
  const [row] = await tx
    .select({ ...details, tenantName: tenants.name, tenantRetiredAt: tenants.retiredAt })
    .from(developments)
    .innerJoin(tenants, eq(tenants.id, developments.tenantId))
    .where(eq(developments.id, id))
    .limit(1);
  return row;
}

/** The same without its builder, locked until the transaction ends. */
export async function lockDevelopment(tx: Tx, _scope: PlatformScope, id: string) {
  const [row] = await tx.select(details).from(developments).where(eq(developments.id, id)).limit(1).for('update');
  return row;
}

/** Writes a new development down. False when its short name is another's. */
export async function insertDevelopment(
  tx: Tx,
  _scope: PlatformScope,
  { tenantId, developmentId: id }: DevelopmentKey,
  development: DevelopmentDetails & { slug: string; embeddingModel: string },
): Promise<boolean> {
  const { rowCount } = await tx
    .insert(developments)
    .values({ tenantId, id, ...development })
    .onConflictDoNothing({ target: developments.slug });
  return rowCount === 1;
}

const isOne = ({ tenantId, developmentId }: DevelopmentKey) =>
  and(eq(developments.tenantId, tenantId), eq(developments.id, developmentId));

/** Writes what `lockDevelopment` read; what is near another place is looked up anew. */
export async function updateDevelopment(
  tx: Tx,
  _scope: PlatformScope,
  key: DevelopmentKey,
  { moved, ...development }: DevelopmentDetails & { moved: boolean },
): Promise<void> {
  await tx
    .update(developments)
    .set({ ...development, ...(moved ? { placesRefreshedAt: sql`to_timestamp(0)` } : {}) })
    .where(isOne(key));
}

/** Closes a development to new owners, or opens it again (null). */
export async function updateClosing(
  tx: Tx,
  _scope: PlatformScope,
  key: DevelopmentKey,
  closing: { at: Date; reason: string } | null,
): Promise<void> {
  await tx
    .update(developments)
    .set({ closedAt: closing?.at ?? null, closedReason: closing?.reason ?? null })
    .where(isOne(key));
}

/** More than a development has: a list without pages has a bound. */
export const MAX_HOUSE_TYPES = 100;

export type HouseType = { code: string; name: string; description: string };

/** The house types of a development by their code. */
export function listHouseTypes(tx: Tx, _scope: PlatformScope, key: DevelopmentKey): Promise<HouseType[]> {
  return tx
    .select({ code: houseTypes.code, name: houseTypes.name, description: houseTypes.description })
    .from(houseTypes)
    .where(and(eq(houseTypes.tenantId, key.tenantId), eq(houseTypes.developmentId, key.developmentId)))
    .orderBy(asc(houseTypes.code))
    .limit(MAX_HOUSE_TYPES);
}

const isType = ({ tenantId, developmentId, code }: DevelopmentKey & { code: string }) =>
  and(eq(houseTypes.tenantId, tenantId), eq(houseTypes.developmentId, developmentId), eq(houseTypes.code, code));

/** Adds a house type. False when there is one of this code. */
export async function insertHouseType(
  tx: Tx,
  _scope: PlatformScope,
  { tenantId, developmentId }: DevelopmentKey,
  type: HouseType,
): Promise<boolean> {
  const { rowCount } = await tx
    .insert(houseTypes)
    .values({ tenantId, developmentId, ...type })
    .onConflictDoNothing();
  return rowCount === 1;
}

/** Changes what a house type is called; its code stays. */
export async function updateHouseType(
  tx: Tx,
  _scope: PlatformScope,
  key: DevelopmentKey,
  { code, name, description }: HouseType,
): Promise<void> {
  await tx
    .update(houseTypes)
    .set({ name, description })
    .where(isType({ ...key, code }));
}

/** Is a house of this type, or a document for it? */
export async function isTypeInUse(
  tx: Tx,
  _scope: PlatformScope,
  { tenantId, developmentId }: DevelopmentKey,
  code: string,
): Promise<{ houses: boolean; documents: boolean }> {
  const { rows } = await tx.execute<{ houses: boolean; documents: boolean }>(sql`
    select exists (select from houses where tenant_id = ${tenantId} and development_id = ${developmentId}
        and house_type = ${code} limit 1) as "houses",
      exists (select from documents where tenant_id = ${tenantId} and development_id = ${developmentId}
        and deleted_at is null and ${code} = any(house_types) limit 1) as "documents" limit 1`);
  return rows[0] ?? { houses: false, documents: false };
}

/** Removes a house type of which nothing is. */
export async function deleteHouseType(tx: Tx, _scope: PlatformScope, key: DevelopmentKey, code: string): Promise<void> {
  await tx.delete(houseTypes).where(isType({ ...key, code }));
}
