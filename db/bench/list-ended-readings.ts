import { sql } from 'drizzle-orm';
import { withScope, type Scope } from '../scope.ts';

/** How the reading of an uploaded version ended, in how many seconds, and how often its job was tried again. */
export type EndedReading = { id: string; status: string; reason: string | null; seconds: number; tries: number };

/** Every version that the scope sees with the job that read it. */
export async function listEndedReadings(scope: Scope): Promise<EndedReading[]> {
  const { rows } = await withScope(scope, (tx) =>
    tx.execute<EndedReading>(sql`
      select v.id, v.status, v.reason, coalesce(extract(epoch
        from j.finished_at - j.started_at), 1e9)::float8 as seconds,
        (select count(*) from jsonb_array_elements(j.history) line where line ->> 'state' = 'retrying')::int as tries
      from document_versions v join job_status j on j.event -> 'data' ->> 'version_id' = v.id::text`),
  );
  return rows;
}
