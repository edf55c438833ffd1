import type { TenantScope } from '#db/scope.ts';
import { reportError } from '#app/features/observability/report-error.server.ts';
import { ExtractionError } from './extraction/extraction-error.ts';

type Ids = { jobId: string; versionId: string };

/** Tells the error tracker of a fault of ours that cost a page, by its stack in the process that read (D1). */
export function reportReaderFault(scope: TenantScope, ids: Ids, stack: string): void {
  const [message = 'A page could not be read.'] = stack.split('\n');
  const error = new Error(message);
  error.stack = stack;
  reportError({
    kind: 'job',
    code: 'reader-fault',
    error,
    tenantId: scope.tenantId,
    fields: { job_id: ids.jobId, version_id: ids.versionId },
  });
}

/** Tells of it where a document could not be read because of a fault of ours; a document's own fault is its owner's. */
export function reportIfOurs(scope: TenantScope, ids: Ids, error: unknown): void {
  if (error instanceof ExtractionError && error.code === 'internal')
    reportReaderFault(scope, ids, typeof error.cause === 'string' ? error.cause : error.message);
}
