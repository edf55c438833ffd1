import { sql } from 'drizzle-orm';
import type { Tx } from '../../scope.ts';

/** A version that waits for a reading that nobody does, and the job that was to do it, if it is still known. */
export type AbandonedVersion = { tenantId: string; versionId: string; jobId: string | null; seconds: number };

/**
 * Versions that are queued or being read while no job is open that reads them, for at least `seconds` since the last
 * one ended. At most `limit`, the oldest first.
 */
export async function selectAbandonedVersions(tx: Tx, seconds: number, limit: number): Promise<AbandonedVersion[]> {
  const { rows } = await tx.execute<Record<'tenantId' | 'versionId', string> & { jobId: string | null; late: string }>(
    sql`select v.tenant_id as "tenantId", v.id as "versionId", last.id as "jobId",
        extract(epoch from now() - coalesce(last.finished_at, v.created_at)) as late
      from document_versions v
      left join lateral (select j.id, j.finished_at from job_status j where j.subject_id = v.document_id
        and j.tenant_id = v.tenant_id and j.event #>> '{data,version_id}' = v.id::text
        order by j.finished_at desc nulls first limit 1) last on true
      where v.status in ('queued', 'processing') and (last.id is null or last.finished_at is not null)
        and coalesce(last.finished_at, v.created_at) < now() - ${seconds} * interval '1 second'
      order by v.id limit ${limit}`,
  );
  return rows.map(({ late, ...version }) => ({ ...version, seconds: Number(late) }));
}
