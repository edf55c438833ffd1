import type { SameFile } from '#db/queries/documents/likenesses.ts';
import { formatDate } from '#app/platform/dublin-time.ts';
import { AppError } from '#app/platform/errors.ts';

/** What a refusal tells of where the file is stored already; `stored_at` is ISO 8601. */
export type StoredTwin = {
  document_id: string;
  title: string;
  version: number;
  status: SameFile['status'];
  live: boolean;
  stored_at: string;
};

/** By which a client knows the refusal that it can answer. */
export const ALREADY_STORED = 'document_already_stored';

/**
 * The refusal of a file that the development has already, for a document that exists (`documentId`) or a new one; a 409
 * with `code` and `twin`.
 */
export function refuseSameFile(stored: SameFile, documentId: string | undefined): AppError {
  const { title, version, status, live, createdAt } = stored;
  const where = stored.documentId === documentId ? 'this document' : `“${title}”`;
  const state = live
    ? ', which owners read'
    : status === 'failed'
      ? ', which could not be read: open it and read it again'
      : status === 'ready'
        ? ''
        : ', which is being read';
  const twin: StoredTwin = {
    document_id: stored.documentId,
    title,
    version,
    status,
    live,
    stored_at: createdAt.toISOString(),
  };
  return new AppError(
    'conflict',
    `This file is version ${version} of ${where} already, uploaded on ${formatDate(createdAt)}${state}. Nothing was ` +
      'stored. To store it all the same, send it with if_stored=store.',
    { extension: { code: ALREADY_STORED, twin } },
  );
}
