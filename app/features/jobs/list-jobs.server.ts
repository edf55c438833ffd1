import { z } from 'zod';
import { selectJobs, type JobRow, type ListedJob } from '#db/queries/jobs/jobs.ts';
import { JOB_STATES } from '#db/schema/job-states.ts';
import { withScope, type PlatformScope, type TenantScope } from '#db/scope.ts';
import { cursorSchema, decodeCursor, limitSchema, takePage, type Page } from '#app/platform/http.ts';

/** The query of a list of jobs (B1, H11). `state` may be repeated with commas. */
export const jobListSchema = z.object({
  limit: limitSchema,
  cursor: cursorSchema,
  tenant: z.uuid("must be a tenant's id").optional(),
  event: z.string().max(100).optional(),
  state: z
    .string()
    .transform((value) => value.split(','))
    .pipe(z.array(z.enum(JOB_STATES, { error: `must be of ${JOB_STATES.join(', ')}` })))
    .optional(),
});

export type JobItem = {
  id: string;
  tenant_id: string | null;
  event: JobRow['event'];
  subject: { type: string; id: string } | null;
  state: JobRow['state'];
  step: string | null;
  attempt: number;
  progress: number;
  error: string | null;
  replay_of: string | null;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
  deadline_at: string;
};

/** The same with each change of its state. */
export type JobDetails = JobItem & { history: JobRow['history'] };

/** Jobs, newest first, of a tenant or, for the platform, of all (C6, H11). Throws 422 for a cursor of another list. */
export async function listJobs(
  scope: TenantScope | PlatformScope,
  query: z.output<typeof jobListSchema>,
): Promise<Page<JobItem>> {
  const [before] = decodeCursor(query.cursor, z.tuple([z.uuid()])) ?? [];
  const rows = await withScope(
    scope,
    (tx) =>
      selectJobs(tx, scope, {
        limit: query.limit + 1,
        ...(before ? { before } : {}),
        ...(query.tenant ? { tenantId: query.tenant } : {}),
        ...(query.event ? { eventName: query.event } : {}),
        ...(query.state ? { states: query.state } : {}),
      }),
    { readOnly: true },
  );
  return takePage(rows, query.limit, describeJob, (row) => [row.id]);
}

/** A job as the API and the pages show it. */
export function describeJob(row: ListedJob): JobItem {
  return {
    id: row.id,
    tenant_id: row.tenantId,
    event: row.event,
    subject: row.subjectType && row.subjectId ? { type: row.subjectType, id: row.subjectId } : null,
    state: row.state,
    step: row.step,
    attempt: row.attempt,
    progress: row.progress,
    error: row.error,
    replay_of: row.replayOf,
    created_at: row.createdAt.toISOString(),
    started_at: row.startedAt?.toISOString() ?? null,
    finished_at: row.finishedAt?.toISOString() ?? null,
    deadline_at: row.deadlineAt.toISOString(),
  };
}
