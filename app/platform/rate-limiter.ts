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
import { remember } from './remember.ts';
import { requestContext } from './request-context.ts';

type Limit = {
  /** So many in `duration` seconds, per key. */
  points: number;
  duration: number;
  /** For the person who is held up; how long they must wait is added. */
  message: string;
};

/**
 * Every limit of the application (E4). Keys are as narrow as what they guard (a house, a token, an address with an
 * e-mail), so that neighbours behind one internet connection do not hold each other up; limits by connection count
 * failures or allow for a street.
 */
export const LIMITS = {
  /** Per IP: codes that do not exist. */
  'qr-unknown': { points: 20, duration: 60, message: 'Too many unknown codes came from your connection.' },
  /** Per token: one code resolved again and again. */
  'qr-token': { points: 60, duration: 60, message: 'This code was scanned very often just now.' },
  /** Per e-mail and network, or per e-mail and device that it signed in on; a success clears it. */
  'sign-in': { points: 10, duration: 60, message: 'Too many attempts to sign in.' },
  /** Per IP, whatever the e-mail. */
  'sign-in-address': { points: 60, duration: 60, message: 'Too many attempts to sign in came from your connection.' },
  /** Per e-mail, from places that it never signed in from: not refused, but held up (slow-sign-in.server.ts). */
  'sign-in-account': { points: 10, duration: 900, message: 'Many wrong passwords were tried for this account.' },
  /** Per e-mail and network: kept for so long after somebody signed in from there, 20 days. */
  'sign-in-known': { points: 1, duration: 1_728_000, message: '' },
  /** Per e-mail, whoever asks: so many mails lie in one inbox at most. */
  'sign-in-link-account': {
    points: 12,
    duration: 600,
    message:
      'Several sign-in links were sent to this address. Look into your inbox and the spam folder: each works for ' +
      '15 minutes.',
  },
  /** Per e-mail and network, so that nobody uses up another one's. */
  'sign-in-link': {
    points: 3,
    duration: 600,
    message: 'We have just sent you several sign-in links. Look into your inbox and the spam folder.',
  },
  /** Per IP: e-mails are sent on its behalf. */
  'sign-in-link-address': {
    points: 30,
    duration: 600,
    message: 'Too many sign-in links were asked for from your connection.',
  },
  /** Per IP. */
  public: { points: 120, duration: 60, message: 'Too many requests came from your connection.' },
  /** Per colleague: a file is read and held against all houses. */
  'house-import': {
    points: 60,
    duration: 600,
    message: 'Many files of houses were checked in the last minutes.',
  },
  /** Per house. */
  chat: { points: 30, duration: 60, message: 'That was a lot of questions in a short time.' },
  /** Per house: of these alone, so that none waits for questions asked before; two a second for a minute. */
  'chat-danger': {
    points: 120,
    duration: 60,
    message: 'If you are in danger, ring 112 or 999 now. Many such messages came from your home in a short time.',
  },
  /** Per house: answers that are followed again or stopped, which costs little. */
  follow: { points: 120, duration: 60, message: 'That was a lot of returning to answers in a short time.' },
  /** Per house: ten a second for a minute, more than anyone types. */
  search: { points: 600, duration: 60, message: 'That was a lot of searching in a short time.' },
  /** Per house. */
  feedback: { points: 60, duration: 60, message: 'That was a lot of feedback in a short time.' },
  /** Per house: somebody reads each of these. */
  'ask-builder': { points: 20, duration: 600, message: 'You have just passed several questions on to your builder.' },
  /** Per house: photos are decoded, and somebody reads each report. */
  'defect-report': { points: 20, duration: 600, message: 'You have just reported several defects.' },
  /** Per house: a mail goes out for each. */
  'defect-message': { points: 30, duration: 600, message: 'You have just written several messages to your builder.' },
  /** Per house: each is a job with all documents in it. */
  logbook: { points: 5, duration: 3600, message: 'You have just had several logbooks made.' },
  /** Per member of the platform's staff: each asks the models. */
  replay: { points: 20, duration: 60, message: 'You have just replayed many answers.' },
  /** Per house: names are guessed. */
  surname: { points: 5, duration: 600, message: 'That was not the purchaser’s surname several times.' },
  /** Per house: calendars fetch by themselves, some of them often. */
  calendar: { points: 120, duration: 600, message: 'This calendar was fetched very often just now.' },
  /** Per house, or per member of staff. */
  documents: { points: 600, duration: 60, message: 'The list of documents was asked for very often just now.' },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof LIMITS;

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
