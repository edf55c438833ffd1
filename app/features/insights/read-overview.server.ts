import { withScope, type TenantScope } from '#db/scope.ts';
import { readDive } from './dives/read-dive.server.ts';
import { comparePeriods, type Measures } from './compare-periods.ts';
import { readAnalytics, type AnalyticsDay } from './read-analytics.server.ts';
import type { OverviewRange } from './periods.ts';
import { addDays, daysBetween } from './schema.ts';
import { summariseAnalytics, type AnalyticsOverview } from './summarise-analytics.ts';

/** Developments whose readiness the overview shows. */
const READY = 6;

export type Overview = {
  range: OverviewRange & { length: number };
  overview: AnalyticsOverview;
  measures: Measures;
  days: AnalyticsDay[];
  /** The first developments by name, with their houses and those whose papers are complete (G10). */
  readiness: { developments: { id: string; name: string; houses: number; complete: number }[]; more: boolean };
};

/** The builder's figures of some days beside those of as many days before (G1), from the cache where it holds (B3). */
export function readOverview(scope: TenantScope, range: OverviewRange): Promise<Overview> {
  const length = daysBetween(range.from, range.to) + 1;
  return withScope(
    scope,
    async () => {
      const now = await readAnalytics(scope, { from: range.from, to: range.to });
      const before = await readAnalytics(scope, { from: addDays(range.from, -length), to: addDays(range.from, -1) });
      const overview = summariseAnalytics(now);
      const handover = await readDive(scope, 'handover', { ...range, show: 'all', limit: READY });
      return {
        range: { ...range, length },
        overview,
        measures: comparePeriods(overview, summariseAnalytics(before), now.days),
        days: now.days,
        readiness: {
          developments: handover.items.map(({ id, name, houses, papers_complete: complete }) => ({
            id,
            name,
            houses,
            complete,
          })),
          more: handover.next_cursor !== null,
        },
      };
    },
    { readOnly: true },
  );
}
