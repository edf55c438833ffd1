import { and, count, eq, isNull } from 'drizzle-orm';
import { chunks } from '../schema/documents.ts';
import { jobStatus } from '../schema/jobs.ts';
import { withScope, type Scope } from '../scope.ts';

/** Jobs that the scope sees and that have not ended; of one tenant, when it is named. */
export async function countUnfinishedJobs(scope: Scope, tenantId?: string): Promise<number> {
  const mine = tenantId === undefined ? undefined : eq(jobStatus.tenantId, tenantId);
  const [row] = await withScope(
    scope,
    (tx) =>
      tx
        .select({ jobs: count() })
        .from(jobStatus)
        .where(and(isNull(jobStatus.finishedAt), mine)),
    { readOnly: true },
  );
  return row?.jobs ?? 0;
}

/** Jobs that the scope sees and that have failed. */
export async function countFailedJobs(scope: Scope): Promise<number> {
  const [row] = await withScope(
    scope,
    (tx) => tx.select({ jobs: count() }).from(jobStatus).where(eq(jobStatus.state, 'failed')),
    { readOnly: true },
  );
  return row?.jobs ?? 0;
}

/** Passages that the scope sees. */
export async function countPassages(scope: Scope): Promise<number> {
  const [row] = await withScope(scope, (tx) => tx.select({ passages: count() }).from(chunks), { readOnly: true });
  return row?.passages ?? 0;
}
