import { selectDevelopmentsOfOtherModels } from '#db/queries/ingestion/reindex.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import type { DependencyState } from '#app/features/observability/readiness.server.ts';

const COUNT_LIMIT = 100;

/**
 * How search stands, for /readyz and the system page: developments that wait for their re-index are searched by words
 * alone, which takes nothing out of service.
 */
export async function describeSearch(scope: PlatformScope, model: string): Promise<DependencyState> {
  const waiting = await withScope(
    scope,
    (tx) => selectDevelopmentsOfOtherModels(tx, model, { limit: COUNT_LIMIT + 1 }),
    { readOnly: true },
  );
  if (waiting.length === 0) return { ok: true, kind: model };
  const many = waiting.length > COUNT_LIMIT ? `more than ${COUNT_LIMIT}` : String(waiting.length);
  return { ok: true, kind: model, detail: `${many} developments are searched by words alone until re-indexed for it` };
}
