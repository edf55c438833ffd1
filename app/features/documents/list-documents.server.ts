import { z } from 'zod';
import { listDocuments as query, type DocumentFilter } from '#db/queries/documents/documents.ts';
import { withScope, type HouseScope, type TenantScope } from '#db/scope.ts';
import { decodeCursor, takePage, type Page } from '#app/platform/http.ts';
import { describeDocumentDetails, type DocumentDetails } from './describe-document.ts';

/** When the last document of the page before was made, and its id. */
const POSITION = z.tuple([z.iso.datetime(), z.uuid()]);

/**
 * One page of the documents that `scope` may see: an owner's those of the house type, staff's all of the tenant's (F5,
 * G2).
 */
export async function listDocuments(
  scope: HouseScope | TenantScope,
  filter: Omit<DocumentFilter, 'after'> & { cursor?: string },
): Promise<Page<DocumentDetails>> {
  const { cursor, ...rest } = filter;
  const [createdAt, id] = decodeCursor(cursor, POSITION) ?? [];
  const after = createdAt && id ? { createdAt: new Date(createdAt), id } : undefined;
  const rows = await withScope(scope, (tx) => query(tx, scope, { ...rest, after, limit: rest.limit + 1 }), {
    readOnly: true,
  });
  return takePage(rows, rest.limit, describeDocumentDetails, (row) => [row.createdAt.toISOString(), row.id]);
}
