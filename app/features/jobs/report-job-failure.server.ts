import { reportError } from '../observability/report-error.server.ts';

/**
 * Tells the error tracker that a job has failed for good (D1, C5). What no retry cures, a locked file say, is its
 * owner's to mend: one warning without a stack.
 */
export function reportJobFailure(
  job: { id: string; event: string; tenantId?: string | undefined },
  error: Error,
): void {
  const permanent = error.name === 'NonRetriableError';
  reportError({
    kind: 'job',
    code: permanent ? 'refused' : 'failed',
    level: permanent ? 'warn' : 'error',
    expected: permanent,
    error,
    route: job.event,
    ...(job.tenantId ? { tenantId: job.tenantId } : {}),
    fields: { job_id: job.id },
  });
}
