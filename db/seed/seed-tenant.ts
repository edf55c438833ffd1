import { developments, houseTypes, tenants } from '../schema/tenancy.ts';
import { systemScope } from '../scope-makers.ts';
import { withScope } from '../scope.ts';
import { PILOT_DEVELOPMENT, PILOT_HOUSE_TYPES, PILOT_TENANT } from './longview/houses.ts';

/** The pilot's tenant, its development, searched with vectors of `embeddingModel`, and house types. */
export async function seedTenant(ids: {
  tenantId: string;
  developmentId: string;
  embeddingModel: string;
}): Promise<void> {
  await withScope(systemScope('seed'), async (tx) => {
    await tx
      .insert(tenants)
      .values({
        id: ids.tenantId,
        slug: PILOT_TENANT.slug,
        name: PILOT_TENANT.name,
        brand: { ...PILOT_TENANT.brand },
        supportEmail: PILOT_TENANT.supportEmail,
        supportPhone: PILOT_TENANT.supportPhone,
      })
      .onConflictDoNothing();
    await tx
      .insert(developments)
      .values({
        tenantId: ids.tenantId,
        id: ids.developmentId,
        slug: PILOT_DEVELOPMENT.slug,
        name: PILOT_DEVELOPMENT.name,
        address: PILOT_DEVELOPMENT.addressLines.join(', '),
        latitude: PILOT_DEVELOPMENT.latitude,
        longitude: PILOT_DEVELOPMENT.longitude,
        emergencyPhone: PILOT_TENANT.emergencyPhone,
        embeddingModel: ids.embeddingModel,
      })
      .onConflictDoNothing();
    await tx
      .insert(houseTypes)
      .values(
        PILOT_HOUSE_TYPES.map((type) => ({
          tenantId: ids.tenantId,
          developmentId: ids.developmentId,
          code: type.code,
          name: type.name,
          description: type.description,
        })),
      )
      .onConflictDoNothing();
  });
}
