import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import type { InngestFunction } from 'inngest';
import { v7 } from 'uuid';
import { createTestTenant } from '#app/features/identity/testing.ts';
import { startDispatcher } from '#app/features/jobs/dispatch-outbox.server.ts';
import { storeDocument, type DocumentToStore } from '#app/features/documents/upload/store-document.server.ts';
import { database } from '#db/client.ts';
import { documentVersions } from '#db/schema/documents.ts';
import { jobStatus } from '#db/schema/jobs.ts';
import { systemScope, tenantScope } from '#db/scope-makers.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { inngest } from '../../client.ts';
import { startLocalEngine, type LocalEngine } from '../../local/start-local-engine.ts';

export const scope = systemScope('test');

export type TestBuilder = { scope: TenantScope; developmentId: string };

/** A builder with one development whose searched model is `model`. */
export async function addBuilder(model = 'fake-model'): Promise<TestBuilder> {
  const { tenantId, developmentId } = await createTestTenant(`t-${v7()}`, { embeddingModel: model });
  return { scope: tenantScope(tenantId, { kind: 'system', name: 'test' }), developmentId };
}

/** Accepts `content` as an upload would. */
export async function upload(
  builder: TestBuilder,
  content: Buffer,
  given: { id?: string; kind?: DocumentToStore['file']['kind']; ifStored?: DocumentToStore['ifStored'] } = {},
) {
  const folder = await mkdtemp(join(tmpdir(), 'openhouse-bench-'));
  const kind = given.kind ?? 'pdf';
  const path = join(folder, `guide.${kind}`);
  await writeFile(path, content);
  const stored = await storeDocument(builder.scope, {
    ...(given.id ? { id: given.id } : {}),
    developmentId: builder.developmentId,
    title: 'Guide',
    category: 'guides',
    houseTypes: ['A'],
    ifStored: given.ifStored,
    file: {
      path,
      filename: `guide.${kind}`,
      kind,
      sizeBytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    },
  });
  await rm(folder, { recursive: true });
  return stored;
}

export type JobBench = { engine: LocalEngine; stop(): Promise<void> };

/**
 * Runs the functions as the process does: dispatcher and local engine, with short waits between retries.
 * `suspectWaitMs`: see the engine's options.
 */
export async function startBench(
  functions: InngestFunction.Any[],
  backoffMs: readonly number[] = [30, 60],
  suspectWaitMs?: number,
): Promise<JobBench> {
  const engine = await startLocalEngine({
    client: inngest,
    functions,
    backoffMs,
    alone: database().kind === 'embedded',
    ...(suspectWaitMs === undefined ? {} : { suspectWaitMs }),
  });
  const dispatcher = startDispatcher({
    scope,
    transport: { kind: 'local', accept: engine.accept, wake: engine.wake },
    pollMs: 200,
    backoffMs: [50],
  });
  return {
    engine,
    async stop() {
      await dispatcher.stop();
      await engine.stop();
    },
  };
}

/**
 * Seconds until the one step that is to be tried again is due, as soon as one waits; throws when none does by
 * `timeoutMs`.
 */
export async function retryWait(timeoutMs = 180_000): Promise<number> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const { rows } = await withScope(scope, (tx) =>
      tx.execute<{ seconds: number }>(
        sql`select extract(epoch from due_at - now())::float8 as seconds from engine_queue where attempt > 0
          and lease_until is null`,
      ),
    );
    if (rows[0]) return rows[0].seconds;
    if (performance.now() > end) throw new Error(`No step waited to be tried again within ${timeoutMs} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Makes due what waits to be tried again. */
export async function skipRetryWait(bench: JobBench | undefined): Promise<void> {
  await withScope(scope, (tx) =>
    tx.execute(sql`update engine_queue set due_at = now() where attempt > 0 and lease_until is null`),
  );
  bench?.engine.wake();
}

/**
 * A test kills its process from outside, whatever the process does: what ran in an earlier life is not to blame. Call
 * before startBench.
 */
export async function forgiveKills(): Promise<void> {
  await withScope(scope, (tx) => tx.execute(sql`update engine_queue set takeovers = 0`));
}

export async function job(id: string): Promise<typeof jobStatus.$inferSelect> {
  const [row] = await withScope(scope, (tx) => tx.select().from(jobStatus).where(eq(jobStatus.id, id)));
  if (!row) throw new Error(`There is no job ${id}.`);
  return row;
}

export async function version(id: string): Promise<typeof documentVersions.$inferSelect> {
  const [row] = await withScope(scope, (tx) => tx.select().from(documentVersions).where(eq(documentVersions.id, id)));
  if (!row) throw new Error(`There is no version ${id}.`);
  return row;
}

/** Waits until a job has ended and its version with it; throws with what was seen by `timeoutMs`. */
export async function ended(
  stored: { jobId: string; versionId?: string },
  timeoutMs = 180_000,
): Promise<typeof jobStatus.$inferSelect> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const row = await job(stored.jobId);
    const read = stored.versionId ? await version(stored.versionId) : undefined;
    if (row.finishedAt && read?.status !== 'queued' && read?.status !== 'processing') return row;
    if (performance.now() > end)
      throw new Error(`The job did not end in ${timeoutMs} ms: ${JSON.stringify({ row, read })}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Waits until no event waits and no job is open; throws by `timeoutMs`. */
export async function quiet(timeoutMs = 180_000): Promise<void> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const { rows } = await withScope(scope, (tx) =>
      tx.execute<{ n: number }>(
        sql`select (select count(*) from outbox)::int + (select count(*) from job_status
          where finished_at is null)::int as n`,
      ),
    );
    if (rows[0]?.n === 0) return;
    if (performance.now() > end) throw new Error(`Jobs were still open after ${timeoutMs} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
