import type { SameFile } from '#db/queries/documents/likenesses.ts';
import { AppError } from '#app/platform/errors.ts';
import { ALREADY_STORED, describeStoredTwin, type StoredTwin } from './stored-twin.ts';

/**
 * The refusal of a file that the development has already, for a document that exists (`documentId`) or a new one; a 409
 * with `code` and `twin`.
 */
export function refuseSameFile(stored: SameFile, documentId: string | undefined): AppError {
  const { title, version, status, live, createdAt } = stored;
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
    `${describeStoredTwin(twin, documentId)} Nothing was stored. To store it all the same, send it with ` +
      'if_stored=store.',
    { extension: { code: ALREADY_STORED, twin } },
  );
}
