import { selectFirings } from '#db/queries/operations/alerts.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import type { LoadRange } from '../load/ranges.ts';
import { alertRule } from './alert-rules.ts';
import { describeFiring, type FiringItem } from './describe-firing.ts';
import { readAlerts, type AlertView } from './read-alerts.server.ts';
import { readRuleSeries, type RuleSeries } from './read-rule-series.server.ts';

const LATEST = 10;

export type RuleView = { alert: AlertView; series: RuleSeries | null; latest: FiringItem[] };

/** One rule: how it is now, its metric as far as it is stored, and when it fired last (D9). Throws AppError 404. */
export async function readRule(scope: PlatformScope, name: string | undefined, range: LoadRange): Promise<RuleView> {
  const rule = alertRule(name ?? '');
  const noSuch = () => new AppError('not-found', 'There is no such rule on this server. Choose one of the list.');
  if (!rule) throw noSuch();
  return withScope(
    scope,
    async (tx) => {
      const { alerts } = await readAlerts(scope);
      const alert = alerts.find((one) => one.name === rule.name);
      if (!alert) throw noSuch();
      const series = await readRuleSeries(scope, rule.signal, range);
      const latest = await selectFirings(tx, { limit: LATEST, rule: rule.name });
      return { alert, series, latest: latest.map(describeFiring) };
    },
    { readOnly: true },
  );
}
