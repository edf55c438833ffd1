import { findPageWithFindings } from '#db/queries/documents/pages.ts';
import { findVersionByNumber, listVersions } from '#db/queries/documents/versions.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { getDocument } from '../get-document.server.ts';
import { unreadPagesOf } from './list-unread-pages.server.ts';

/** Versions to choose from; older ones are reached by their address. */
const CHOICES = 50;

/**
 * One page of a version of a document with all that was read of it, for staff (G3): of the one that owners read, or
 * else the newest, when none is named. Throws AppError 404 for a document, or a version, that is not the tenant's.
 */
export async function previewPage(
  scope: TenantScope,
  documentId: string | undefined,
  place: { page: number; version?: number | undefined },
) {
  return withScope(
    scope,
    async (tx) => {
      const document = await getDocument(scope, documentId);
      const number = place.version ?? document.liveVersion ?? document.version;
      const version = await findVersionByNumber(tx, scope, document.id, number);
      if (!version) throw new AppError('not-found', 'This document has no such version. Choose another one.');
      const shown = { documentId: document.id, versionId: version.id };
      const page = Math.min(place.page, version.pages ?? place.page);
      return {
        document: { id: document.id, title: document.title, live: document.liveVersion },
        version: {
          version: version.version,
          kind: version.kind,
          status: version.status,
          reason: version.reason,
          pages: version.pages,
          sizeBytes: version.sizeBytes,
        },
        versions: (await listVersions(tx, scope, { documentId: document.id, limit: CHOICES })).map(
          (one) => one.version,
        ),
        page,
        content: (await findPageWithFindings(tx, scope, shown, page)) ?? null,
        unread: await unreadPagesOf(tx, scope, shown),
      };
    },
    { readOnly: true },
  );
}
