import { LRUCache } from 'lru-cache';
import type { HouseScope } from '#db/scope.ts';
import { isoDay } from '#app/platform/dublin-time.ts';
import { recordAnswerCache } from '#app/platform/metrics.ts';

export type CacheSlot<Value> = { find(): Value | undefined; keep(value: Value): void };

/** What a result depends on beside the documents of its house type: the model, a limit. */
export type Recipe = readonly (string | number)[];

export type LibraryCache<Value extends object> = {
  /**
   * The place of a question's result. Read `libraryVersion` before the documents: a result made from later ones is then
   * kept under a version that nobody asks for any more, never the other way round.
   */
  slot(scope: HouseScope, libraryVersion: string, question: string, recipe: Recipe): CacheSlot<Value>;
  /** Drops all that is kept. */
  forget(): void;
};

/** A longer question is nobody else's. Characters. */
const MAX_QUESTION = 300;
/** A language model may do better the next time. */
const TTL_MS = 60 * 60 * 1000;

/**
 * Results of common questions (B5), shared by the houses that may read the same documents. A key begins with tenant,
 * development, house type and the library's version, which changes in the transaction of every document change,
 * whichever instance makes it, and the day, with which notes end: so nothing kept crosses any of them. In memory alone,
 * at most `maxChars` characters in all and a hundredth of it for one; the least used go first.
 */
export function createLibraryCache<Value extends object>(maxChars: number): LibraryCache<Value> {
  const kept = new LRUCache<string, Value>({
    ttl: TTL_MS,
    maxSize: maxChars,
    maxEntrySize: maxChars / 100,
    sizeCalculation: (value, key) => key.length + JSON.stringify(value).length,
  });
  return {
    forget: () => kept.clear(),
    slot(scope, libraryVersion, question, recipe) {
      const asked = question.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
      const key = JSON.stringify([
        scope.tenantId,
        scope.developmentId,
        scope.houseType,
        libraryVersion,
        isoDay(new Date()),
        ...recipe,
        asked,
      ]);
      return {
        find() {
          const found = kept.get(key);
          recordAnswerCache(found ? 'hit' : 'miss');
          return found;
        },
        keep(value) {
          if (asked.length <= MAX_QUESTION) kept.set(key, value);
        },
      };
    },
  };
}
