import { readAfterSales } from '#app/features/tenancy/settings/read-after-sales.server.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { listCovers, type Cover } from './list-covers.server.ts';

/** What of the scope's house is covered until when, and what its builder says of defects; in one transaction. */
export function describeCover(scope: HouseScope): Promise<{ covers: Cover[]; afterSales: string }> {
  const read = async () => ({ covers: await listCovers(scope), afterSales: await readAfterSales(scope) });
  return withScope(scope, read, { readOnly: true });
}
