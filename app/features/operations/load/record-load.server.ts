import { hostname } from 'node:os';
import { measureDatabase, saveLoad, type LoadRow, type LoadSpan } from '#db/queries/operations/load.ts';
import { ALL_ROUTES } from '#db/queries/operations/load.ts';
import { poolCounts } from '#db/database-state.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { takeSlowOperations, type SlowOperation } from '#app/features/observability/slow-operations.server.ts';
import { logger } from '#app/platform/logger.ts';
import type { Sample } from '../alerts/alert-signals.ts';
import { addCounts, sinceCounts } from './response-counts.ts';
import { readCounts } from './read-counts.server.ts';

const LENGTH: Record<LoadSpan, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
const SPANS = Object.keys(LENGTH) as LoadSpan[];
/** While the database is away: an hour of minutes, and what they are in. */
const MOST_PENDING = 70;
/** So many of what was slow in a span are kept, those that took longest together. */
const MOST_SLOW = 20;
/** The size of the database is asked for by every so many-th minute. */
const SIZE_EVERY = 10;

type Highs = Pick<
  LoadRow,
  'eventLoopMs' | 'heapBytes' | 'rssBytes' | 'poolOpen' | 'poolWaiting' | 'queueSeconds' | 'diskFreeBytes'
>;
type Open = {
  begins: number;
  /** What the process had answered when the span began. */
  before: Map<string, number[]>;
  highs: Highs;
  slow: Map<string, SlowOperation>;
};

export type LoadRecorder = { note(sample: Sample): Promise<void>; stop(): Promise<void> };

/**
 * Keeps what this process does by minute, hour and day (H9). It is fed with each sample that the alerts take, and once
 * a minute writes one row of each, in the background. While the database is away the rows of an hour wait. `stop`
 * writes what is left of a minute; call it before the pool ends. Never throws.
 */
export function createLoadRecorder(scope: PlatformScope, port: number, started = new Date()): LoadRecorder {
  const name = `${hostname().slice(0, 60)}:${port} ${started.toISOString().slice(0, 19)}Z`;
  const open = new Map<LoadSpan, Open>();
  const pending = new Map<string, LoadRow>();
  let databaseBytes: number | null = null;
  let writes = 0;

  async function close(now: number): Promise<void> {
    const counts = await readCounts();
    const slow = takeSlowOperations();
    if (writes % SIZE_EVERY === 0) databaseBytes = await sizeOfDatabase(scope, databaseBytes);
    writes += 1;
    for (const [span, one] of open) {
      for (const item of slow) addSlow(one.slow, item);
      pending.set(`${span} ${one.begins}`, { ...rowOf(span, one, counts), process: name, databaseBytes });
      if (beginOf(span, now) !== one.begins) open.set(span, begin(span, now, counts));
    }
    for (const key of [...pending.keys()].slice(0, Math.max(0, pending.size - MOST_PENDING))) pending.delete(key);
    await save(scope, pending);
  }

  return {
    async note(sample) {
      if (open.size === 0) {
        const counts = await readCounts();
        for (const span of SPANS) open.set(span, begin(span, sample.at, counts));
      }
      for (const one of open.values()) raise(one.highs, sample);
      if (beginOf('minute', sample.at) !== open.get('minute')?.begins) await close(sample.at);
    },
    async stop() {
      if (open.size > 0) await close(Date.now());
    },
  };
}

const beginOf = (span: LoadSpan, at: number) => at - (at % LENGTH[span]);

const begin = (span: LoadSpan, at: number, before: Map<string, number[]>): Open => ({
  begins: beginOf(span, at),
  before,
  highs: {
    eventLoopMs: 0,
    heapBytes: 0,
    rssBytes: 0,
    poolOpen: 0,
    poolWaiting: 0,
    queueSeconds: null,
    diskFreeBytes: null,
  },
  slow: new Map(),
});

function raise(highs: Highs, sample: Sample): void {
  const { heapUsed } = process.memoryUsage();
  highs.eventLoopMs = Math.max(highs.eventLoopMs, sample.eventLoopP99 * 1_000);
  highs.heapBytes = Math.max(highs.heapBytes, heapUsed);
  highs.rssBytes = Math.max(highs.rssBytes, sample.memoryBytes);
  highs.poolOpen = Math.max(highs.poolOpen, poolCounts()?.totalCount ?? 0);
  highs.poolWaiting = Math.max(highs.poolWaiting, sample.poolWaiting ?? 0);
  if (sample.oldestJob !== undefined) highs.queueSeconds = Math.max(highs.queueSeconds ?? 0, sample.oldestJob);
  if (sample.diskFreeBytes !== undefined) highs.diskFreeBytes = Math.round(sample.diskFreeBytes);
}

function addSlow(kept: Map<string, SlowOperation>, item: SlowOperation): void {
  const key = `${item.operation} ${item.what}`;
  const known = kept.get(key);
  kept.set(
    key,
    known
      ? {
          ...known,
          count: known.count + item.count,
          total_ms: known.total_ms + item.total_ms,
          max_ms: Math.max(known.max_ms, item.max_ms),
        }
      : { ...item },
  );
  if (kept.size <= MOST_SLOW) return;
  const [least] = [...kept].toSorted(([, a], [, b]) => a.total_ms - b.total_ms);
  if (least) kept.delete(least[0]);
}

function rowOf(span: LoadSpan, { begins, before, highs, slow }: Open, counts: Map<string, number[]>) {
  const routes: Record<string, number[]> = {};
  let all: number[] = [];
  for (const [route, now] of counts) {
    const since = sinceCounts(now, before.get(route));
    if ((since[0] ?? 0) <= 0) continue;
    routes[route] = since;
    all = addCounts(all, since);
  }
  if (all.length > 0) routes[ALL_ROUTES] = all;
  const [requests = 0, errors = 0] = all;
  return { span, at: new Date(begins), requests, errors, routes, slow: [...slow.values()], ...highs };
}

async function sizeOfDatabase(scope: PlatformScope, known: number | null): Promise<number | null> {
  try {
    return await withScope(scope, measureDatabase, { readOnly: true, timeoutMs: 2_000 });
  } catch {
    return known;
  }
}

async function save(scope: PlatformScope, pending: Map<string, LoadRow>): Promise<void> {
  try {
    await withScope(scope, (tx) => saveLoad(tx, [...pending.values()]), { timeoutMs: 5_000 });
    pending.clear();
  } catch (error) {
    logger.warn('what the process did in the last minute waits for the database', { detail: String(error) });
  }
}
