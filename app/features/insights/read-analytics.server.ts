import {
  countHouses,
  hasDevelopment,
  readAnalyticsVersion,
  selectFiguresByDay,
  type AnalyticsRange,
  type DayFigures,
} from '#db/queries/insights/analytics.ts';
import { withScope, type TenantScope, type Tx } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { createVersionedCache } from './cache-by-version.ts';
import { addDays } from './schema.ts';

/*
 * Cache-first (B3). A cached value counts while the tenant's version stands, which is read from the database: today's
 * date, the last roll-up and the latest row of each source, a handful of index look-ups. So a question, a rating, a
 * scan, a claim or a roll-up is seen at once, by every instance of the application, without any message between them;
 * each keeps a cache of its own. The version is read in the transaction that makes the value, before it: a value may be
 * newer than its version, never older. What the version does not see (an erased owner, a row that was committed after a
 * later one, a new house) shows within a minute.
 */
const cache = createVersionedCache();

export type AnalyticsDay = {
  day: string;
  questions: number;
  /** With a source; not in the documents; a greeting's reply; broken off by the reader; by a fault. */
  answered: number;
  /** Of the answered: told as doubtful. */
  doubtful: number;
  refused: number;
  courtesies: number;
  stopped: number;
  failed: number;
  feedback: { up: number; down: number };
  /** Questions passed on to the builder. */
  passed_on: number;
  active_houses: number;
  /** Owners who opened the app: at least so many, since only the last day of each is kept. */
  owners_seen: number;
  houses_claimed: number;
  /** Of complete answers, milliseconds; null without one, or when more than one development answered. */
  latency_ms: { median: number; p95: number } | null;
  /** By result; null where the scans were deleted before the day was counted. */
  scans: { ok: number; claimed: number; revoked: number } | null;
};

export type Analytics = {
  from: string;
  to: string;
  time_zone: 'Europe/Dublin';
  development_id: string | null;
  days: AnalyticsDay[];
  houses: { total: number; claimed: number; active: number };
};

/**
 * Every day from `from` to `to`, ISO dates in Europe/Dublin, with the tenant's or one development's figures. Throws
 * AppError 404 for a development that is not the tenant's.
 */
export function readAnalytics(scope: TenantScope, range: AnalyticsRange): Promise<Analytics> {
  return withScope(
    scope,
    async (tx) => {
      const { from, to, developmentId } = range;
      const version = await readAnalyticsVersion(tx, scope);
      return cache.get([scope.tenantId, developmentId ?? '', from, to].join('/'), version, async () => {
        if (developmentId && !(await hasDevelopment(tx, scope, developmentId)))
          throw new AppError(
            'not-found',
            'There is no such development of yours. Leave development_id away to see all of them.',
          );
        const days = await readDays(tx, scope, range);
        return {
          from,
          to,
          time_zone: 'Europe/Dublin',
          development_id: developmentId ?? null,
          days,
          houses: await countHouses(tx, scope, range),
        };
      });
    },
    { readOnly: true },
  );
}

/** The figures of each of the days, from the database, in a transaction of its caller's. */
export async function readDays(tx: Tx, scope: TenantScope, range: AnalyticsRange): Promise<AnalyticsDay[]> {
  const known = new Map((await selectFiguresByDay(tx, scope, range)).map((row) => [row.day, row]));
  const days: AnalyticsDay[] = [];
  for (let day = range.from; day <= range.to; day = addDays(day, 1)) days.push(describeDay(day, known.get(day)));
  return days;
}

/** A day without a row is one on which nothing happened. */
function describeDay(day: string, row: DayFigures | undefined): AnalyticsDay {
  const count = (
    name:
      | 'questions'
      | 'answered'
      | 'doubtful'
      | 'ownersSeen'
      | 'refused'
      | 'courtesies'
      | 'stopped'
      | 'failed'
      | 'feedbackUp'
      | 'feedbackDown'
      | 'passedOn'
      | 'activeHouses'
      | 'housesClaimed',
  ) => row?.[name] ?? 0;
  const {
    latencyMedianMs: median = null,
    latencyP95Ms: p95 = null,
    scansOk = 0,
    scansClaimed = 0,
    scansRevoked = 0,
  } = row ?? {};
  return {
    day,
    questions: count('questions'),
    answered: count('answered'),
    doubtful: count('doubtful'),
    refused: count('refused'),
    courtesies: count('courtesies'),
    stopped: count('stopped'),
    failed: count('failed'),
    feedback: { up: count('feedbackUp'), down: count('feedbackDown') },
    passed_on: count('passedOn'),
    active_houses: count('activeHouses'),
    owners_seen: count('ownersSeen'),
    houses_claimed: count('housesClaimed'),
    latency_ms: median === null || p95 === null ? null : { median, p95 },
    scans:
      scansOk === null || scansClaimed === null || scansRevoked === null
        ? null
        : { ok: scansOk, claimed: scansClaimed, revoked: scansRevoked },
  };
}
