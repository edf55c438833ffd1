import { listCategories as query } from '#db/queries/documents/documents.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { CATEGORIES } from './schema.ts';

/** The known categories and those that the tenant's documents are in, for choosing and filtering. */
export async function listCategories(scope: TenantScope): Promise<string[]> {
  const used = await withScope(scope, (tx) => query(tx, scope), { readOnly: true });
  return [...CATEGORIES, ...used.filter((category) => !(CATEGORIES as readonly string[]).includes(category))];
}
