import { and, eq, isNull } from 'drizzle-orm';
import { homeowners, houses } from '../../schema/homes.ts';
import { developments, tenants } from '../../schema/tenancy.ts';
import type { HouseScope, Tx } from '../../scope.ts';

/** The house of a scope with what its pages show. */
export async function readHome(tx: Tx, scope: HouseScope) {
  const [row] = await tx
    .select({
      houseId: houses.id,
      label: houses.label,
      address: houses.address,
      eircode: houses.eircode,
      houseType: houses.houseType,
      developmentId: developments.id,
      developmentName: developments.name,
      asksSurname: developments.asksSurname,
      emergencyPhone: developments.emergencyPhone,
      tenantSlug: tenants.slug,
      tenantName: tenants.name,
      brand: tenants.brand,
      supportEmail: tenants.supportEmail,
      supportPhone: tenants.supportPhone,
      fullName: homeowners.fullName,
      claimedAt: homeowners.claimedAt,
    })
    .from(houses)
    .innerJoin(developments, and(eq(developments.tenantId, houses.tenantId), eq(developments.id, houses.developmentId)))
    .innerJoin(tenants, eq(tenants.id, houses.tenantId))
    .innerJoin(
      homeowners,
      and(eq(homeowners.tenantId, houses.tenantId), eq(homeowners.houseId, houses.id), isNull(homeowners.endedAt)),
    )
    .where(and(eq(houses.tenantId, scope.tenantId), eq(houses.id, scope.houseId)))
    .limit(1);
  return row;
}
