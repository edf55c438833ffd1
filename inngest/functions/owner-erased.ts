import { isJobOpen } from '#app/features/jobs/record-job-progress.server.ts';
import { removeErasedFiles } from '#app/features/privacy/remove-erased-files.server.ts';
import { env } from '#app/platform/env.ts';
import { storage, type Storage } from '#app/platform/storage.ts';
import { jobScope } from '#db/scope-makers.ts';
import { inngest } from '../client.ts';
import { ownerErased } from '../events.ts';
import { inStep } from './step-errors.ts';
import { failJob, jobFunction } from './with-job-status.ts';

type Where = { dataDir: string; files: Pick<Storage, 'remove'> };

/** Removes what lies in files of an owner who was erased (E10). */
export function ownerErasedFiles(
  where: () => Promise<Where> = async () => ({ dataDir: env.DATA_DIR, files: await storage() }),
) {
  return inngest.createFunction(
    {
      id: 'owner-erased-files',
      name: 'Remove an erased owner’s files',
      triggers: [{ event: ownerErased }],
      concurrency: [{ limit: 1 }],
      ...jobFunction,
      onFailure: failJob,
    },
    async ({ event, step }) => {
      const { job_id, tenant_id: tenantId, person, files: keys } = event.data;
      const scope = jobScope('owner-erased-files', tenantId);
      if (!(await step.run('begin', () => inStep(() => isJobOpen(scope, job_id)))))
        return { skipped: 'The job has ended already.' };
      const mails = await step.run('files', () =>
        inStep(async () => removeErasedFiles({ tenantId, person, keys }, await where())),
      );
      return { mails };
    },
  );
}
