import { listDevelopmentChoices as query, type DevelopmentChoice } from '#db/queries/tenancy/developments.ts';
import { withScope, type TenantScope } from '#db/scope.ts';

/** The tenant's developments with their house types, for choosing where a document belongs (G3). */
export function listDevelopmentChoices(scope: TenantScope): Promise<DevelopmentChoice[]> {
  return withScope(scope, (tx) => query(tx, scope), { readOnly: true });
}
