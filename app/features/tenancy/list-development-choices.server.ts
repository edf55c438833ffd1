import { listDevelopmentChoices as query } from '#db/queries/documents/documents.ts';
import { withScope, type TenantScope } from '#db/scope.ts';

export type DevelopmentChoice = { id: string; name: string; houseTypes: { code: string; name: string }[] };

/** The tenant's developments with their house types, for choosing where a document belongs (G3). */
export function listDevelopmentChoices(scope: TenantScope): Promise<DevelopmentChoice[]> {
  return withScope(scope, (tx) => query(tx, scope), { readOnly: true });
}
