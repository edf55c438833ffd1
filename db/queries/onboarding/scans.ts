import { and, desc, eq, sql } from 'drizzle-orm';
import { qrScans } from '../../schema/homes.ts';
import type { TenantScope, Tx } from '../../scope.ts';

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

/** The latest scans of a house's codes, at most `limit`, prefetches left out. */
export function listScansOf(tx: Tx, house: { tenantId: string; houseId: string }, limit: number) {
  return tx
    .select({ id: qrScans.id, result: qrScans.result, scannedAt: qrScans.scannedAt })
    .from(qrScans)
    .where(and(eq(qrScans.tenantId, house.tenantId), eq(qrScans.houseId, house.houseId), eq(qrScans.prefetch, false)))
    .orderBy(desc(qrScans.id))
    .limit(limit);
}

/** The latest scan of each of these houses that was no prefetch, at most a thousand. */
export async function listLatestScans(
  tx: Tx,
  scope: TenantScope,
  houseIds: readonly string[],
): Promise<{ houseId: string; scannedAt: string }[]> {
  const { rows } = await tx.execute<{ houseId: string; scannedAt: string }>(sql`
    select h.id as "houseId", s.scanned_at as "scannedAt" from unnest(${sql.param([...houseIds])}::uuid[]) as h (id)
    cross join lateral (select scanned_at from qr_scans where tenant_id = ${scope.tenantId} and house_id = h.id
      and not prefetch order by id desc limit 1) as s limit 1000`);
  return rows;
}
