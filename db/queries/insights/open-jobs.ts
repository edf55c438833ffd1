import { sql } from 'drizzle-orm';
import type { TenantScope, Tx } from '../../scope.ts';

/** Jobs of the tenant that have not ended, counted up to ten thousand. */
export async function countOpenJobs(tx: Tx, scope: TenantScope): Promise<number> {
  const { rows } = await tx.execute<{ open: number }>(sql`
    select count(*)::int as open from (select from job_status where tenant_id = ${scope.tenantId}
      and state in ('queued', 'running', 'retrying') and state <> 'succeeded' limit 10000) as jobs`);
  return rows[0]?.open ?? 0;
}
