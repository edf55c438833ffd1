import {
  selectDaysOf,
  selectTenantFigures,
  type Days,
  type PlatformDayRow,
  type PlatformFigures,
  type TenantFiguresRow,
} from '#db/queries/operations/analytics.ts';
import { FIRST_TOKEN_BOUNDS, READY_BOUNDS } from '#db/schema/time-buckets.ts';
import { histogramQuantile } from '#app/platform/histogram-quantile.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { createVersionedCache } from '#app/features/insights/cache-by-version.ts';
import { addDays } from '#app/features/insights/schema.ts';
import { NAME_POSITION } from '#app/features/tenancy/name-position.ts';
import { decodeCursor, takePage, type Page } from '#app/platform/http.ts';

export type FiguresItem = {
  questions: number;
  /** With a source; not in the documents; a greeting's reply; broken off by the reader; by a fault. */
  answered: number;
  refused: number;
  courtesies: number;
  stopped: number;
  failed: number;
  /** Of answers that were to have a source, those that had one, 0–1; null without any. */
  answered_share: number | null;
  feedback: { up: number; down: number };
  passed_on: number;
  houses_claimed: number;
  model: { calls: number; tokens: number; cost_usd: number | null };
  /** The slowest development's day, milliseconds. */
  slowest_p95_ms: number | null;
  /** How long a model's first word took, in half and in 95 of 100 answers that one wrote; null without any. */
  first_token_ms: { p50: number; p95: number } | null;
  /** Files that were uploaded on these days, and how long half of those that were read took to be searched. */
  ingestion: { documents: number; pages: number; failed: number; ready_minutes: number | null };
};

export type TenantFigures = FiguresItem & { id: string; name: string; slug: string; counted_at: string | null };

export type PlatformAnalytics = Page<TenantFigures> & {
  from: string;
  to: string;
  time_zone: 'Europe/Dublin';
  /** Of the tenants on this page. */
  days: (FiguresItem & { day: string })[];
  all: FiguresItem;
};

/*
 * Cache-first (B3): stored days change when a tenant's roll-up ends, some minutes after what it counts. A page's sums
 * are kept for a minute at most, so that looking again adds nothing to the database.
 */
const cache = createVersionedCache({ maxEntries: 50 });

const NOTHING: PlatformFigures = {
  questions: 0,
  answered: 0,
  refused: 0,
  courtesies: 0,
  stopped: 0,
  failed: 0,
  feedbackUp: 0,
  feedbackDown: 0,
  passedOn: 0,
  housesClaimed: 0,
  modelCalls: 0,
  modelTokens: 0,
  modelCost: null,
  slowestP95Ms: null,
  firstTokens: [],
  readyTimes: [],
  documentsRead: 0,
  pagesRead: 0,
  documentsFailed: 0,
};

/**
 * Tenants by name with their figures from `from` to `to`, and those of the page together, by day and in all, as their
 * roll-ups counted them (H3). Throws AppError 422 for a cursor of another list.
 */
export function readPlatformAnalytics(
  scope: PlatformScope,
  { from, to, limit, cursor }: Days & { limit: number; cursor?: string | undefined },
): Promise<PlatformAnalytics> {
  const [name, id] = decodeCursor(cursor, NAME_POSITION) ?? [];
  const after = name !== undefined && id ? { name, id } : undefined;
  return cache.get([from, to, limit, cursor ?? ''].join('/'), '', () =>
    withScope(
      scope,
      async (tx) => {
        const rows = await selectTenantFigures(tx, { from, to, after, limit: limit + 1 });
        const tenantIds = rows.slice(0, limit).map((row) => row.id);
        const stored = await selectDaysOf(tx, { from, to, tenantIds });
        const known = new Map(stored.map((row) => [row.day, row]));
        const days: PlatformAnalytics['days'] = [];
        for (let day = from; day <= to; day = addDays(day, 1))
          days.push({ day, ...describeFigures(known.get(day) ?? NOTHING) });
        const page = takePage(rows, limit, describeTenant, (row) => [row.name, row.id]);
        const all = describeFigures(stored.reduce(together, NOTHING));
        return { ...page, from, to, time_zone: 'Europe/Dublin' as const, days, all };
      },
      { readOnly: true },
    ),
  );
}

const describeTenant = ({ id, name, slug, finishedAt, ...figures }: TenantFiguresRow): TenantFigures => ({
  id,
  name,
  slug,
  counted_at: finishedAt === null ? null : new Date(finishedAt).toISOString(),
  ...describeFigures(figures),
});

/** Two days' figures as one. */
function together(one: PlatformFigures, other: PlatformDayRow): PlatformFigures {
  type Apart = 'modelCost' | 'slowestP95Ms' | 'firstTokens' | 'readyTimes';
  const sum = (name: Exclude<keyof PlatformFigures, Apart>) => one[name] + other[name];
  const buckets = (name: 'firstTokens' | 'readyTimes') => other[name].map((count, at) => count + (one[name][at] ?? 0));
  const known = (a: number | null, b: number | null, both: (a: number, b: number) => number) =>
    a === null ? b : b === null ? a : both(a, b);
  return {
    questions: sum('questions'),
    answered: sum('answered'),
    refused: sum('refused'),
    courtesies: sum('courtesies'),
    stopped: sum('stopped'),
    failed: sum('failed'),
    feedbackUp: sum('feedbackUp'),
    feedbackDown: sum('feedbackDown'),
    passedOn: sum('passedOn'),
    housesClaimed: sum('housesClaimed'),
    modelCalls: sum('modelCalls'),
    modelTokens: sum('modelTokens'),
    modelCost: known(one.modelCost, other.modelCost, (a, b) => a + b),
    slowestP95Ms: known(one.slowestP95Ms, other.slowestP95Ms, Math.max),
    firstTokens: buckets('firstTokens'),
    readyTimes: buckets('readyTimes'),
    documentsRead: sum('documentsRead'),
    pagesRead: sum('pagesRead'),
    documentsFailed: sum('documentsFailed'),
  };
}

function describeFigures(row: PlatformFigures): FiguresItem {
  const { questions, answered, refused, courtesies, stopped, failed } = row;
  const judged = answered + refused;
  const firstTokens = histogramOf(row.firstTokens, FIRST_TOKEN_BOUNDS);
  const [p50, p95] = [histogramQuantile(firstTokens, 0.5), histogramQuantile(firstTokens, 0.95)];
  const ready = histogramQuantile(histogramOf(row.readyTimes, READY_BOUNDS), 0.5);
  return {
    questions,
    answered,
    refused,
    courtesies,
    stopped,
    failed,
    answered_share: judged === 0 ? null : answered / judged,
    feedback: { up: row.feedbackUp, down: row.feedbackDown },
    passed_on: row.passedOn,
    houses_claimed: row.housesClaimed,
    model: { calls: row.modelCalls, tokens: row.modelTokens, cost_usd: row.modelCost },
    slowest_p95_ms: row.slowestP95Ms,
    first_token_ms: p50 === null || p95 === null ? null : { p50: Math.round(p50), p95: Math.round(p95) },
    ingestion: {
      documents: row.documentsRead,
      pages: row.pagesRead,
      failed: row.documentsFailed,
      ready_minutes: ready === null ? null : Math.round(ready / 6) / 10,
    },
  };
}

/** Buckets as a histogram of cumulative counts. */
function histogramOf(counts: readonly number[], bounds: readonly number[]): Map<number, number> {
  let sum = 0;
  return new Map(counts.map((count, at) => [bounds[at] ?? Number.POSITIVE_INFINITY, (sum += count)]));
}
