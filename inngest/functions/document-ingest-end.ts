import { failIngestion } from '#app/features/ingestion/fail-ingestion.server.ts';
import { jobScope } from '#db/scope-makers.ts';
import { z } from 'zod';
import { inngest } from '../client.ts';
import { documentUploaded, jobCancelled } from '../events.ts';
import { inStep } from './step-errors.ts';

const reading = z.object({ tenant_id: z.uuid(), version_id: z.uuid() });

/** Fails the version that a cancelled job was to read, with the reason that the builder reads. */
export const documentIngestEnd = inngest.createFunction(
  {
    id: 'document-ingest-end',
    name: 'End the reading of a document',
    triggers: [{ event: jobCancelled, if: `event.data.work.name == '${documentUploaded.name}'` }],
  },
  async ({ event, step }) => {
    const { tenant_id: tenantId, version_id: versionId } = reading.parse(event.data.work.data);
    const ids = { jobId: event.data.job_id, versionId };
    await step.run('fail', () =>
      inStep(() => failIngestion(jobScope('document-ingest-end', tenantId), ids, event.data.reason)),
    );
    return { ended: versionId };
  },
);
