import { v7 } from 'uuid';
import { insertJobs, type JobEvent } from '#db/queries/jobs/jobs.ts';
import type { Tx } from '#db/scope.ts';
import { traceHeaders } from '#app/platform/tracing.ts';

/** Which event starts the job; its `data` carries everything but the job's own id, which is added here. */
export type JobRequest = {
  tenantId: string | null;
  event: { name: JobEvent['name']; data: Record<string, unknown> };
  subject?: { type: 'document' | 'development' | 'house' | 'tenant' | 'mail' | 'logbook' | 'import'; id: string };
  replayOf?: string;
  /** Minutes that its work may take once it has begun, or the sweeper fails it (C8). Default 30. */
  allowedMinutes?: number;
};

/**
 * Accepts a job in the caller's transaction (C7): its job_status row, and the outbox row from which it is dispatched.
 * Both exist, or neither. Returns the job's id. Call `wakeDispatcher()` after the commit so that it starts at once.
 */
export async function enqueueJob(tx: Tx, request: JobRequest): Promise<string> {
  const [jobId = ''] = await enqueueJobs(tx, [request]);
  return jobId;
}

/**
 * Accepts several jobs in two statements (B4), as part of the request's trace while traces are kept (D8); some hundreds
 * at most. Returns their ids in the same order.
 */
export async function enqueueJobs(tx: Tx, requests: readonly JobRequest[]): Promise<string[]> {
  if (requests.length === 0) return [];
  const { traceparent } = traceHeaders();
  const jobs = requests.map((request) => {
    const id = v7();
    const event: JobEvent = {
      name: request.event.name,
      data: { ...request.event.data, job_id: id, ...(traceparent ? { traceparent } : {}) },
    };
    return {
      id,
      tenantId: request.tenantId,
      event,
      subjectType: request.subject?.type ?? null,
      subjectId: request.subject?.id ?? null,
      replayOf: request.replayOf ?? null,
      ...(request.allowedMinutes === undefined ? {} : { allowedMinutes: request.allowedMinutes }),
    };
  });
  await insertJobs(tx, jobs);
  return jobs.map(({ id }) => id);
}
