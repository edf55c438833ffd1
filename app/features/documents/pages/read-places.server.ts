import { listPageLabels, listRecognised, type RecognisedWord } from '#db/queries/documents/pages.ts';
import type { StoredDocument } from '#db/queries/documents/documents.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { MAX_PAGES } from '../upload/upload-limit.ts';

/** What the viewer needs beside the file: by page, what is printed as its number, and what was recognised in it. */
export type Places = { labels: Record<number, string>; recognised: Record<number, RecognisedWord[]> };

/** `pages`: those on which something is to be marked. */
export async function readPlaces(
  scope: HouseScope,
  { id: documentId, versionId }: Pick<StoredDocument, 'id' | 'versionId'>,
  pages: number[],
): Promise<Places> {
  const version = { documentId, versionId };
  return withScope(
    scope,
    async (tx) => {
      const labels = await listPageLabels(tx, scope, version, MAX_PAGES);
      const lines = pages.length > 0 ? await listRecognised(tx, scope, version, pages) : [];
      return {
        labels: Object.fromEntries(labels.map(({ page, label }) => [page, label])),
        recognised: Object.fromEntries(lines.map(({ page, recognised }) => [page, recognised])),
      };
    },
    { readOnly: true },
  );
}
