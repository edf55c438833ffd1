import { and, eq, sql } from 'drizzle-orm';
import { houses } from '../../schema/homes.ts';
import { developments, houseTypes, tenants } from '../../schema/tenancy.ts';
import type { HouseScope, Tx } from '../../scope.ts';

/** What the product itself knows of a scope's house (F14); nothing of its people. */
export async function readHouseRecord(tx: Tx, scope: HouseScope) {
  const [row] = await tx
    .select({
      address: houses.address,
      eircode: houses.eircode,
      houseType: houses.houseType,
      typeName: houseTypes.name,
      typeDescription: houseTypes.description,
      bedrooms: houses.bedrooms,
      floorArea: houses.floorArea,
      latitude: sql<number>`coalesce(${houses.latitude}, ${developments.latitude})`,
      longitude: sql<number>`coalesce(${houses.longitude}, ${developments.longitude})`,
      developmentName: developments.name,
      developmentAddress: developments.address,
      tenantName: tenants.name,
      supportEmail: tenants.supportEmail,
      supportPhone: tenants.supportPhone,
      emergencyPhone: developments.emergencyPhone,
    })
    .from(houses)
    .innerJoin(developments, and(eq(developments.tenantId, houses.tenantId), eq(developments.id, houses.developmentId)))
    .innerJoin(tenants, eq(tenants.id, houses.tenantId))
    .innerJoin(
      houseTypes,
      and(
        eq(houseTypes.tenantId, houses.tenantId),
        eq(houseTypes.developmentId, houses.developmentId),
        eq(houseTypes.code, houses.houseType),
      ),
    )
    .where(and(eq(houses.tenantId, scope.tenantId), eq(houses.id, scope.houseId)))
    .limit(1);
  return row;
}
