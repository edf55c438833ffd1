import { readAfterSales as query } from '#db/queries/tenancy/settings.ts';
import { withScope, type HouseScope } from '#db/scope.ts';

/** What the builder says of defects after the handover, of the scope's development; empty where nothing is said. */
export function readAfterSales(scope: HouseScope): Promise<string> {
  return withScope(scope, (tx) => query(tx, scope), { readOnly: true });
}
