/** Entries kept at most; those not asked for the longest go first. */
const MAX_ENTRIES = 500;
/** However unchanged the version, after this long a value is made anew. Milliseconds. */
const MAX_AGE_MS = 60_000;

type Entry = { version: string; value: unknown; madeAt: number };

export type VersionedCache = {
  /** The value for `key` as made for `version`, else what `make` makes of it. */
  get<T>(key: string, version: string, make: () => Promise<T>): Promise<T>;
};

/** A small cache in this process, whose entries count only for the version that they were made for. */
export function createVersionedCache({ maxEntries = MAX_ENTRIES, maxAgeMs = MAX_AGE_MS, now = Date.now } = {}): VersionedCache {
  const entries = new Map<string, Entry>();
  return {
    async get<T>(key: string, version: string, make: () => Promise<T>): Promise<T> {
      const found = entries.get(key);
      entries.delete(key);
      if (found && found.version === version && now() - found.madeAt < maxAgeMs) {
        entries.set(key, found);
        return found.value as T;
      }
      const value = await make();
      entries.set(key, { version, value, madeAt: now() });
      const [oldest] = entries.keys();
      if (entries.size > maxEntries && oldest !== undefined) entries.delete(oldest);
      return value;
    },
  };
}
