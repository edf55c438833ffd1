import { formatDate } from '#app/platform/dublin-time.ts';

/** Where a file is stored already, as the API tells it; `stored_at` is ISO 8601. */
export type StoredTwin = {
  document_id: string;
  title: string;
  version: number;
  status: 'queued' | 'processing' | 'ready' | 'failed';
  /** Whether owners read this very version. */
  live: boolean;
  stored_at: string;
};

/** By which a client knows the refusal that it can answer. */
export const ALREADY_STORED = 'document_already_stored';

/**
 * Where a file is stored already, in a sentence or two; `documentId`: of the document that it was to be a version of.
 */
export function describeStoredTwin(twin: StoredTwin, documentId?: string): string {
  const where = twin.document_id === documentId ? 'this document' : `“${twin.title}”`;
  const state = twin.live
    ? ' Owners can read it.'
    : twin.status === 'failed'
      ? ' It could not be read: open it and read it again.'
      : twin.status === 'ready'
        ? ''
        : ' It is being read.';
  const since = formatDate(new Date(twin.stored_at));
  return `You have this file already: it is version ${twin.version} of ${where}, uploaded on ${since}.${state}`;
}
