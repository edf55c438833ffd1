import {
  selectDevelopmentsOfOtherModels,
  switchModel,
  type SearchedDevelopment,
} from '#db/queries/ingestion/reindex.ts';
import { withScope, type PlatformScope, type TenantScope } from '#db/scope.ts';
import { logger } from '#app/platform/logger.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { requestReindex } from './request-reindex.server.ts';

const BATCH = 100;
const TIMEOUT_MS = 120_000;

/**
 * Queues the re-index of each development that is searched with vectors of another model than the process's (C4), one
 * open job each; one of which nothing lacks a vector of that model is switched at once. Safe to repeat. `asJob` makes
 * the scope of work for one tenant. Returns how many were queued.
 */
export async function followSearchModel(
  scope: PlatformScope,
  model: string,
  asJob: (tenantId: string) => TenantScope,
): Promise<number> {
  let queued = 0;
  for (let after: SearchedDevelopment | undefined; ;) {
    const batch = await withScope(scope, (tx) => selectDevelopmentsOfOtherModels(tx, model, { after, limit: BATCH }), {
      readOnly: true,
    });
    for (const { tenantId, developmentId } of batch) {
      const tenant = asJob(tenantId);
      const target = { tenantId, developmentId, model };
      const requested = await withScope(
        tenant,
        async (tx) =>
          (await switchModel(tx, tenant, target)) > 0 && (await requestReindex(tx, tenant, target)) !== undefined,
        { timeoutMs: TIMEOUT_MS },
      );
      if (requested) queued += 1;
    }
    after = batch.at(-1);
    if (batch.length < BATCH) break;
  }
  if (queued > 0) {
    wakeDispatcher();
    logger.warn('developments are searched by words alone until they are re-indexed for the search model in use', {
      model,
      developments: queued,
    });
  }
  return queued;
}
