import { selectSilences, selectStandingFirings } from '#db/queries/operations/alerts.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { describeFiring, describeSilence, type FiringItem, type SilenceItem } from './describe-firing.ts';
import { byWorst, judgedAlerts, type Alert } from './evaluate-alerts.server.ts';

export type AlertView = Alert & {
  /** What is stored of its standing, of all processes; null while nothing is. */
  firing: FiringItem | null;
  silence: SilenceItem | null;
};

export type AlertReport = { alerts: AlertView[]; evaluatedAt: string | null };

const MOST_SILENCES = 100;

/**
 * Every rule, the worst first (D9): what stands is what any process has stored, and beside it what this process sees
 * now.
 */
export async function readAlerts(scope: PlatformScope, now = Date.now()): Promise<AlertReport> {
  const { alerts, evaluatedAt } = judgedAlerts(now);
  const { firings, silences } = await readStored(scope);
  const views = alerts.map((alert): AlertView => {
    const firing = firings.find(({ rule }) => rule === alert.name) ?? null;
    const silence = silences.find(({ rule }) => rule === alert.name) ?? null;
    return firing
      ? { ...alert, state: firing.state, since: firing.since, firing, silence }
      : { ...alert, firing, silence };
  });
  return { alerts: byWorst(views), evaluatedAt };
}

const readStored = (scope: PlatformScope): Promise<{ firings: FiringItem[]; silences: SilenceItem[] }> =>
  withScope(
    scope,
    async (tx) => ({
      firings: (await selectStandingFirings(tx)).map(describeFiring),
      silences: (await selectSilences(tx, { limit: MOST_SILENCES, live: true })).map(describeSilence),
    }),
    { readOnly: true },
  );
