import { sumRoutesByMoment } from '#db/queries/operations/alerts.ts';
import { selectLoad, type LoadPoint } from '#db/queries/operations/load.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { CHAT_ROUTES, ONBOARDING_ROUTES } from '../load/counted-routes.ts';
import { quantileOf } from '../load/response-counts.ts';
import type { LoadRange } from '../load/ranges.ts';
import type { Signal } from './alert-rules.ts';

/** A rule's metric by minute or hour, in the rule's unit; null where nothing was measured. */
export type RuleSeries = { step: 'minute' | 'hour'; moments: { at: string; value: number | null }[] };

type OfPoints = (points: readonly LoadPoint[]) => number | null;
const highest =
  (of: (point: LoadPoint) => number | null): OfPoints =>
  (points) =>
    points.reduce<number | null>((most, point) => {
      const value = of(point);
      return value === null ? most : Math.max(most ?? value, value);
    }, null);
const total = (points: readonly LoadPoint[], of: (point: LoadPoint) => number) =>
  points.reduce((sum, point) => sum + of(point), 0);

/** What the samples that each process stores hold of a signal; of the others nothing is kept. */
const STORED: Partial<Record<Signal, OfPoints>> = {
  'event-loop-p99': highest(({ eventLoopMs }) => eventLoopMs / 1_000),
  memory: highest(({ rssBytes }) => rssBytes),
  'pool-waiting': highest(({ poolWaiting }) => poolWaiting),
  'oldest-job': highest(({ queueSeconds }) => queueSeconds),
  'disk-free': (points) => {
    const free = points.flatMap(({ diskFreeBytes }) => diskFreeBytes ?? []);
    return free.length > 0 ? Math.min(...free) : null;
  },
  'server-error-share': (points) => {
    const requests = total(points, (point) => point.requests);
    return requests === 0 ? null : total(points, (point) => point.errors) / requests;
  },
};

const LATENCIES: Partial<Record<Signal, ReadonlySet<string>>> = {
  'chat-p95': CHAT_ROUTES,
  'onboarding-p95': ONBOARDING_ROUTES,
};

const PLANS: Record<LoadRange, { step: RuleSeries['step']; points: number; stepMs: number }> = {
  hour: { step: 'minute', points: 60, stepMs: 60_000 },
  day: { step: 'hour', points: 24, stepMs: 3_600_000 },
  week: { step: 'hour', points: 168, stepMs: 3_600_000 },
};

/** A signal over the last hour, day or week, of all processes (D9); null where the stored samples do not hold it. */
export async function readRuleSeries(
  scope: PlatformScope,
  signal: Signal,
  range: LoadRange,
  now = Date.now(),
): Promise<RuleSeries | null> {
  const { step, points, stepMs } = PLANS[range];
  const first = now - (now % stepMs) - (points - 1) * stepMs;
  const values = await readValues(scope, signal, { span: step, from: new Date(first) });
  if (!values) return null;
  const moments = Array.from({ length: points }, (_, index) => {
    const at = first + index * stepMs;
    return { at: new Date(at).toISOString(), value: values.get(at) ?? null };
  });
  return { step, moments };
}

async function readValues(
  scope: PlatformScope,
  signal: Signal,
  span: { span: RuleSeries['step']; from: Date },
): Promise<Map<number, number | null> | undefined> {
  const ofPoints = STORED[signal];
  if (ofPoints) {
    const points = await withScope(scope, (tx) => selectLoad(tx, span), { readOnly: true });
    const byMoment = Map.groupBy(points, ({ at }) => at.getTime());
    return new Map([...byMoment].map(([at, own]) => [at, ofPoints(own)]));
  }
  const routes = LATENCIES[signal];
  if (!routes) return undefined;
  const sums = await withScope(scope, (tx) => sumRoutesByMoment(tx, { ...span, routes: [...routes] }), {
    readOnly: true,
  });
  const seconds = (ms: number | null) => (ms === null ? null : ms / 1_000);
  return new Map(sums.map(({ at, counts }) => [at.getTime(), seconds(quantileOf(counts, 0.95))]));
}
