import { z } from 'zod';
import { listHomeowners as query, type OwnerSort } from '#db/queries/homes/homeowners.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { decodeCursor, takePage, type Page } from '#app/platform/http.ts';
import { readSort } from '#app/platform/sort-by.ts';
import type { homeownerQuerySchema } from './schema.ts';

export type HomeownerItem = {
  id: string;
  full_name: string;
  email: string | null;
  house: { id: string; label: string; house_type: string };
  development: { id: string; name: string };
  claimed_at: string | null;
  /** The last day on which they opened the app, in Dublin. */
  last_seen_on: string | null;
  invited_at: string | null;
  moved_out_at: string | null;
};

/** How a place in each order is written: the name, the claim, the day. */
const PLACES: Record<OwnerSort, RegExp> = {
  name: /^[^\0]{0,500}$/,
  claimed: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?$/,
  seen: /^\d{4}-\d\d-\d\d$/,
};
/** A moment or a day that the calendar has: what only looks like one is no place. */
const isPlace = (sort: OwnerSort) => (place: string) =>
  PLACES[sort].test(place) &&
  (sort === 'name' || !Number.isNaN(Date.parse(`${place.replace(' ', 'T')}Z`.replace(/^(.{10})Z$/, '$1'))));
const position = (sort: OwnerSort) => z.tuple([z.string().max(500).refine(isPlace(sort)), z.uuid()]);

/**
 * One page of the owners of the tenant's houses (B1, G2): those of today, or with `status=moved-out` those of before.
 * Throws AppError 422 for a cursor of another list.
 */
export async function listHomeowners(
  scope: TenantScope,
  filter: z.output<typeof homeownerQuerySchema> & { limit: number },
): Promise<Page<HomeownerItem>> {
  const { sort, descending } = readSort(filter.sort);
  const [order, id] = decodeCursor(filter.cursor, position(sort)) ?? [];
  const rows = await withScope(
    scope,
    (tx) =>
      query(tx, scope, {
        limit: filter.limit + 1,
        sort,
        descending,
        ...(order !== undefined && id ? { after: { order, id } } : {}),
        ...(filter.q ? { q: filter.q } : {}),
        ...(filter.status ? { status: filter.status } : {}),
        ...(filter.house_type ? { houseType: filter.house_type } : {}),
        ...(filter.development_id ? { developmentId: filter.development_id } : {}),
      }),
    { readOnly: true },
  );
  return takePage(rows, filter.limit, describeOwner, (row) => [row.order, row.id]);
}

function describeOwner(row: Awaited<ReturnType<typeof query>>[number]): HomeownerItem {
  return {
    id: row.id,
    full_name: row.fullName,
    email: row.email,
    house: { id: row.houseId, label: row.label, house_type: row.houseType },
    development: { id: row.developmentId, name: row.developmentName },
    claimed_at: row.claimedAt?.toISOString() ?? null,
    last_seen_on: row.lastSeenOn,
    invited_at: row.invitedAt === null ? null : new Date(row.invitedAt).toISOString(),
    moved_out_at: row.endedAt?.toISOString() ?? null,
  };
}
