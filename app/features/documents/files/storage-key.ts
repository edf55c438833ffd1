import { UUID } from '#db/patterns.ts';
import { kindByName, type DocumentKind } from '../kind/document-kind.ts';

type Stored = { tenantId: string; documentId: string; versionId: string };

/** What storage calls the file of a version. Pure. */
export const storageKeyOf = ({ tenantId, documentId, versionId, kind }: Stored & { kind: DocumentKind }): string =>
  `${tenantId}/${documentId}/${versionId}.${kind}`;

const KEY = /^([^/.]+)\/([^/.]+)\/([^/.]+)(\.[^/.]+)(?:\.([^/.]+)\.part)?$/;

/**
 * Whose file a key names; undefined where it is none of a version. `draft`: storage is still writing it, under the
 * key's own name with `.<id>.part` behind it. Pure.
 */
export function readStorageKey(key: string): (Stored & { draft: boolean }) | undefined {
  const [, tenantId, documentId, versionId, ending, draft] = KEY.exec(key) ?? [];
  if (!tenantId || !documentId || !versionId || !ending || kindByName(ending) === null) return undefined;
  if (![tenantId, documentId, versionId, draft ?? versionId].every((id) => UUID.test(id))) return undefined;
  return { tenantId, documentId, versionId, draft: draft !== undefined };
}
