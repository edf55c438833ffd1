import { findDevelopmentTypes } from '#db/queries/documents/documents.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { validate } from '#app/platform/http.ts';
import { detectKind } from './kind/detect-kind.server.ts';
import { receiveUpload } from './receive-upload.server.ts';
import { uploadFieldsSchema } from './schema.ts';
import { storeDocument } from './store-document.server.ts';
import { MAX_UPLOAD_BYTES } from './upload-limit.ts';

function invalid(field: string, message: string): AppError {
  return new AppError('invalid-input', `${field}: ${message}`, { fields: [{ field, message }] });
}

/**
 * Takes an upload off the wire and queues its ingestion; reading the file happens in the job (C1). Throws AppError:
 * 413 over 50 MB, 415 when the content is no PDF, DOCX, TXT or Markdown whatever its name says (E7), 422 with the field.
 */
export async function uploadDocument(request: Request, scope: TenantScope, options: { dataDir: string; maxBytes?: number }): Promise<{ documentId: string; jobId: string }> {
  const received = await receiveUpload(request, { maxBytes: options.maxBytes ?? MAX_UPLOAD_BYTES, dataDir: options.dataDir });
  try {
    if (!received.file) throw invalid('file', 'choose a file to upload');
    const kind = await detectKind({ path: received.file.path, filename: received.file.filename });
    if (!kind) {
      throw new AppError('unsupported-media-type', 'This file is not a PDF, Word (.docx), text or Markdown document. Save it as one of these and upload it again.');
    }
    const fields = validate(uploadFieldsSchema, received.fields);
    const development = await withScope(scope, (tx) => findDevelopmentTypes(tx, scope, fields.development_id));
    if (!development) throw invalid('development_id', 'is not one of your developments');
    const unknown = fields.house_types.filter((code) => !development.codes.includes(code));
    if (unknown.length > 0) throw invalid('house_types', `unknown: ${unknown.join(', ')}; this development has ${development.codes.join(', ')}`);
    return await storeDocument(scope, {
      developmentId: development.id,
      title: fields.title,
      category: fields.category,
      houseTypes: fields.house_types,
      file: { ...received.file, kind },
    });
  } finally {
    await received.discard();
  }
}
