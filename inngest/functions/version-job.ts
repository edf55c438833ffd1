import { z } from 'zod';
import { reportJobFailure } from '#app/features/jobs/report-job-failure.server.ts';
import { jobScope } from '#db/scope-makers.ts';
import type { TenantScope } from '#db/scope.ts';
import { inngest } from '../client.ts';
import { jobCancelled } from '../events.ts';
import { inStep } from './step-errors.ts';
import { jobFunction, type FailureArgs } from './with-job-status.ts';

/* What the jobs that work on a version of a document have in common. */

export type VersionData = { job_id: string; tenant_id: string; document_id: string; version_id: string };

export const idsOf = (data: VersionData) => ({
  jobId: data.job_id,
  documentId: data.document_id,
  versionId: data.version_id,
});

/** Ends the work on a version, with the reason that the builder reads; false when there was no open job. */
type End = (scope: TenantScope, ids: { jobId: string; versionId: string }, reason: string) => Promise<boolean>;

/** What a function that works on a version is created with; when it has failed for good, `end` ends the work. */
export const versionJob = (id: string, end: End) => ({
  id,
  ...jobFunction,
  onFailure: async ({ error, event }: FailureArgs) => {
    const data = event.data.event.data as VersionData;
    const failed = await end(jobScope(id, data.tenant_id), idsOf(data), error.message);
    if (failed) reportJobFailure({ id: data.job_id, event: event.data.event.name, tenantId: data.tenant_id }, error);
  },
});

const work = z.object({ tenant_id: z.uuid(), version_id: z.uuid() });

/** A function that ends, by `end`, what a cancelled job was to do with a version. `event`: what asked for that job. */
export const endCancelled = (id: string, name: string, event: { name: string }, end: End) =>
  inngest.createFunction(
    { id, name, triggers: [{ event: jobCancelled, if: `event.data.work.name == '${event.name}'` }] },
    async ({ event: { data }, step }) => {
      const { tenant_id: tenantId, version_id: versionId } = work.parse(data.work.data);
      const ids = { jobId: data.job_id, versionId };
      await step.run('end', () => inStep(() => end(jobScope(id, tenantId), ids, data.reason)));
      return { ended: versionId };
    },
  );
