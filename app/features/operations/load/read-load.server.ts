import { z } from 'zod';
import {
  measureStorage,
  selectLoad,
  sumRoutes,
  sumSlow,
  type LoadPoint,
  type LoadSpan,
} from '#db/queries/operations/load.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { decodeCursor, takePage, type Page } from '#app/platform/http.ts';
import { addCounts, quantileOf } from './response-counts.ts';
import type { LoadRange } from './ranges.ts';
import type { loadQuerySchema } from './schema.ts';

export type RouteLoad = {
  route: string;
  requests: number;
  errors: number;
  p50_ms: number | null;
  p95_ms: number | null;
  p99_ms: number | null;
};

/** All processes in a minute or an hour: sums, and of what is measured the highest. */
export type LoadMoment = {
  at: string;
  requests: number;
  errors: number;
  p50_ms: number | null;
  p95_ms: number | null;
  p99_ms: number | null;
  event_loop_ms: number;
  heap_bytes: number;
  rss_bytes: number;
  pool_waiting: number;
  queue_seconds: number | null;
};

export type ProcessLoad = {
  process: string;
  seen_at: string;
  requests: number;
  errors: number;
  event_loop_ms: number;
  heap_bytes: number;
  rss_bytes: number;
  pool_open: number;
  pool_waiting: number;
};

export type Load = Page<RouteLoad> & {
  range: LoadRange;
  from: string;
  step: 'minute' | 'hour';
  series: LoadMoment[];
  processes: ProcessLoad[];
  slow: { operation: string; what: string; count: number; total_ms: number; max_ms: number }[];
  storage: {
    database_bytes: number | null;
    disk_free_bytes: number | null;
    tables: { name: string; bytes: number }[];
  };
};

type Plan = { step: 'minute' | 'hour'; points: number; routes: LoadSpan; routeMs: number };
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PLANS: Record<LoadRange, Plan> = {
  hour: { step: 'minute', points: 60, routes: 'minute', routeMs: HOUR },
  day: { step: 'hour', points: 24, routes: 'hour', routeMs: DAY },
  // Routes of a week from whole days: today and the six before, UTC.
  week: { step: 'hour', points: 168, routes: 'day', routeMs: 7 * DAY },
};
const STEP_MS = { minute: 60_000, hour: HOUR };

/** What every process did in the last hour, day or week (H9). 422 for a foreign cursor. */
export async function readLoad(
  scope: PlatformScope,
  { range, limit, cursor, q, sort }: z.output<typeof loadQuerySchema>,
  now = Date.now(),
): Promise<Load> {
  const after = decodeCursor(cursor, z.tuple([z.literal('after'), z.string().max(200)]))?.[1];
  const plan = PLANS[range];
  const stepMs = STEP_MS[plan.step];
  const first = now - (now % stepMs) - (plan.points - 1) * stepMs;
  const routesFrom = new Date(now - plan.routeMs);
  const { points, routes, slow, storage } = await withScope(
    scope,
    async (tx) => ({
      points: await selectLoad(tx, { span: plan.step, from: new Date(first) }),
      routes: await sumRoutes(tx, { span: plan.routes, from: routesFrom }),
      slow: await sumSlow(tx, { span: plan.routes, from: routesFrom }),
      storage: await measureStorage(tx),
    }),
    { readOnly: true },
  );
  const moments = Array.from({ length: plan.points }, (_, index) => first + index * stepMs);
  const newest = points.at(-1);
  return {
    ...pageOfRoutes(routes.map(describeRoute), { limit, after, q, sort }),
    range,
    from: new Date(first).toISOString(),
    step: plan.step,
    series: moments.map((at) =>
      describeMoment(
        at,
        points.filter((point) => point.at.getTime() === at),
      ),
    ),
    processes: describeProcesses(points),
    slow,
    storage: {
      database_bytes: storage.bytes,
      disk_free_bytes: newest?.diskFreeBytes ?? null,
      tables: storage.tables,
    },
  };
}

const quantiles = (counts: readonly number[]) => ({
  p50_ms: quantileOf(counts, 0.5),
  p95_ms: quantileOf(counts, 0.95),
  p99_ms: quantileOf(counts, 0.99),
});

const describeRoute = ({ route, counts }: { route: string; counts: number[] }): RouteLoad => ({
  route,
  requests: counts[0] ?? 0,
  errors: counts[1] ?? 0,
  ...quantiles(counts),
});

const highest = (values: readonly number[]) => values.reduce((most, value) => Math.max(most, value), 0);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function describeMoment(at: number, points: readonly LoadPoint[]): LoadMoment {
  const queue = points.flatMap(({ queueSeconds }) => queueSeconds ?? []);
  return {
    at: new Date(at).toISOString(),
    requests: sum(points.map(({ requests }) => requests)),
    errors: sum(points.map(({ errors }) => errors)),
    ...quantiles(points.reduce<number[]>((all, point) => addCounts(all, point.all ?? []), [])),
    event_loop_ms: highest(points.map(({ eventLoopMs }) => eventLoopMs)),
    heap_bytes: highest(points.map(({ heapBytes }) => heapBytes)),
    rss_bytes: highest(points.map(({ rssBytes }) => rssBytes)),
    pool_waiting: highest(points.map(({ poolWaiting }) => poolWaiting)),
    queue_seconds: queue.length > 0 ? highest(queue) : null,
  };
}

/** Each process that was there, the one seen last first. */
function describeProcesses(points: readonly LoadPoint[]): ProcessLoad[] {
  const byName = Map.groupBy(points, ({ process }) => process);
  return [...byName]
    .map(([process, own]) => ({
      process,
      seen_at: new Date(highest(own.map(({ at }) => at.getTime()))).toISOString(),
      requests: sum(own.map(({ requests }) => requests)),
      errors: sum(own.map(({ errors }) => errors)),
      event_loop_ms: highest(own.map(({ eventLoopMs }) => eventLoopMs)),
      heap_bytes: highest(own.map(({ heapBytes }) => heapBytes)),
      rss_bytes: highest(own.map(({ rssBytes }) => rssBytes)),
      pool_open: highest(own.map(({ poolOpen }) => poolOpen)),
      pool_waiting: highest(own.map(({ poolWaiting }) => poolWaiting)),
    }))
    .toSorted((a, b) => (a.seen_at === b.seen_at ? 0 : a.seen_at < b.seen_at ? 1 : -1))
    .slice(0, 100);
}

type Asked = { limit: number; after: string | undefined; q: string | undefined; sort: string };

/** `after`: the route that the page before ended with, wherever it stands now; nothing follows one that is gone. */
function pageOfRoutes(routes: RouteLoad[], { limit, after, q, sort }: Asked): Page<RouteLoad> {
  const column = sort.replace(/^-/, '');
  const sign = sort.startsWith('-') ? -1 : 1;
  const valueOf = (route: RouteLoad) =>
    column === 'requests' || column === 'errors' ? route[column] : (route[`${column}_ms` as 'p50_ms'] ?? -1);
  const byName = (a: RouteLoad, b: RouteLoad) => (a.route < b.route ? -1 : 1);
  const sorted = routes
    .filter(({ route }) => !q || route.toLowerCase().includes(q.toLowerCase()))
    .toSorted((a, b) => (column === 'route' ? sign * byName(a, b) : sign * (valueOf(a) - valueOf(b)) || byName(a, b)));
  const found = sorted.findIndex(({ route }) => route === after);
  const begin = after === undefined ? 0 : found < 0 ? sorted.length : found + 1;
  return takePage(
    sorted.slice(begin, begin + limit + 1),
    limit,
    (route) => route,
    ({ route }) => ['after', route],
  );
}
