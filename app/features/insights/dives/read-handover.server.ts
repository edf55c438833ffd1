import {
  countHandovers,
  selectHandoversByDay,
  selectHousesByDevelopment,
} from '#db/queries/insights/by-development.ts';
import type { TenantScope, Tx } from '#db/scope.ts';
import { takePage } from '#app/platform/http.ts';
import { readDays } from '../read-analytics.server.ts';
import { added, byDay, sumOf, type Period } from './days.ts';
import { developmentPage, developmentPosition } from './development-page.ts';
import type { Dives } from './dive.ts';
import type { DiveQuery } from './schema.ts';

/** Which houses were handed over and moved into, and how far their papers are (G4). */
export async function readHandover(tx: Tx, scope: TenantScope, query: DiveQuery, before: Period) {
  const now = await readDays(tx, scope, query);
  const earlier = await readDays(tx, scope, before);
  const handed = await selectHandoversByDay(tx, scope, query);
  const handedBefore = await selectHandoversByDay(tx, scope, before);
  const counts = await countHandovers(tx, scope, query.developmentId);
  const rows = await selectHousesByDevelopment(tx, scope, query, developmentPage(query));
  const days = now.map(({ day }) => day);
  return {
    figures: {
      handed_over: {
        value: sumOf(handed.map(({ houses }) => houses)),
        before: sumOf(handedBefore.map(({ houses }) => houses)),
      },
      houses_claimed: added(now, earlier, (day) => day.houses_claimed),
      houses: { value: counts.houses, before: null },
      handed_over_ever: { value: counts.handedOver, before: null },
      papers_complete: { value: counts.papersComplete, before: null },
      papers_confirmed: { value: counts.papersConfirmed, before: null },
    },
    days,
    series: {
      handed_over: byDay(days, handed, ({ houses }) => houses),
      houses_claimed: now.map((day) => day.houses_claimed),
    },
    parts: {},
    ...takePage(
      rows,
      query.limit,
      (row): Dives['handover']['items'][number] => ({
        id: row.id,
        name: row.name,
        houses: row.houses,
        handed_over: row.handedOver,
        handed_over_now: row.handedOverNow,
        claimed: row.claimed,
        papers_complete: row.papersComplete,
        papers_confirmed: row.papersConfirmed,
      }),
      developmentPosition,
    ),
  };
}
