import { countHouses } from '#db/queries/insights/analytics.ts';
import { selectFiguresByDevelopment, selectHousesByDevelopment } from '#db/queries/insights/by-development.ts';
import type { TenantScope, Tx } from '#db/scope.ts';
import { takePage } from '#app/platform/http.ts';
import { readDays, type AnalyticsDay } from '../read-analytics.server.ts';
import { added, sumOf, type Period } from './days.ts';
import { developmentPage, developmentPosition } from './development-page.ts';
import type { Dives } from './dive.ts';
import type { DiveQuery } from './schema.ts';

/** Who has moved in, who asks, and who was there on which day (G4). */
export async function readOwners(tx: Tx, scope: TenantScope, query: DiveQuery, before: Period) {
  const now = await readDays(tx, scope, query);
  const earlier = await readDays(tx, scope, before);
  const houses = await countHouses(tx, scope, query);
  const housesBefore = await countHouses(tx, scope, before);
  const page = developmentPage(query);
  const figures = await selectFiguresByDevelopment(tx, scope, query, page);
  const rows = await selectHousesByDevelopment(tx, scope, query, page);
  const of = new Map(figures.map((row) => [row.id, row]));
  return {
    figures: {
      houses_claimed: added(now, earlier, (day) => day.houses_claimed),
      houses: { value: houses.total, before: null },
      claimed: { value: houses.claimed, before: null },
      active_houses: { value: houses.active, before: housesBefore.active },
      owners_seen: added(now, earlier, (day) => day.owners_seen),
      scans: { value: scansOn(now), before: scansOn(earlier) },
    },
    days: now.map(({ day }) => day),
    series: {
      houses_claimed: now.map((day) => day.houses_claimed),
      active_houses: now.map((day) => day.active_houses),
      owners_seen: now.map((day) => day.owners_seen),
      scans: now.map((day) => scansOn([day]) ?? 0),
    },
    parts: {},
    ...takePage(
      rows,
      query.limit,
      (row): Dives['owners']['items'][number] => ({
        id: row.id,
        name: row.name,
        houses: row.houses,
        claimed: row.claimed,
        houses_claimed: of.get(row.id)?.housesClaimed ?? 0,
        questions: of.get(row.id)?.questions ?? 0,
        last_seen_on: row.lastSeenOn,
      }),
      developmentPosition,
    ),
  };
}

/** Null where the scans of no day are known any more. */
function scansOn(days: readonly AnalyticsDay[]): number | null {
  const known = days.flatMap(({ scans }) => scans ?? []);
  return known.length === 0 ? null : sumOf(known.map(({ ok, claimed, revoked }) => ok + claimed + revoked));
}
