import { z } from 'zod';
import { listDocuments as query, type DocumentFilter } from '#db/queries/documents.ts';
import { withScope, type HouseScope, type TenantScope } from '#db/scope.ts';
import { decodeCursor, encodeCursor } from '#app/platform/http.ts';
import { AppError } from '#app/platform/errors.ts';
import { describeDocumentDetails, type DocumentDetails } from './describe-document.ts';

/** One page of the documents that `scope` may see: an owner's those of the house type, staff's all of the tenant's (F5, G2). */
export async function listDocuments(scope: HouseScope | TenantScope, filter: Omit<DocumentFilter, 'after'> & { cursor?: string }): Promise<{ items: DocumentDetails[]; next_cursor: string | null }> {
  const { cursor, ...rest } = filter;
  const after = decodeCursor(cursor, 1)?.[0];
  if (after !== undefined && !z.uuid().safeParse(after).success) throw new AppError('invalid-input', 'cursor: is not one that this list gave out; leave it away to start from the beginning');
  const rows = await withScope(scope, (tx) => query(tx, scope, { ...rest, after, limit: rest.limit + 1 }), { readOnly: true });
  const page = rows.slice(0, rest.limit);
  const last = page.at(-1);
  return { items: page.map(describeDocumentDetails), next_cursor: rows.length > rest.limit && last ? encodeCursor([last.id]) : null };
}
