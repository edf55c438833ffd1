import { z } from 'zod';
import { listVersions as query, type VersionRow } from '#db/queries/documents/versions.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { decodeCursor, takePage, type Page } from '#app/platform/http.ts';
import { getDocument } from './get-document.server.ts';

/** A version as the API shows it; times are ISO 8601. */
export type VersionItem = {
  id: string;
  version: number;
  filename: string;
  kind: VersionRow['kind'];
  size_bytes: number;
  status: VersionRow['status'];
  reason: string | null;
  pages: number | null;
  created_at: string;
  ready_at: string | null;
};

/**
 * One page of a document's versions, newest first (G3). Throws AppError 404 for a document that is not the tenant's,
 * 422 for a foreign cursor.
 */
export async function listVersions(
  scope: TenantScope,
  documentId: string | undefined,
  filter: { limit: number; cursor?: string },
): Promise<Page<VersionItem>> {
  const document = await getDocument(scope, documentId);
  const [after] =
    decodeCursor(
      filter.cursor,
      z.tuple([
        z
          .string()
          .regex(/^\d{1,9}$/)
          .transform(Number),
      ]),
    ) ?? [];
  const rows = await withScope(
    scope,
    (tx) => query(tx, scope, { documentId: document.id, after, limit: filter.limit + 1 }),
    { readOnly: true },
  );
  return takePage(rows, filter.limit, describeVersion, (row) => [String(row.version)]);
}

function describeVersion(row: VersionRow): VersionItem {
  return {
    id: row.id,
    version: row.version,
    filename: row.filename,
    kind: row.kind,
    size_bytes: row.sizeBytes,
    status: row.status,
    reason: row.reason,
    pages: row.pages,
    created_at: row.createdAt.toISOString(),
    ready_at: row.readyAt?.toISOString() ?? null,
  };
}
