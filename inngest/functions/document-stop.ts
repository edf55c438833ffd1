import { stopReading } from '#app/features/ingestion/stop-reading.server.ts';
import { jobScope } from '#db/scope-makers.ts';
import { inngest } from '../client.ts';
import { documentStopRequested } from '../events.ts';
import { inStep } from './step-errors.ts';
import { failJob, jobFunction } from './with-job-status.ts';

/** Ends what reads a version of a document, or recognises its scans, since staff have asked for that (G3). */
export const documentStop = inngest.createFunction(
  {
    id: 'document-stop',
    name: 'Stop the reading of a document',
    triggers: [{ event: documentStopRequested }],
    ...jobFunction,
    onFailure: failJob,
  },
  async ({ event: { data }, step }) => {
    const ids = { jobId: data.job_id, documentId: data.document_id, versionId: data.id };
    const stopped = await step.run('stop', () =>
      inStep(() => stopReading(jobScope('document-stop', data.tenant_id), ids)),
    );
    return { stopped };
  },
);
