import { v7 } from 'uuid';
import { isJobOpen } from '#app/features/jobs/record-job-progress.server.ts';
import { makeLogbook } from '#app/features/privacy/logbook/make-logbook.server.ts';
import { env } from '#app/platform/env.ts';
import { resolveSessionSecret } from '#app/platform/session-secret.ts';
import { storage, type Storage } from '#app/platform/storage.ts';
import { findLogbookToMake, finishLogbook } from '#db/queries/privacy/logbooks.ts';
import { houseScope, jobScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { inngest } from '../client.ts';
import { logbookRequested } from '../events.ts';
import { inStep } from './step-errors.ts';
import { failJob, jobFunction, type FailureArgs } from './with-job-status.ts';

type Where = { dataDir: string; files: Storage };

/** Makes a home's logbook as a file (F13): what its owner's own scope may see. */
export function logbookMake(
  where: () => Promise<Where> = async () => ({ dataDir: env.DATA_DIR, files: await storage() }),
) {
  return inngest.createFunction(
    {
      id: 'logbook-make',
      name: 'Make a home’s logbook',
      triggers: [{ event: logbookRequested }],
      concurrency: [{ limit: 2 }, { limit: 1, key: 'event.data.tenant_id' }],
      ...jobFunction,
      onFailure: async (failure: FailureArgs) => {
        const { tenant_id, id } = failure.event.data.event.data as { tenant_id: string; id: string };
        const scope = jobScope('logbook-make', tenant_id);
        const reason = 'It could not be made. Ask for it again; if that fails too, tell your builder.';
        await withScope(scope, (tx) => finishLogbook(tx, scope, id, { reason }));
        await failJob(failure);
      },
    },
    async ({ event, step }) => {
      const { job_id, tenant_id: tenantId, id } = event.data;
      const scope = jobScope('logbook-make', tenantId);
      if (!(await step.run('begin', () => inStep(() => isJobOpen(scope, job_id)))))
        return { skipped: 'The job has ended already.' };
      const made = await step.run('make', () =>
        inStep(async () => {
          const whose = await withScope(scope, (tx) => findLogbookToMake(tx, scope, id), { readOnly: true });
          if (!whose) return false;
          const { homeownerId, houseId } = whose;
          const actor = { kind: 'homeowner', homeownerId, houseId } as const;
          const owner = houseScope({ tenantId, ...whose, sessionId: v7(), claimed: true, actor });
          const { dataDir, files } = await where();
          return makeLogbook(scope, owner, id, { dataDir, files, secret: resolveSessionSecret(env) });
        }),
      );
      return made ? { done: true } : { skipped: 'Nobody waits for it any more.' };
    },
  );
}
