import {
  selectDaysOf,
  selectTenantFigures,
  type Days,
  type PlatformDayRow,
  type PlatformFigures,
  type TenantFiguresRow,
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
