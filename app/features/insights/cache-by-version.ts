import { LRUCache } from 'lru-cache';

/** Entries kept at most; those not asked for the longest go first. */
const MAX_ENTRIES = 500;
/** After this time a value is made again, even if the version is the same. Milliseconds. */
const MAX_AGE_MS = 60_000;

export type VersionedCache = {
  /** The value for `key` as made for `version`, else what `make` makes of it. */
  get<T>(key: string, version: string, make: () => Promise<T>): Promise<T>;
};

/**
 * A small cache in this process. A kept value is given only for the version that it was made for; what makes a new
 * version is decided by the query that reads it (for analytics `readAnalyticsVersion`). Two that ask at once for what
 * is not kept both make it. `now`: milliseconds, for tests.
 */
export function createVersionedCache({
  maxEntries = MAX_ENTRIES,
  maxAgeMs = MAX_AGE_MS,
  now = () => performance.now(),
} = {}): VersionedCache {
  const entries = new LRUCache<string, { version: string; value: unknown }>({
    max: maxEntries,
    ttl: maxAgeMs,
    ttlResolution: 0,
    perf: { now },
  });
  return {
    async get<T>(key: string, version: string, make: () => Promise<T>): Promise<T> {
      const found = entries.get(key);
      if (found?.version === version) return found.value as T;
      const value = await make();
      entries.set(key, { version, value });
      return value;
    },
  };
}
