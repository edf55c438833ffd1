import { listTextlessPages as query } from '#db/queries/documents/versions.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { getDocument } from './get-document.server.ts';
import { MAX_PAGES } from './upload-limit.ts';

/** Consecutive pages without text; `from` and `to` are page numbers, both included. */
export type TextlessRange = { from: number; to: number; state: 'empty' | 'failed' };

/**
 * Where the newest version of a document has no text to search (G3). Throws AppError 404 for a document that is not the
 * tenant's.
 */
export async function listTextlessPages(scope: TenantScope, documentId: string | undefined): Promise<TextlessRange[]> {
  const { id, versionId } = await getDocument(scope, documentId);
  const shown = { documentId: id, versionId };
  const pages = await withScope(scope, (tx) => query(tx, scope, shown, MAX_PAGES), { readOnly: true });
  const ranges: TextlessRange[] = [];
  for (const { page, state } of pages) {
    const last = ranges.at(-1);
    if (last && last.state === state && last.to === page - 1) last.to = page;
    else ranges.push({ from: page, to: page, state });
  }
  return ranges;
}
