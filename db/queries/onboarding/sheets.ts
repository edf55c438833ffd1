import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import { homeowners, houses } from '../../schema/homes.ts';
import { developments, tenants } from '../../schema/tenancy.ts';
import type { TenantScope, Tx } from '../../scope.ts';

/** Until its papers are complete (G10), where its development wants that; never once its owner has claimed it. */
const isHeld = sql<boolean>`${developments.holdsCodes} and not ${houses.papersComplete}
  and ${homeowners.claimedAt} is null`;

/** In a development that takes no new owners (H2); never once its owner has claimed it. */
const isClosed = sql<boolean>`${developments.closedAt} is not null and ${homeowners.claimedAt} is null`;

/** Of these houses: those whose codes are held, or open nothing since their development is closed, at most 500. */
export async function listHeldHouses(
  tx: Tx,
  scope: TenantScope,
  houseIds: readonly string[],
): Promise<{ id: string; label: string; closed: boolean }[]> {
  if (houseIds.length === 0) return [];
  return tx
    .select({ id: houses.id, label: houses.label, closed: isClosed })
    .from(houses)
    .innerJoin(developments, and(eq(developments.tenantId, houses.tenantId), eq(developments.id, houses.developmentId)))
    .leftJoin(
      homeowners,
      and(eq(homeowners.tenantId, houses.tenantId), eq(homeowners.houseId, houses.id), isNull(homeowners.endedAt)),
    )
    .where(and(eq(houses.tenantId, scope.tenantId), inArray(houses.id, [...houseIds]), or(isHeld, isClosed)))
    .limit(500);
}

/** Houses to print codes for, by street and number, at most `limit`: those named, or all of a development or a type. */
export function listHousesToPrint(
  tx: Tx,
  scope: TenantScope,
  wanted: { houseIds?: readonly string[]; developmentId?: string; houseType?: string; limit: number },
) {
  return tx
    .select({
      id: houses.id,
      label: houses.label,
      houseType: houses.houseType,
      developmentName: developments.name,
      builder: tenants.name,
      brand: tenants.brand,
      purchaser: homeowners.fullName,
      held: isHeld,
      closed: isClosed,
    })
    .from(houses)
    .innerJoin(developments, and(eq(developments.tenantId, houses.tenantId), eq(developments.id, houses.developmentId)))
    .innerJoin(tenants, eq(tenants.id, houses.tenantId))
    .leftJoin(
      homeowners,
      and(eq(homeowners.tenantId, houses.tenantId), eq(homeowners.houseId, houses.id), isNull(homeowners.endedAt)),
    )
    .where(
      and(
        eq(houses.tenantId, scope.tenantId),
        wanted.houseIds ? inArray(houses.id, [...wanted.houseIds]) : undefined,
        wanted.developmentId ? eq(houses.developmentId, wanted.developmentId) : undefined,
        wanted.houseType ? eq(houses.houseType, wanted.houseType) : undefined,
      ),
    )
    .orderBy(asc(houses.labelOrder), asc(houses.id))
    .limit(wanted.limit);
}
