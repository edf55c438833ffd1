import type { HouseScope, TenantScope } from '#db/scope.ts';
import { storage } from '#app/platform/storage.ts';
import { getDocument } from './get-document.server.ts';
import { CONTENT_TYPES } from './store-document.server.ts';

/** Seconds for which a signed address works (E7). */
const SIGNED_SECONDS = 60;

/**
 * A short-lived address of the document's file, after asking again whether `scope` may read it. `download` saves
 * instead of showing.
 */
export async function signDownload(
  scope: HouseScope | TenantScope,
  id: string | undefined,
  download: boolean,
): Promise<string> {
  const document = await getDocument(scope, id);
  const files = await storage();
  return files.signedUrl(document.storageKey, {
    filename: document.filename,
    contentType: CONTENT_TYPES[document.kind],
    download: download || document.kind === 'docx',
    expiresInSeconds: SIGNED_SECONDS,
  });
}
