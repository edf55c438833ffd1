import { LRUCache } from 'lru-cache';
import { readHouseTypes } from '#db/queries/retrieval/passages.ts';
import type { HouseScope, TenantScope, Tx } from '#db/scope.ts';
import { isEnglishWord } from '#app/platform/embeddings/english-words.server.ts';
import type { Listener } from './listener.ts';
import type { HouseType } from './spoken-names.ts';
import { typeNames, type TypeNames } from './type-names.ts';

/** By what the types are called, so that a renamed one is known by its new name at once. */
const made = new LRUCache<string, TypeNames>({ max: 200 });

/** The scope's house with the names that its development's house types have now. */
export async function readListener(tx: Tx, scope: HouseScope): Promise<Listener> {
  return { houseType: scope.houseType, names: namesOf(await readHouseTypes(tx, scope)) };
}

/** How the house types of a development are named; of none without one. */
export async function readTypeNames(tx: Tx, scope: TenantScope, developmentId = ''): Promise<TypeNames> {
  return namesOf(developmentId === '' ? [] : await readHouseTypes(tx, { tenantId: scope.tenantId, developmentId }));
}

function namesOf(types: readonly HouseType[]): TypeNames {
  const key = JSON.stringify(types);
  const names = made.get(key) ?? typeNames(types, isEnglishWord);
  made.set(key, names);
  return names;
}
