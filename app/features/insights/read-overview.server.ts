import { withScope, type TenantScope } from '#db/scope.ts';
import { comparePeriods, type Measures } from './compare-periods.ts';
import { readAnalytics, type AnalyticsDay } from './read-analytics.server.ts';
import type { OverviewRange } from './periods.ts';
import { addDays, daysBetween } from './schema.ts';
import { summariseAnalytics, type AnalyticsOverview } from './summarise-analytics.ts';

export type Overview = {
  range: OverviewRange & { length: number };
  overview: AnalyticsOverview;
  measures: Measures;
  days: AnalyticsDay[];
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
      return {
        range: { ...range, length },
        overview,
        measures: comparePeriods(overview, summariseAnalytics(before), now.days),
        days: now.days,
      };
    },
    { readOnly: true },
  );
}
