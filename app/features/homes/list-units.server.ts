import { z } from 'zod';
import { listUnits as query, type UnitFilter } from '#db/queries/homes/units.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { decodeCursor, takePage, type Page } from '#app/platform/http.ts';
import type { unitQuerySchema } from './schema.ts';

export type UnitItem = {
  id: string;
  development: { id: string; name: string };
  label: string;
  house_type: string;
  address: string;
  /** Its owner has accepted it. */
  claimed: boolean;
  latitude: number | null;
  longitude: number | null;
  /** rooftop, interpolated, street, area or house. */
  precision: string | null;
  /** seed, google, nominatim or staff. */
  source: string | null;
};

type UnitRow = Awaited<ReturnType<typeof query>>[number];

/** The place of the last house of the page before in the order of labels, and its id. */
const POSITION = z.tuple([
  z
    .string()
    .max(500)
    .regex(/^[^\0]*$/),
  z.uuid(),
]);

/** One page of the tenant's houses, by street and number (B1, G2). Throws AppError 422 for a cursor of another list. */
export async function listUnits(
  scope: TenantScope,
  filter: z.output<typeof unitQuerySchema> & { limit: number },
): Promise<Page<UnitItem>> {
  const { cursor, limit, q, status, house_type: houseType, development_id: developmentId } = filter;
  const wanted: UnitFilter = {
    limit: limit + 1,
    ...(q ? { q } : {}),
    ...(status ? { status } : {}),
    ...(houseType ? { houseType } : {}),
    ...(developmentId ? { developmentId } : {}),
  };
  const [order, id] = decodeCursor(cursor, POSITION) ?? [];
  const after = order !== undefined && id ? { order, id } : undefined;
  const rows = await withScope(scope, (tx) => query(tx, scope, { ...wanted, ...(after ? { after } : {}) }), {
    readOnly: true,
  });
  return takePage(rows, limit, describeUnit, (row) => [row.order, row.id]);
}

/** A house as the API and the portal's pages show it. */
export function describeUnit(row: Omit<UnitRow, 'order'>): UnitItem {
  const {
    id,
    developmentId,
    developmentName,
    label,
    houseType,
    address,
    claimedAt,
    latitude,
    longitude,
    precision,
    source,
  } = row;
  return {
    id,
    development: { id: developmentId, name: developmentName },
    label,
    house_type: houseType,
    address,
    claimed: claimedAt !== null,
    latitude,
    longitude,
    precision,
    source,
  };
}
