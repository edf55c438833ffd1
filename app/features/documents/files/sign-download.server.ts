import { findVersionByNumber } from '#db/queries/documents/versions.ts';
import { withScope, type HouseScope, type TenantScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { storage } from '#app/platform/storage.ts';
import { getDocument } from '../get-document.server.ts';
import { contentTypeOf } from '../kind/document-kind.ts';

/** Seconds for which a signed address works (E7). */
const SIGNED_SECONDS = 60;

type Options = { download: boolean; version?: number | undefined };

/**
 * A short-lived address of the document's file, after asking again whether `scope` may read it. `download` saves
 * instead of showing; `version`, for staff, is another than the newest one. Throws AppError 404 for what `scope` has
 * not.
 */
export async function signDownload(
  scope: HouseScope | TenantScope,
  id: string | undefined,
  { download, version }: Options,
): Promise<string> {
  const file = await findFile(scope, id, version);
  const files = await storage();
  return files.signedUrl(scope.tenantId, file.storageKey, {
    filename: file.filename,
    contentType: contentTypeOf(file.kind),
    download: download || file.kind === 'docx',
    expiresInSeconds: SIGNED_SECONDS,
  });
}

function findFile(scope: HouseScope | TenantScope, id: string | undefined, version: number | undefined) {
  if (version === undefined || scope.kind !== 'tenant') return getDocument(scope, id);
  return withScope(
    scope,
    async (tx) => {
      const document = await getDocument(scope, id);
      const file = await findVersionByNumber(tx, scope, document.id, version);
      if (!file) throw new AppError('not-found', 'This document has no such version. Choose another one.');
      return file;
    },
    { readOnly: true },
  );
}
