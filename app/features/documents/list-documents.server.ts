import { z } from 'zod';
import { listDocuments as query, type DocumentFilter } from '#db/queries/documents/documents.ts';
import { withScope, type HouseScope, type TenantScope } from '#db/scope.ts';
import { decodeCursor, encodeCursor } from '#app/platform/http.ts';
import { describeDocumentDetails, type DocumentDetails } from './describe-document.ts';

/** When the last document of the page before was made, and its id. */
const POSITION = z.tuple([z.iso.datetime(), z.uuid()]);

/** One page of the documents that `scope` may see: an owner's those of the house type, staff's all of the tenant's (F5, G2). */
export async function listDocuments(scope: HouseScope | TenantScope, filter: Omit<DocumentFilter, 'after'> & { cursor?: string }): Promise<{ items: DocumentDetails[]; next_cursor: string | null }> {
  const { cursor, ...rest } = filter;
  const [createdAt, id] = decodeCursor(cursor, POSITION) ?? [];
  const after = createdAt && id ? { createdAt: new Date(createdAt), id } : undefined;
  const rows = await withScope(scope, (tx) => query(tx, scope, { ...rest, after, limit: rest.limit + 1 }), { readOnly: true });
  const page = rows.slice(0, rest.limit);
  const last = page.at(-1);
  return { items: page.map(describeDocumentDetails), next_cursor: rows.length > rest.limit && last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null };
}
