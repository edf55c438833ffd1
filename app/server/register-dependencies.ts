import { pingDatabase } from '#db/client.ts';
import { systemScope } from '#db/scope-makers.ts';
import { describeSearch } from '#app/features/ingestion/describe-search.server.ts';
import { registerReadinessCheck } from '#app/features/observability/readiness.server.ts';
import { embedder } from '#app/platform/embeddings/embedder.server.ts';
import { env } from '#app/platform/env.ts';
import { storage } from '#app/platform/storage.ts';

/** What /readyz asks, beside the parts that register themselves. `isPrepared`: the start-up has done its work. */
export function registerDependencies(isPrepared: () => boolean): void {
  registerReadinessCheck('start', () => ({
    ok: isPrepared(),
    kind: 'process',
    ...(isPrepared() ? {} : { detail: 'preparing data' }),
  }));
  registerReadinessCheck('database', async () => {
    await pingDatabase();
    return { ok: true, kind: env.DATABASE_URL ? 'postgresql' : 'embedded' };
  });
  registerReadinessCheck('storage', async () => {
    const files = await storage();
    await files.check();
    return { ok: true, kind: files.kind };
  });
  registerReadinessCheck('search', () => describeSearch(systemScope('readiness'), embedder().model));
}
