import type { TenantScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { detectKind } from './kind/detect-kind.server.ts';
import { getDocument } from './get-document.server.ts';
import { receiveUpload } from './receive-upload.server.ts';
import { storeDocument } from './store-document.server.ts';
import { MAX_UPLOAD_BYTES } from './upload-limit.ts';

/**
 * Takes a new version of a document off the wire and queues its ingestion (G3); owners read the former one until it is ready.
 * Title, category and house types stay. Throws AppError: 404 for a document that is not the tenant's, 413, 415 and 422 as for a first upload.
 */
export async function uploadVersion(request: Request, scope: TenantScope, id: string | undefined, options: { dataDir: string; maxBytes?: number }): Promise<{ documentId: string; jobId: string; version: number }> {
  const document = await getDocument(scope, id);
  const received = await receiveUpload(request, { maxBytes: options.maxBytes ?? MAX_UPLOAD_BYTES, dataDir: options.dataDir });
  try {
    if (!received.file) throw new AppError('invalid-input', 'file: choose a file to upload', { fields: [{ field: 'file', message: 'choose a file to upload' }] });
    const kind = await detectKind({ path: received.file.path, filename: received.file.filename });
    if (!kind) {
      throw new AppError('unsupported-media-type', 'This file is not a PDF, Word (.docx), text or Markdown document. Save it as one of these and upload it again.');
    }
    return await storeDocument(scope, {
      id: document.id,
      developmentId: document.developmentId,
      title: document.title,
      category: document.category,
      houseTypes: document.houseTypes,
      file: { ...received.file, kind },
    });
  } finally {
    await received.discard();
  }
}
