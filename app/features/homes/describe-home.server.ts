import { AppError } from '#app/platform/errors.ts';
import { readHome } from '#db/queries/homes/houses.ts';
import { withScope, type HouseScope } from '#db/scope.ts';

export type Home = {
  house: { id: string; label: string; address: string; eircode: string | null; houseType: string };
  /** `emergencyPhone`: answered day and night; empty when there is none. */
  development: { id: string; name: string; asksSurname: boolean; emergencyPhone: string };
  tenant: { slug: string; name: string; brand: { accent: string }; supportEmail: string; supportPhone: string };
  purchaser: { fullName: string };
  claimed: boolean;
};

/**
 * The house of a homeowner's scope with its development, its builder's brand and its owner's name. Throws AppError 404.
 */
export async function describeHome(scope: HouseScope): Promise<Home> {
  const row = await withScope(scope, (tx) => readHome(tx, scope), { readOnly: true });
  if (!row) throw new AppError('not-found', 'This house is no longer here. Ask your builder.');
  return {
    house: { id: row.houseId, label: row.label, address: row.address, eircode: row.eircode, houseType: row.houseType },
    development: {
      id: row.developmentId,
      name: row.developmentName,
      asksSurname: row.asksSurname,
      emergencyPhone: row.emergencyPhone,
    },
    tenant: {
      slug: row.tenantSlug,
      name: row.tenantName,
      brand: row.brand,
      supportEmail: row.supportEmail,
      supportPhone: row.supportPhone,
    },
    purchaser: { fullName: row.fullName },
    claimed: row.claimedAt !== null,
  };
}
