import { and, desc, eq, isNull, lt, sql } from 'drizzle-orm';
import { homeowners, houses } from '../../schema/homes.ts';
import { logbooks } from '../../schema/privacy.ts';
import type { HouseScope, PlatformScope, TenantScope, Tx } from '../../scope.ts';

export type LogbookRow = Pick<
  typeof logbooks.$inferSelect,
  'id' | 'createdAt' | 'sha256' | 'sizeBytes' | 'readyAt' | 'reason'
>;

export async function insertLogbook(tx: Tx, scope: HouseScope, id: string): Promise<void> {
  const { tenantId, houseId, homeownerId } = scope;
  await tx.insert(logbooks).values({ tenantId, id, houseId, homeownerId });
}

/** The owner's logbooks, newest first, at most 20. */
export function listLogbooks(tx: Tx, scope: HouseScope): Promise<LogbookRow[]> {
  return tx
    .select({
      id: logbooks.id,
      createdAt: logbooks.createdAt,
      sha256: logbooks.sha256,
      sizeBytes: logbooks.sizeBytes,
      readyAt: logbooks.readyAt,
      reason: logbooks.reason,
    })
    .from(logbooks)
    .where(and(eq(logbooks.tenantId, scope.tenantId), eq(logbooks.homeownerId, scope.homeownerId)))
    .orderBy(desc(logbooks.id))
    .limit(20);
}

/** For whom a logbook is to be made; undefined when it was made, or its owner has moved out or was erased. */
export async function findLogbookToMake(tx: Tx, scope: TenantScope, id: string) {
  const [row] = await tx
    .select({
      houseId: houses.id,
      developmentId: houses.developmentId,
      houseType: houses.houseType,
      homeownerId: homeowners.id,
    })
    .from(logbooks)
    .innerJoin(houses, and(eq(houses.tenantId, logbooks.tenantId), eq(houses.id, logbooks.houseId)))
    .innerJoin(
      homeowners,
      and(
        eq(homeowners.tenantId, logbooks.tenantId),
        eq(homeowners.id, logbooks.homeownerId),
        isNull(homeowners.endedAt),
      ),
    )
    .where(and(eq(logbooks.tenantId, scope.tenantId), eq(logbooks.id, id), isNull(logbooks.readyAt)))
    .limit(1);
  return row;
}

/** Notes how a logbook came out; false when its owner was erased meanwhile. */
export async function finishLogbook(
  tx: Tx,
  scope: TenantScope,
  id: string,
  outcome: { sha256: string; sizeBytes: number } | { reason: string },
): Promise<boolean> {
  const change = 'reason' in outcome ? outcome : { ...outcome, reason: null, readyAt: sql`now()` };
  const { rowCount } = await tx
    .update(logbooks)
    .set(change)
    .where(and(eq(logbooks.tenantId, scope.tenantId), eq(logbooks.id, id)));
  return rowCount === 1;
}

/** Logbooks that are a week old, at most 100. */
export function listOldLogbooks(tx: Tx, _scope: PlatformScope) {
  return tx
    .select({ tenantId: logbooks.tenantId, id: logbooks.id })
    .from(logbooks)
    .where(lt(logbooks.createdAt, sql`now() - interval '7 days'`))
    .orderBy(logbooks.createdAt)
    .limit(100);
}

export async function deleteLogbook(tx: Tx, _scope: PlatformScope, one: { tenantId: string; id: string }) {
  await tx.delete(logbooks).where(and(eq(logbooks.tenantId, one.tenantId), eq(logbooks.id, one.id)));
}
