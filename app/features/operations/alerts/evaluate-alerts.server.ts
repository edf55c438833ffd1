import { databaseKind } from '#db/database-state.ts';
import { logger } from '#app/platform/logger.ts';
import { setAlertState } from '#app/platform/metrics.ts';
import type { Sample } from './alert-signals.ts';
import { ALERT_THRESHOLDS, type AlertThreshold } from './alert-rules.ts';
import { judgeAlert, type AlertState } from './judge-alerts.ts';
import type { FiringRecorder, StandingAlert } from './record-firings.server.ts';
import type { LoadRecorder } from '../load/record-load.server.ts';
import { createSampler } from '../load/take-sample.server.ts';
import { remember } from '#app/platform/remember.ts';

export type Alert = Omit<AlertThreshold, 'signal' | 'database'> & {
  state: AlertState;
  /** In the unit; null: too little happened to tell, or it cannot be read. */
  value: number | null;
  since: string;
};

const INTERVAL_MS = 15_000;
/** An hour: longer than any window. */
const KEPT = 240;
const GAUGE: Record<AlertState, number> = { ok: 0, warning: 1, critical: 2, unknown: Number.NaN };

type Watch = { samples: Sample[]; states: Map<string, { state: AlertState; since: number; value: number | null }> };

const shared = remember('alerts', (): { alerts?: Watch } => ({}));
const watch = (): Watch => (shared.alerts ??= { samples: [], states: new Map() });

/**
 * Looks at the process every 15 s from now on and judges each threshold (D9): for the admin's page, for the gauge
 * `alert_state`, and with a log line at every change. Whoever else wants the samples is `recorder`, who stores what
 * fires is `firings`. The timer keeps no process alive. `stop` waits for a look under way.
 */
export function watchAlerts(
  folders: readonly string[],
  recorder?: LoadRecorder,
  firings?: FiringRecorder,
): { stop(): Promise<void> } {
  shared.alerts = undefined;
  const sampler = createSampler(folders);
  let looking: Promise<void> | undefined;
  const look = () => {
    looking ??= sampler
      .take()
      .then(async (sample) => {
        takeIn(sample);
        await recorder?.note(sample);
        await firings?.note(standingAlerts(), sample.at);
      })
      .catch((error: unknown) => void logger.warn('the alerts could not be judged', { detail: String(error) }))
      .finally(() => {
        looking = undefined;
      });
  };
  look();
  const timer = setInterval(look, INTERVAL_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await looking;
      sampler.close();
      await recorder?.stop();
    },
  };
}

/** Adds a sample and judges every threshold anew. */
export function takeIn(sample: Sample): void {
  const { samples } = watch();
  samples.push(sample);
  if (samples.length > KEPT) samples.shift();
  for (const threshold of thresholds()) judge(threshold, sample.at);
}

/** What somebody has to look at, as it was judged last. */
export const standingAlerts = (): StandingAlert[] =>
  [...watch().states].flatMap(([rule, { state, since, value }]) =>
    state === 'warning' || state === 'critical' ? [{ rule, state, since, value }] : [],
  );

const thresholds = (): AlertThreshold[] =>
  ALERT_THRESHOLDS.filter((threshold) => threshold.database === undefined || threshold.database === databaseKind());

function judge(threshold: AlertThreshold, now: number): { state: AlertState; since: number; value: number | null } {
  const { samples, states } = watch();
  const { state, value } = judgeAlert(threshold, samples, now);
  const known = states.get(threshold.name);
  const next = { state, value, since: known?.state === state ? known.since : now };
  states.set(threshold.name, next);
  setAlertState(threshold.name, GAUGE[state]);
  if ((known?.state ?? 'ok') !== state && samples.length > 1)
    logger.log(state === 'critical' ? 'error' : state === 'ok' ? 'info' : 'warn', 'alert', {
      alert: threshold.name,
      state,
      before: known?.state ?? 'ok',
      value,
      warning: threshold.warning,
      critical: threshold.critical,
    });
  return next;
}

const ORDER: readonly AlertState[] = ['critical', 'warning', 'unknown', 'ok'];

/** The worst first; of those that are as bad, in the order of the rules. */
export const byWorst = <One extends { state: AlertState }>(alerts: readonly One[]): One[] =>
  alerts.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));

/** Every threshold with its state in this process now, the worst first. */
export function judgedAlerts(now = Date.now()): { alerts: Alert[]; evaluatedAt: string | null } {
  const alerts = thresholds().map((threshold): Alert => {
    const { state, value, since } = judge(threshold, now);
    const { signal: _signal, database: _database, ...told } = threshold;
    return { ...told, state, value, since: new Date(since).toISOString() };
  });
  const newest = watch().samples.at(-1);
  return { alerts: byWorst(alerts), evaluatedAt: newest ? new Date(newest.at).toISOString() : null };
}
