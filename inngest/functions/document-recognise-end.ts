import { endRecognition } from '#app/features/ingestion/end-recognition.server.ts';
import { jobScope } from '#db/scope-makers.ts';
import { z } from 'zod';
import { inngest } from '../client.ts';
import { documentRecognitionRequested, jobCancelled } from '../events.ts';
import { inStep } from './step-errors.ts';

const recognition = z.object({ tenant_id: z.uuid(), version_id: z.uuid() });

/** Ends the recognition that a cancelled job was to do, with the reason that the builder reads. */
export const documentRecogniseEnd = inngest.createFunction(
  {
    id: 'document-recognise-end',
    name: 'End the recognition of scanned pages',
    triggers: [{ event: jobCancelled, if: `event.data.work.name == '${documentRecognitionRequested.name}'` }],
  },
  async ({ event, step }) => {
    const { tenant_id: tenantId, version_id: versionId } = recognition.parse(event.data.work.data);
    const ids = { jobId: event.data.job_id, versionId };
    await step.run('end', () =>
      inStep(() => endRecognition(jobScope('document-recognise-end', tenantId), ids, event.data.reason)),
    );
    return { ended: versionId };
  },
);
