import { z } from 'zod';
import { listDocuments as query, type DocumentFilter } from '#db/queries/documents.ts';
import { withScope, type HouseScope, type TenantScope } from '#db/scope.ts';
import { decodeCursor, encodeCursor } from '#app/platform/http.ts';
import { AppError } from '#app/platform/errors.ts';
import { describeDocumentDetails, type DocumentDetails } from './describe-document.ts';

/** One page of the documents that `scope` may see: an owner's those of the house type, staff's all of the tenant's (F5, G2). */
export async function listDocuments(scope: HouseScope | TenantScope, filter: Omit<DocumentFilter, 'after'> & { cursor?: string }): Promise<{ items: DocumentDetails[]; next_cursor: string | null }> {
  const { cursor, ...rest } = filter;
  const after = position(cursor);
  const rows = await withScope(scope, (tx) => query(tx, scope, { ...rest, after, limit: rest.limit + 1 }), { readOnly: true });
  const page = rows.slice(0, rest.limit);
  const last = page.at(-1);
  return { items: page.map(describeDocumentDetails), next_cursor: rows.length > rest.limit && last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null };
}

function position(cursor: string | undefined): { createdAt: Date; id: string } | undefined {
  const parts = decodeCursor(cursor, 2);
  if (!parts) return undefined;
  const parsed = z.tuple([z.iso.datetime(), z.uuid()]).safeParse(parts);
  if (!parsed.success) throw new AppError('invalid-input', 'cursor: is not one that this list gave out; leave it away to start from the beginning');
  return { createdAt: new Date(parsed.data[0]), id: parsed.data[1] };
}
