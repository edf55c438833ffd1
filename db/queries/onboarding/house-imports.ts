import { and, asc, eq, isNull, sql, type SQL } from 'drizzle-orm';
import { houseImports } from '../../schema/house-imports.ts';
import { homeowners, houses, qrTokens } from '../../schema/homes.ts';
import { developments, houseTypes } from '../../schema/tenancy.ts';
import type { TenantScope, Tx } from '../../scope.ts';

/*
 * Houses from a file (G2): what was checked, and what is written when it is imported. Rows come in batches of 500 at
 * most.
 */

/** Where houses may be added, with the house types there, at most 20,000 rows. */
export function listImportDevelopments(tx: Tx, scope: TenantScope) {
  return tx
    .select({
      id: developments.id,
      name: developments.name,
      slug: developments.slug,
      latitude: developments.latitude,
      longitude: developments.longitude,
      code: houseTypes.code,
      typeName: houseTypes.name,
    })
    .from(developments)
    .leftJoin(
      houseTypes,
      and(eq(houseTypes.tenantId, developments.tenantId), eq(houseTypes.developmentId, developments.id)),
    )
    .where(eq(developments.tenantId, scope.tenantId))
    .orderBy(asc(developments.name), asc(developments.id), asc(houseTypes.code))
    .limit(20_000);
}

export type HouseBefore = {
  /** Which of those asked for. */
  place: number;
  id: string;
  label: string;
  address: string;
  eircode: string | null;
  houseType: string;
  latitude: number | null;
  longitude: number | null;
  ownerId: string | null;
  fullName: string | null;
  email: string | null;
  claimed: boolean;
};

/**
 * The houses that are called so, whatever their capitals, each with its owner; `place` says of which it was asked. At
 * most 500 may be asked for.
 */
export async function findHousesByLabel(
  tx: Tx,
  scope: TenantScope,
  wanted: readonly { developmentId: string; label: string }[],
): Promise<HouseBefore[]> {
  const { rows } = await tx.execute<HouseBefore>(sql`
    select w.place::int - 1 as place, h.id, h.label, h.address, h.eircode, h.house_type as "houseType", h.latitude,
      h.longitude, o.id as "ownerId", o.full_name as "fullName", o.email, o.claimed_at is not null as claimed
    from (select place, development, label, ${orderOf(sql`label`)} as label_order from unnest(${list(
      wanted.map((one) => one.developmentId),
      'uuid',
    )}, ${list(
      wanted.map((one) => one.label),
      'text',
    )}) with ordinality as asked (development, label, place) offset 0) as w
    cross join lateral (select * from houses where tenant_id = ${scope.tenantId} and development_id = w.development
      and label_order = w.label_order order by label = w.label desc, id limit 1) as h
    left join lateral (select id, full_name, email, claimed_at from homeowners where tenant_id = ${scope.tenantId}
      and house_id = h.id and ended_at is null limit 1) as o on true limit 500`);
  return rows;
}

/**
 * As `houses.label_order` is made (db/schema/homes.ts). Worked out before houses are looked at: within a condition it
 * would keep row-level security from using the index.
 */
const orderOf = (label: SQL) => sql`regexp_replace(regexp_replace(regexp_replace(lower(${label}),
  '^(\\d+[a-z]?)\\s+(.*)$', '\\2 \\1'), '(\\d+)', '0000000\\1', 'g'), '0*(\\d{7})', '\\1', 'g')`;

const list = (values: readonly (string | null)[], type: 'uuid' | 'text') =>
  sql`array[${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )}]::${sql.raw(type)}[]`;

export async function insertHouseImport(
  tx: Tx,
  scope: TenantScope,
  one: { id: string; fileName: string; file: Uint8Array; findings: unknown },
): Promise<void> {
  await tx.insert(houseImports).values({ ...one, tenantId: scope.tenantId });
}

/** A file that was checked, without the file. */
export async function findHouseImport(tx: Tx, scope: TenantScope, id: string) {
  const [row] = await tx
    .select({
      id: houseImports.id,
      fileName: houseImports.fileName,
      findings: houseImports.findings,
      createdAt: houseImports.createdAt,
      appliedAt: houseImports.appliedAt,
      added: houseImports.added,
      changed: houseImports.changed,
      unchanged: houseImports.unchanged,
    })
    .from(houseImports)
    .where(theImport(scope, id))
    .limit(1);
  return row;
}

/** The file of an import that was not done yet, for the job; undefined for another. */
export async function findFileToImport(tx: Tx, scope: TenantScope, id: string): Promise<Uint8Array | undefined> {
  const [row] = await tx
    .select({ file: houseImports.file })
    .from(houseImports)
    .where(and(theImport(scope, id), isNull(houseImports.appliedAt)))
    .limit(1);
  return row?.file ?? undefined;
}

/** Keeps what a later check found. */
export async function storeFindings(tx: Tx, scope: TenantScope, id: string, findings: unknown): Promise<void> {
  await tx
    .update(houseImports)
    .set({ findings })
    .where(and(theImport(scope, id), isNull(houseImports.appliedAt)));
}

/** Notes what was done, and drops the file and what it says of people. False when it was done already. */
export async function finishHouseImport(
  tx: Tx,
  scope: TenantScope,
  id: string,
  counts: { added: number; changed: number; unchanged: number },
): Promise<boolean> {
  const { rowCount } = await tx
    .update(houseImports)
    .set({ ...counts, appliedAt: sql`now()`, file: null, findings: null })
    .where(and(theImport(scope, id), isNull(houseImports.appliedAt)));
  return rowCount === 1;
}

const theImport = (scope: TenantScope, id: string) =>
  and(eq(houseImports.tenantId, scope.tenantId), eq(houseImports.id, id));

export type NewHouse = Pick<
  typeof houses.$inferInsert,
  | 'id'
  | 'developmentId'
  | 'houseType'
  | 'label'
  | 'address'
  | 'eircode'
  | 'latitude'
  | 'longitude'
  | 'locationSource'
  | 'locationPrecision'
  | 'locatedAddress'
  | 'locatedAt'
>;

export async function insertHouses(tx: Tx, scope: TenantScope, rows: readonly NewHouse[]): Promise<void> {
  if (rows.length > 0) await tx.insert(houses).values(rows.map((row) => ({ ...row, tenantId: scope.tenantId })));
}

export async function insertBuyers(
  tx: Tx,
  scope: TenantScope,
  rows: readonly { id: string; houseId: string; fullName: string; email: string | null }[],
): Promise<void> {
  if (rows.length > 0) await tx.insert(homeowners).values(rows.map((row) => ({ ...row, tenantId: scope.tenantId })));
}

export async function insertCodes(
  tx: Tx,
  scope: TenantScope,
  rows: readonly { id: string; houseId: string; tokenHash: string }[],
): Promise<void> {
  if (rows.length > 0) await tx.insert(qrTokens).values(rows.map((row) => ({ ...row, tenantId: scope.tenantId })));
}

/** Ends the codes of houses that get another owner. */
export async function revokeCodesOf(tx: Tx, scope: TenantScope, houseIds: readonly string[]): Promise<void> {
  if (houseIds.length === 0) return;
  await tx.execute(sql`update qr_tokens set revoked_at = now() where tenant_id = ${scope.tenantId}
    and house_id = any(${list(houseIds, 'uuid')}) and revoked_at is null`);
}

export type HouseChange = {
  id: string;
  before: Pick<HouseBefore, 'address' | 'eircode' | 'houseType' | 'latitude' | 'longitude'>;
  after: Pick<HouseBefore, 'address' | 'eircode' | 'houseType'>;
  /** A position by hand, with the address that it is for. */
  position?: { latitude: number; longitude: number; locatedAddress: string };
};

/**
 * Changes houses that are as they were when it was decided; returns how many. Sessions of a house whose type changes
 * end.
 */
export async function changeHouses(tx: Tx, scope: TenantScope, rows: readonly HouseChange[]): Promise<number> {
  if (rows.length === 0) return 0;
  const { rowCount } = await tx.execute(sql`
    update houses h set address = c.after ->> 'address', eircode = c.after ->> 'eircode',
      house_type = c.after ->> 'houseType',
      latitude = coalesce((c.position ->> 'latitude')::float8, h.latitude),
      longitude = coalesce((c.position ->> 'longitude')::float8, h.longitude),
      location_source = case when c.position is null then h.location_source else 'staff' end,
      location_precision = case when c.position is null then h.location_precision else 'rooftop' end,
      located_address = coalesce(c.position ->> 'locatedAddress', h.located_address),
      located_at = case when c.position is null then h.located_at else now() end,
      sessions_valid_from = case when h.house_type = c.after ->> 'houseType' then h.sessions_valid_from
        else greatest(h.sessions_valid_from, now() + interval '1 millisecond') end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c (id uuid, before jsonb, after jsonb, position jsonb)
    where h.tenant_id = ${scope.tenantId} and h.id = c.id and h.address = c.before ->> 'address'
      and h.eircode is not distinct from c.before ->> 'eircode' and h.house_type = c.before ->> 'houseType'
      and h.latitude is not distinct from (c.before ->> 'latitude')::float8
      and h.longitude is not distinct from (c.before ->> 'longitude')::float8`);
  return rowCount ?? 0;
}

export type BuyerChange = {
  id: string;
  before: { fullName: string; email: string | null };
  after: { fullName: string; email: string | null };
};

/** Puts purchasers right who have not moved in and are as they were when it was decided; returns how many. */
export async function changeBuyers(tx: Tx, scope: TenantScope, rows: readonly BuyerChange[]): Promise<number> {
  if (rows.length === 0) return 0;
  const { rowCount } = await tx.execute(sql`
    update homeowners o set full_name = c.after ->> 'fullName', email = c.after ->> 'email'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c (id uuid, before jsonb, after jsonb)
    where o.tenant_id = ${scope.tenantId} and o.id = c.id and o.claimed_at is null and o.ended_at is null
      and o.full_name = c.before ->> 'fullName' and o.email is not distinct from c.before ->> 'email'`);
  return rowCount ?? 0;
}
