import { z } from 'zod';
import { listDocuments as query, type DocumentFilter } from '#db/queries/documents.ts';
import { withScope, type HouseScope, type TenantScope } from '#db/scope.ts';
import { decodeCursor, encodeCursor } from '#app/platform/http.ts';
import { AppError } from '#app/platform/errors.ts';
import { describeDocumentDetails, type DocumentDetails } from './describe-document.ts';

export type DocumentPage = {
  items: DocumentDetails[];
  next_cursor: string | null;
  /** For `before`: the page that lies before this one, newer documents; null on the first page. */
  previous_cursor: string | null;
};

type ListFilter = Omit<DocumentFilter, 'after' | 'before'> & {
  cursor?: string;
  /** A `previous_cursor`, to go back. Counts instead of `cursor`. */
  before?: string;
};

/**
 * One page of the documents that `scope` may see, newest first: an owner's those of the house type, staff's all of the
 * tenant's (F5, G2). Throws AppError 422 for a cursor that this list did not give out.
 */
export async function listDocuments(scope: HouseScope | TenantScope, filter: ListFilter): Promise<DocumentPage> {
  const { cursor, before: beforeCursor, ...rest } = filter;
  const before = position(beforeCursor, 'before');
  const after = before === undefined ? position(cursor, 'cursor') : undefined;
  const rows = await withScope(scope, (tx) => query(tx, scope, { ...rest, after, before, limit: rest.limit + 1 }), { readOnly: true });
  const more = rows.length > rest.limit;
  const page = before === undefined ? rows.slice(0, rest.limit) : rows.slice(0, rest.limit).reverse();
  const hasNewer = before === undefined ? after !== undefined : more;
  const hasOlder = before === undefined ? more : true;
  const first = page.at(0);
  const last = page.at(-1);
  return {
    items: page.map(describeDocumentDetails),
    next_cursor: hasOlder && last ? encodeCursor([last.id]) : null,
    previous_cursor: hasNewer && first ? encodeCursor([first.id]) : null,
  };
}

function position(cursor: string | undefined, name: string): string | undefined {
  const id = decodeCursor(cursor, 1)?.[0];
  if (id !== undefined && !z.uuid().safeParse(id).success) throw new AppError('invalid-input', `${name}: is not one that this list gave out; leave it away to start from the beginning`);
  return id;
}
