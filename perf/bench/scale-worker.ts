import '../harness/target/own-data-dir.ts';
import { readHouseVocabulary } from '#app/features/retrieval/house-vocabulary.server.ts';
import { currentLibraryVersion } from '#app/features/retrieval/retrieve-passages.server.ts';
import type { SearchCache } from '#app/features/retrieval/search-cache.server.ts';
import { searchDocuments } from '#app/features/retrieval/search-documents.server.ts';
import { env } from '#app/platform/env.ts';
import { openDatabase } from '#app/server/open-database.ts';
import { HOUSE_TYPES, idOf, MODEL, tenantOf } from '#db/bench/fill-scale.ts';
import { database } from '#db/client.ts';
import { houseScope } from '#db/scope-makers.ts';
import { chance, questionBy, vectorBy } from './scale-words.ts';

/*
 * Started by scale.ts, one for each database: searches it as GET /api/search does, through a pool of ten connections,
 * when it is told to, and sends back how long each search took. The embedder is a stub, so that the figures are the
 * database's.
 */

/** First of all: has the words of every library counted, as the first question after a change of its documents does. */
export type Preparation = { prepare: number };
export type Block = { first: number; searches: number; developments: number; concurrency: number; limit: number };
export type Measured = { milliseconds: number[]; vocabulary: number[]; items: number };

let embedded = 0;
const embedder = {
  model: MODEL,
  embed: (texts: string[]) => Promise.resolve(texts.map(() => vectorBy((embedded += 1)))),
};

/** The scope of some house of some development, by `number`. */
function houseBy(number: number, developments: number) {
  return houseOf(
    1 + Math.floor(developments * chance(number)),
    HOUSE_TYPES[Math.floor(HOUSE_TYPES.length * chance(number + 0.5))] ?? 'A',
    number,
  );
}

function houseOf(development: number, houseType: string, number: number) {
  const homeownerId = idOf(4, number);
  const houseId = idOf(3, number);
  const house = { tenantId: tenantOf(development), developmentId: idOf(2, development), houseId, houseType };
  return houseScope({
    ...house,
    homeownerId,
    sessionId: houseId,
    claimed: true,
    actor: { kind: 'homeowner', homeownerId, houseId },
  });
}

/** Each search is measured whole. */
const neverKept: SearchCache = { slot: () => ({ find: () => undefined, keep: () => {} }), forget: () => {} };

async function prepare(developments: number): Promise<Measured> {
  const libraries = Array.from({ length: developments }, (_, index) => index + 1).flatMap((development) =>
    HOUSE_TYPES.map((type) => houseOf(development, type, 1)),
  );
  const walk = async () => {
    for (let scope = libraries.pop(); scope; scope = libraries.pop()) {
      const own = scope;
      await readHouseVocabulary(own, await currentLibraryVersion(own));
    }
  };
  await Promise.all(Array.from({ length: 4 }, walk));
  return { milliseconds: [], vocabulary: [], items: 0 };
}

async function run({ first, searches, developments, concurrency, limit }: Block): Promise<Measured> {
  const measured: Measured = { milliseconds: [], vocabulary: [], items: 0 };
  let next = first;
  const walk = async () => {
    for (let number = next++; number < first + searches; number = next++) {
      const scope = houseBy(number, developments);
      const started = performance.now();
      const items = await searchDocuments(scope, { q: questionBy(number), limit }, undefined, {
        model: embedder,
        cache: neverKept,
      });
      measured.milliseconds.push(performance.now() - started);
      measured.items += items.length;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, walk));
  // One by one, and afterwards, so that what the searches have read is known already.
  for (let number = first; number < first + Math.min(20, searches); number += 1) {
    const scope = houseBy(number + searches * 1_000, developments);
    const started = performance.now();
    await readHouseVocabulary(scope, await currentLibraryVersion(scope));
    measured.vocabulary.push(performance.now() - started);
  }
  return measured;
}

await openDatabase({ databaseUrl: env.DATABASE_URL, dataDir: env.DATA_DIR, poolMax: 10 });
process.on('message', (asked: Block | Preparation) => {
  void ('prepare' in asked ? prepare(asked.prepare) : run(asked)).then(
    (measured) => process.send?.(measured),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.once('disconnect', () => void database().close());
process.send?.('ready');
