import { createHash } from 'node:crypto';
import {
  listHouseTypes,
  readDevelopment,
  type DevelopmentDetails,
  type HouseType,
} from '#db/queries/tenancy/development-details.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { requireId } from '#app/platform/require-id.ts';

export type Development = {
  id: string;
  tenant: { id: string; name: string; retired: boolean };
  slug: string;
  embedding_model: string;
  created_at: string;
  /** `seen` names the state that was read: who changes a former one is told. */
  details: { seen: string; name: string; address: string; latitude: string; longitude: string };
  types: (HouseType & { seen: string })[];
  /** Closed to new owners; null while it is open. */
  closed: { at: string; reason: string } | null;
};

export const noDevelopment = () =>
  new AppError('not-found', 'There is no development at this address. Choose one of the list of developments.');

/** A development as it is written down, with its house types (H2). Throws AppError 404. */
export async function describeDevelopment(scope: PlatformScope, given: string | undefined): Promise<Development> {
  const id = requireId(given, noDevelopment);
  return withScope(
    scope,
    async (tx) => {
      const row = await readDevelopment(tx, scope, id);
      if (!row) throw noDevelopment();
      const { tenantId, name, address, latitude, longitude, closedAt } = row;
      return {
        id,
        tenant: { id: tenantId, name: row.tenantName, retired: row.tenantRetiredAt !== null },
        slug: row.slug,
        embedding_model: row.embeddingModel,
        created_at: row.createdAt.toISOString(),
        details: {
          seen: stateOf(row),
          name,
          address,
          latitude: String(latitude),
          longitude: String(longitude),
        },
        types: (await listHouseTypes(tx, scope, { tenantId, developmentId: id })).map((type) => ({
          ...type,
          seen: stateOfType(type),
        })),
        closed: closedAt && { at: closedAt.toISOString(), reason: row.closedReason ?? '' },
      };
    },
    { readOnly: true },
  );
}

/** Names what is written down of a development. */
export const stateOf = ({ name, address, latitude, longitude }: DevelopmentDetails): string =>
  digest([name, address, latitude, longitude]);

/** Names what a house type is called. */
export const stateOfType = ({ name, description }: HouseType): string => digest([name, description]);

const digest = (parts: readonly unknown[]) => createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
