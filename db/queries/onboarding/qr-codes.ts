import { and, eq, isNull, sql } from 'drizzle-orm';
import { homeowners, houses, qrScans, qrTokens } from '../../schema/homes.ts';
import { developments, tenants } from '../../schema/tenancy.ts';
import type { Tx } from '../../scope.ts';
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
      tenantSlug: tenants.slug,
      tenantName: tenants.name,
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

/** Logs a scan of a code that leads nowhere (E5). */
export async function insertUnknownScan(
  tx: Tx,
  scan: { id: string; ip: string; userAgent: string; prefetch: boolean; result: 'unknown' | 'malformed' },
): Promise<void> {
  await tx.execute(
    sql`select wall.door_log_scan(${scan.id}, ${scan.result}, ${scan.ip}, ${scan.userAgent}, ${scan.prefetch})`,
  );
}

/** Logs a scan of a house's code (E5). */
export async function insertQrScan(tx: Tx, scan: typeof qrScans.$inferInsert): Promise<void> {
  await tx.insert(qrScans).values(scan);
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
