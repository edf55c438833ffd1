import type { TenantScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { validate } from '#app/platform/http.ts';
import { checkHouseTypes, invalidField } from './check-house-types.server.ts';
import { getDocument } from '../get-document.server.ts';
import { detectKind } from '../kind/detect-kind.server.ts';
import { ACCEPTED_KINDS } from '../kind/document-kind.ts';
import { explainRefusal } from '../kind/explain-refusal.ts';
import { explainWrongName } from '../kind/real-kind.server.ts';
import { receiveUpload, type ReceivedUpload } from './receive-upload.server.ts';
import { ifStoredSchema, uploadFieldsSchema } from '../schema.ts';
import { storeDocument, type DocumentToStore, type StoredVersion } from './store-document.server.ts';
import { MAX_UPLOAD_BYTES } from './upload-limit.ts';

type UploadOptions = { dataDir: string; maxBytes?: number };
type Described = Omit<DocumentToStore, 'file' | 'ifStored'>;

/**
 * Takes a new document off the wire and queues its ingestion; reading the file happens in the job (C1). Throws
 * AppError: 413 over 50 MB, 415 when the content is no PDF, DOCX, TXT or Markdown whatever its name says (E7), 422 with
 * the field, 409 for a file that is stored already when the field `if_stored` is `ask`.
 */
export function uploadDocument(request: Request, scope: TenantScope, options: UploadOptions): Promise<StoredVersion> {
  return accept(request, scope, options, (fields) => describeNew(scope, fields));
}

/**
 * The same for a new version of a document (G3); owners read the former one until it is ready. Title, category and
 * house types stay. Throws AppError as above, and 404 for a document that is not the tenant's.
 */
export async function uploadVersion(
  request: Request,
  scope: TenantScope,
  documentId: string | undefined,
  options: UploadOptions,
): Promise<StoredVersion> {
  const { id, developmentId, title, category, houseTypes } = await getDocument(scope, documentId);
  return accept(request, scope, options, async () => ({ id, developmentId, title, category, houseTypes }));
}

async function accept(
  request: Request,
  scope: TenantScope,
  { dataDir, maxBytes = MAX_UPLOAD_BYTES }: UploadOptions,
  describe: (fields: ReceivedUpload['fields']) => Promise<Described>,
): Promise<StoredVersion> {
  const received = await receiveUpload(request, { maxBytes, dataDir });
  try {
    if (!received.file) throw invalidField('file', 'choose a file to upload');
    const kind = await detectKind({ path: received.file.path, filename: received.file.filename });
    if (!kind) {
      const message =
        explainRefusal(received.file.filename) ??
        (await explainWrongName(received.file.path)) ??
        `This file is not a ${ACCEPTED_KINDS} document. Save it as one of these and upload it again.`;
      throw new AppError('unsupported-media-type', message);
    }
    const described = await describe(received.fields);
    const ifStored = validate(ifStoredSchema, received.fields).if_stored;
    return await storeDocument(scope, { ...described, ifStored, file: { ...received.file, kind } });
  } finally {
    await received.discard();
  }
}

async function describeNew(scope: TenantScope, given: ReceivedUpload['fields']): Promise<Described> {
  const fields = validate(uploadFieldsSchema, given);
  const { title, category, house_types: houseTypes, development_id: developmentId } = fields;
  await checkHouseTypes(scope, developmentId, houseTypes);
  return { developmentId, title, category, houseTypes };
}
