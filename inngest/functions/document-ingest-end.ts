import { failIngestion } from '#app/features/ingestion/fail-ingestion.server.ts';
import { documentUploaded } from '../events.ts';
import { endCancelled } from './version-job.ts';

/** Fails the version that a cancelled job was to read, with the reason that the builder reads. */
export const documentIngestEnd = endCancelled(
  'document-ingest-end',
  'End the reading of a document',
  documentUploaded,
  failIngestion,
);
