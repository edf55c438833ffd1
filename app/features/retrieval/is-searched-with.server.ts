import { LRUCache } from 'lru-cache';
import { readSearchedModel } from '#db/queries/retrieval/passages.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { logger } from '#app/platform/logger.ts';

/** By development and version of its library, which changes with the model. */
const known = new LRUCache<string, { model: string | undefined }>({ max: 1_000 });

/**
 * Are the passages of the scope's development searched with vectors of `model`? Not until a development has been
 * re-indexed for a new one (C4): what few vectors there are of it until then would favour the documents that have them,
 * so words alone decide meanwhile.
 */
export async function isSearchedWith(scope: HouseScope, libraryVersion: string, model: string): Promise<boolean> {
  const key = `${scope.tenantId} ${scope.developmentId} ${libraryVersion}`;
  const found = known.get(key);
  if (found) return found.model === model;
  const searched = await withScope(scope, (tx) => readSearchedModel(tx, scope), { readOnly: true });
  known.set(key, { model: searched });
  if (searched !== model)
    logger.warn('the development is not re-indexed for the search model in use yet: words alone decide', {
      development_id: scope.developmentId,
      model,
      searched,
    });
  return searched === model;
}
