import { endRecognition } from '#app/features/ingestion/end-recognition.server.ts';
import { documentRecognitionRequested } from '../events.ts';
import { endCancelled } from './version-job.ts';

/** Ends the recognition that a cancelled job was to do, with the reason that the builder reads. */
export const documentRecogniseEnd = endCancelled(
  'document-recognise-end',
  'End the recognition of scanned pages',
  documentRecognitionRequested,
  endRecognition,
);
