import {
  selectPlatformDays,
  selectTenantFigures,
  type Days,
  type PlatformDayRow,
  type PlatformFigures,
} from '#db/queries/operations/analytics.ts';
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
};

export type PlatformAnalytics = {
  from: string;
  to: string;
  time_zone: 'Europe/Dublin';
  days: (FiguresItem & { day: string })[];
  all: FiguresItem;
};

export type TenantFigures = FiguresItem & { id: string; name: string; slug: string; counted_at: string | null };

/*
 * Cache-first (B3): stored days change when a tenant's roll-up ends, some minutes after what it counts. All tenants'
 * sums are kept for a minute at most, so that a page that renews itself adds nothing to the database.
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
};

/** Each day from `from` to `to` over all tenants, and all of them together, as the roll-ups counted them (H3). */
export function readPlatformAnalytics(scope: PlatformScope, { from, to }: Days): Promise<PlatformAnalytics> {
  return cache.get(`${from}/${to}`, '', async () => {
    const rows = await withScope(scope, (tx) => selectPlatformDays(tx, { from, to }), { readOnly: true });
    const known = new Map(rows.map((row) => [row.day, row]));
    const days: PlatformAnalytics['days'] = [];
    for (let day = from; day <= to; day = addDays(day, 1))
      days.push({ day, ...describeFigures(known.get(day) ?? NOTHING) });
    return { from, to, time_zone: 'Europe/Dublin', days, all: describeFigures(rows.reduce(together, NOTHING)) };
  });
}

/** Tenants by name with their figures of the same days. Throws AppError 422 for a cursor of another list. */
export async function listTenantFigures(
  scope: PlatformScope,
  { from, to, limit, cursor }: Days & { limit: number; cursor?: string | undefined },
): Promise<Page<TenantFigures>> {
  const [name, id] = decodeCursor(cursor, NAME_POSITION) ?? [];
  const after = name !== undefined && id ? { name, id } : undefined;
  const query = { from, to, after, limit: limit + 1 };
  const rows = await withScope(scope, (tx) => selectTenantFigures(tx, query), { readOnly: true });
  return takePage(
    rows,
    limit,
    (row) => ({
      id: row.id,
      name: row.name,
      slug: row.slug,
      counted_at: row.finishedAt === null ? null : new Date(row.finishedAt).toISOString(),
      ...describeFigures(row),
    }),
    (row) => [row.name, row.id],
  );
}

/** Two days' figures as one. */
function together(one: PlatformFigures, other: PlatformDayRow): PlatformFigures {
  const sum = (name: Exclude<keyof PlatformFigures, 'modelCost' | 'slowestP95Ms'>) => one[name] + other[name];
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
  };
}

function describeFigures(row: PlatformFigures): FiguresItem {
  const { questions, answered, refused, courtesies, stopped, failed } = row;
  const judged = answered + refused;
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
  };
}
