import { LRUCache } from 'lru-cache';
import { readHouseTypes } from '#db/queries/retrieval/passages.ts';
import type { HouseScope, Tx } from '#db/scope.ts';
import { isEnglishWord } from '#app/platform/embeddings/english-words.server.ts';
import type { Listener } from './speaks-for.ts';
import { typeNames, type TypeNames } from './type-names.ts';

/** By what the types are called, so that a renamed one is known by its new name at once. */
const made = new LRUCache<string, TypeNames>({ max: 200 });

/** The scope's house with the names that its development's house types have now. */
export async function readListener(tx: Tx, scope: HouseScope): Promise<Listener> {
  const types = await readHouseTypes(tx, scope);
  const key = JSON.stringify(types);
  const names = made.get(key) ?? typeNames(types, isEnglishWord);
  made.set(key, names);
  return { houseType: scope.houseType, names };
}
