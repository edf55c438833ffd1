import type { CsvCell } from '#app/platform/csv/write-csv.ts';
import { listUnitsToExport, type UnitFilter } from '#db/queries/homes/units.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { readSort } from '#app/platform/sort-by.ts';
import type { unitQuerySchema } from './schema.ts';
import type { z } from 'zod';

/** Houses of one query. */
const BATCH = 1_000;

/** The headings are those that an import reads (G2); the last two are the app's own, and an import reads past them. */
export const UNIT_HEADINGS = [
  'Development',
  'House',
  'Address',
  'Eircode',
  'House type',
  'Purchaser',
  'Purchaser e-mail',
  'Latitude',
  'Longitude',
  'Moved in',
  'Last seen',
];

/** The houses that fit, in the order of the list, a thousand at a time: never more is held. */
export async function* exportUnits(
  scope: TenantScope,
  {
    q,
    status,
    code,
    sort: wish,
    house_type: houseType,
    development_id: developmentId,
  }: z.output<typeof unitQuerySchema>,
): AsyncGenerator<CsvCell[][]> {
  const { sort, descending } = readSort(wish);
  const wanted: UnitFilter = {
    limit: BATCH,
    sort,
    descending,
    ...(q ? { q } : {}),
    ...(status ? { status } : {}),
    ...(code ? { code } : {}),
    ...(houseType ? { houseType } : {}),
    ...(developmentId ? { developmentId } : {}),
  };
  let after: UnitFilter['after'];
  for (;;) {
    const filter = { ...wanted, ...(after ? { after } : {}) };
    const rows = await withScope(scope, (tx) => listUnitsToExport(tx, scope, filter), { readOnly: true });
    yield rows.map((row) => [
      row.developmentName,
      row.label,
      row.address,
      row.eircode,
      row.houseType,
      row.ownerName,
      row.ownerEmail,
      row.latitude,
      row.longitude,
      row.claimedAt === null ? 'No' : 'Yes',
      row.lastSeenOn,
    ]);
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = { type: last.houseType, order: last.order, id: last.id };
  }
}
