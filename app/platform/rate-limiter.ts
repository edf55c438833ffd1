import {
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import { LRUCache } from 'lru-cache';
import { AppError, wholeSeconds } from './errors.ts';
import { overriddenPoints } from './limit-overrides.ts';
import { recordRateLimitHit } from './metrics.ts';
import { LIMITS, type LimitName } from './rate-limits.ts';
import { remember } from './remember.ts';
import { requestContext } from './request-context.ts';

/** What the shared counters need of PostgreSQL. */
export type SqlStore = {
  query(statement: { text: string; values?: unknown[] }): Promise<{ rows: unknown[]; rowCount: number | null }>;
};

const SCHEMA = 'rate_limits';
const TABLE = 'counters';

type Shared = {
  limiters?: Record<LimitName, RateLimiterAbstract>;
  /** Do instances count together? */
  together: boolean;
  /** `limit:key` of what this process counted lately, with when its window ends; a shared table knows by itself. */
  seen: LRUCache<string, { endsAt: number }>;
};

const shared = remember('limiters', (): Shared => ({
  together: false,
  seen: new LRUCache<string, { endsAt: number }>({ max: 5_000 }),
}));

function limiters(): Record<LimitName, RateLimiterAbstract> {
  return (shared.limiters ??= makeLimiters((name) => inMemory(name)));
}

function makeLimiters(make: (name: LimitName) => RateLimiterAbstract): Record<LimitName, RateLimiterAbstract> {
  return Object.fromEntries((Object.keys(LIMITS) as LimitName[]).map((name) => [name, make(name)])) as Record<
    LimitName,
    RateLimiterAbstract
  >;
}

function inMemory(name: LimitName): RateLimiterMemory {
  return new RateLimiterMemory({ keyPrefix: name, points: LIMITS[name].points, duration: LIMITS[name].duration });
}

/**
 * Counts in PostgreSQL from now on, so that several instances share their limits. Its table has a schema of its own
 * (the tables of `public` are under row-level security), comes with the migrations and is unlogged: a crash of the
 * database may forget counters. While the database fails, each process counts for itself. Call once at start with
 * DATABASE_URL.
 */
export function shareRateLimits(store: SqlStore): void {
  // Statements without a name work behind a transaction pooler too.
  const storeClient: SqlStore = { query: ({ text, values }) => store.query({ text, values }) };
  shared.together = true;
  shared.limiters = makeLimiters(
    (name) =>
      new RateLimiterPostgres({
        keyPrefix: name,
        points: LIMITS[name].points,
        duration: LIMITS[name].duration,
        storeClient,
        storeType: 'pool',
        schemaName: SCHEMA,
        tableName: TABLE,
        tableCreated: true,
        // One limiter sweeps the table they all share.
        clearExpiredByTimeout: name === 'public',
        inMemoryBlockOnConsumed: LIMITS[name].points + 1,
        insuranceLimiter: inMemory(name),
      }),
  );
}

/** Counts in this process alone, from zero: how it is before shareRateLimits, and for tests. */
export function resetRateLimits(): void {
  shared.limiters = undefined;
  shared.together = false;
  shared.seen.clear();
}

/**
 * Counts one use of `limit` by `key` (at most 200 characters; hash what is personal). Throws AppError 429 with
 * Retry-After when there were too many (E4), by an override of the key's or the request's tenant where there is one
 * (H10). Do not call it inside withScope: it may ask the database.
 */
export async function consume(limit: LimitName, key: string): Promise<void> {
  const own = note(limit, key);
  const points = overriddenPoints(limit, own, requestContext()?.tenantId);
  if (points !== undefined) {
    // Counts beyond the limit's own points too, and asks no memory of what was refused by them.
    const { consumedPoints, msBeforeNext } = await limiters()[limit].penalty(own);
    if (consumedPoints > points) throw refused(limit, msBeforeNext);
    return;
  }
  try {
    await limiters()[limit].consume(own);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    throw refused(limit, refusal.msBeforeNext);
  }
}

/** The 429 of `limit`, counted in the metrics: its words, and how long to wait. */
export function refused(limit: LimitName, milliseconds: number): AppError {
  recordRateLimitHit(limit);
  const seconds = wholeSeconds(milliseconds / 1000);
  return new AppError('rate-limited', `${LIMITS[limit].message} Please wait ${inWords(seconds)} and try again.`, {
    retryAfter: seconds,
  });
}

/** Counts one more for `key` and refuses nothing; returns how many it makes in this window. */
export async function count(limit: LimitName, key: string): Promise<number> {
  return (await limiters()[limit].penalty(note(limit, key))).consumedPoints;
}

/** Takes one of `key`'s uses back: it turned out not to count. */
export async function giveBack(limit: LimitName, key: string): Promise<void> {
  await limiters()[limit].reward(key.slice(0, 200));
}

/** How many `key` has used of `limit` in this window. */
export async function usedOf(limit: LimitName, key: string): Promise<number> {
  return (await limiters()[limit].get(key.slice(0, 200)))?.consumedPoints ?? 0;
}

/** Forgets what `key` has used of `limit`: the person has shown that they are in the right. */
export async function forgive(limit: LimitName, key: string): Promise<void> {
  await limiters()[limit].delete(key.slice(0, 200));
}

/** The key as it is counted, and remembered as one of this process's. */
function note(limit: LimitName, key: string): string {
  const own = key.slice(0, 200);
  const seen = `${limit}:${own}`;
  if (!shared.seen.get(seen)) shared.seen.set(seen, { endsAt: 0 });
  return own;
}

/** Ends of a window that differ by less are one. */
const SAME_END_MS = 1_000;

/** `limit:key`, what it has used, and when that ends, milliseconds since 1970. */
export type Counted = { key: string; used: number; endsAt: number };

/** Whether instances count together, in the database. */
export const limitsAreShared = (): boolean => shared.together;

/** What this process counts by itself now, in the order of keys; the 5,000 counted last at most. */
export async function listCounted(): Promise<Counted[]> {
  const counted = await Promise.all(
    [...shared.seen].map(async ([key, seen]): Promise<Counted[]> => {
      const [limit, own] = [key.slice(0, key.indexOf(':')) as LimitName, key.slice(key.indexOf(':') + 1)];
      const found = await limiters()[limit].get(own);
      if (!found || found.msBeforeNext <= 0) return [];
      // The counter tells how long from now, which differs by a moment each time that it is asked.
      const endsAt = Date.now() + found.msBeforeNext;
      if (Math.abs(endsAt - seen.endsAt) > SAME_END_MS) seen.endsAt = endsAt;
      return [{ key, used: found.consumedPoints, endsAt: seen.endsAt }];
    }),
  );
  return counted.flat().toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

function inWords(seconds: number): string {
  if (seconds < 90) return seconds === 1 ? 'a second' : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
