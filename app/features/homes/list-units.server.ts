import { z } from 'zod';
import { listUnits as query, type UnitFilter } from '#db/queries/homes/units.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { decodeCursor, takePage, type Page } from '#app/platform/http.ts';
import { readSort } from '#app/platform/sort-by.ts';
import type { unitQuerySchema } from './schema.ts';

export type UnitItem = {
  id: string;
  development: { id: string; name: string };
  label: string;
  house_type: string;
  address: string;
  /** Its owner has accepted it. */
  claimed: boolean;
  owner_name: string | null;
  /** The last day on which its owner opened the app, in Dublin. */
  last_seen_on: string | null;
  latitude: number | null;
  longitude: number | null;
  /** rooftop, interpolated, street, area or house. */
  precision: string | null;
  /** seed, google, nominatim or staff. */
  source: string | null;
};

type UnitRow = Awaited<ReturnType<typeof query>>[number];

const text = z
  .string()
  .max(500)
  .regex(/^[^\0]*$/);
/** The place of the last house of the page before, in the order asked for: its type there, its label, its id. */
const POSITIONS = { house: z.tuple([text, z.uuid()]), type: z.tuple([text, text, z.uuid()]) };

function placeIn(cursor: string | undefined, sort: 'house' | 'type'): UnitFilter['after'] {
  if (sort === 'type') {
    const [type, order, id] = decodeCursor(cursor, POSITIONS.type) ?? [];
    return type !== undefined && order !== undefined && id ? { type, order, id } : undefined;
  }
  const [order, id] = decodeCursor(cursor, POSITIONS.house) ?? [];
  return order !== undefined && id ? { order, id } : undefined;
}

/**
 * One page of the tenant's houses, by street and number or by type. Throws AppError 422 for a cursor of another
 * list.
 */
export async function listUnits(
  scope: TenantScope,
  filter: z.output<typeof unitQuerySchema> & { limit: number },
): Promise<Page<UnitItem>> {
  const { cursor, limit, q, status, code, sort: wish, house_type: houseType, development_id: developmentId } = filter;
  const { sort, descending } = readSort(wish);
  const wanted: UnitFilter = {
    limit: limit + 1,
    sort,
    descending,
    ...(q ? { q } : {}),
    ...(status ? { status } : {}),
    ...(code ? { code } : {}),
    ...(houseType ? { houseType } : {}),
    ...(developmentId ? { developmentId } : {}),
  };
  const after = placeIn(cursor, sort);
  const rows = await withScope(scope, (tx) => query(tx, scope, { ...wanted, ...(after ? { after } : {}) }), {
    readOnly: true,
  });
  return takePage(rows, limit, describeUnit, (row) =>
    sort === 'type' ? [row.houseType, row.order, row.id] : [row.order, row.id],
  );
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
    ownerName,
    lastSeenOn,
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
    owner_name: ownerName,
    last_seen_on: lastSeenOn,
    latitude,
    longitude,
    precision,
    source,
  };
}
