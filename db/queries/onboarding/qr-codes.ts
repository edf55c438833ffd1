import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { homeowners, houses, qrTokens } from '../../schema/homes.ts';
import { developments, tenants } from '../../schema/tenancy.ts';
import type { TenantScope, Tx } from '../../scope.ts';
import { clock } from '../identity/owners.ts';

/** Whose QR code it is, by the token's hash; undefined for an unknown one. */
export async function findQrToken(
  tx: Tx,
  tokenHash: string,
): Promise<{ tenantId: string; tokenId: string; houseId: string; revokedAt: Date | null } | undefined> {
  const { rows } = await tx.execute<{
    tenantId: string;
    tokenId: string;
    houseId: string;
    revokedAt: string | null;
  }>(sql`
    select tenant_id as "tenantId", token_id as "tokenId", house_id as "houseId", revoked_at as "revokedAt"
      from wall.door_qr_token(${tokenHash}) limit 1`);
  const [row] = rows;
  return row && { ...row, revokedAt: row.revokedAt === null ? null : new Date(row.revokedAt) };
}

/**
 * What the door shows of the house behind a QR code, and the moment of looking. It waits for a claim or a revocation
 * under way (share locks on code and owner), so a session issued as of `now` is either before that or knows of it.
 * Undefined when the code was revoked or the house has no owner.
 */
export async function readHouseAtDoor(tx: Tx, code: { tenantId: string; tokenId: string }) {
  const [row] = await tx
    .select({
      houseId: houses.id,
      label: houses.label,
      houseType: houses.houseType,
      developmentId: developments.id,
      developmentName: developments.name,
      asksSurname: developments.asksSurname,
      held: sql<boolean>`${developments.holdsCodes} and not ${houses.papersComplete}`,
      closed: sql<boolean>`${developments.closedAt} is not null`,
      tenantSlug: tenants.slug,
      tenantName: tenants.name,
      supportEmail: tenants.supportEmail,
      supportPhone: tenants.supportPhone,
      retiredAt: tenants.retiredAt,
      homeownerId: homeowners.id,
      fullName: homeowners.fullName,
      claimedAt: homeowners.claimedAt,
      sessionsValidFrom: houses.sessionsValidFrom,
      now: clock,
    })
    .from(qrTokens)
    .innerJoin(houses, and(eq(houses.tenantId, qrTokens.tenantId), eq(houses.id, qrTokens.houseId)))
    .innerJoin(developments, and(eq(developments.tenantId, houses.tenantId), eq(developments.id, houses.developmentId)))
    .innerJoin(tenants, eq(tenants.id, houses.tenantId))
    .innerJoin(
      homeowners,
      and(eq(homeowners.tenantId, houses.tenantId), eq(homeowners.houseId, houses.id), isNull(homeowners.endedAt)),
    )
    .where(and(eq(qrTokens.tenantId, code.tenantId), eq(qrTokens.id, code.tokenId), isNull(qrTokens.revokedAt)))
    .limit(1)
    .for('share', { of: [qrTokens, homeowners] });
  return row && { ...row, now: new Date(Number(row.now)) };
}

export async function insertQrToken(
  tx: Tx,
  token: { tenantId: string; id: string; houseId: string; tokenHash: string },
): Promise<void> {
  await tx.insert(qrTokens).values(token);
}

/** Revokes a house's codes; returns how many were still good. */
export async function revokeQrTokensOf(tx: Tx, house: { tenantId: string; houseId: string }): Promise<number> {
  const { rowCount } = await tx
    .update(qrTokens)
    .set({ revokedAt: new Date() })
    .where(and(eq(qrTokens.tenantId, house.tenantId), eq(qrTokens.houseId, house.houseId), isNull(qrTokens.revokedAt)));
  return rowCount ?? 0;
}

/** The codes of a house, newest first, at most ten. */
export function listCodesOf(tx: Tx, house: { tenantId: string; houseId: string }) {
  return tx
    .select({ id: qrTokens.id, createdAt: qrTokens.createdAt, revokedAt: qrTokens.revokedAt })
    .from(qrTokens)
    .where(and(eq(qrTokens.tenantId, house.tenantId), eq(qrTokens.houseId, house.houseId)))
    .orderBy(desc(qrTokens.id))
    .limit(10);
}

/** The newest good code of each of these houses, at most a thousand. */
export async function listGoodCodes(
  tx: Tx,
  scope: TenantScope,
  houseIds: readonly string[],
): Promise<{ houseId: string; id: string; createdAt: string }[]> {
  const { rows } = await tx.execute<{ houseId: string; id: string; createdAt: string }>(sql`
    select h.id as "houseId", q.id, q.created_at as "createdAt"
    from unnest(${sql.param([...houseIds])}::uuid[]) as h (id)
    cross join lateral (select id, created_at from qr_tokens where tenant_id = ${scope.tenantId} and house_id = h.id
      and revoked_at is null order by id desc limit 1) as q limit 1000`);
  return rows;
}

/** Of codes and hashes in the same order: the codes whose hashes these are. */
export async function listGenuineCodes(
  tx: Tx,
  codes: readonly { id: string; tokenHash: string }[],
): Promise<Set<string>> {
  const { rows } = await tx.execute<{ id: string }>(
    sql`select id from wall.genuine_codes(${sql.param(codes.map(({ id }) => id))}::uuid[],
      ${sql.param(codes.map(({ tokenHash }) => tokenHash))}::text[]) as id limit 1000`,
  );
  return new Set(rows.map(({ id }) => id));
}
