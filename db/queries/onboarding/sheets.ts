import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { homeowners, houses } from '../../schema/homes.ts';
import { developments, tenants } from '../../schema/tenancy.ts';
import type { TenantScope, Tx } from '../../scope.ts';

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
