import { listNotedPages, listRecognised } from '#db/queries/documents/pages.ts';
import type { StoredDocument } from '#db/queries/documents/documents.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { MAX_PAGES } from '../upload/upload-limit.ts';
import type { RecognisedWord } from '#db/schema/recognised-word.ts';

/** Of a scanned page: was its text recognised, or could it not be read? */
export type ScanState = 'read' | 'unreadable';

/** What the viewer needs beside the file, by page: its printed number, which are scans, and what was recognised. */
export type Places = {
  labels: Record<number, string>;
  scans: Record<number, ScanState>;
  recognised: Record<number, RecognisedWord[]>;
};

/** `pages`: those that are shown, or on which something is to be marked. */
export async function readPlaces(
  scope: HouseScope,
  { id: documentId, versionId }: Pick<StoredDocument, 'id' | 'versionId'>,
  pages: number[],
): Promise<Places> {
  const version = { documentId, versionId };
  return withScope(
    scope,
    async (tx) => {
      const noted = await listNotedPages(tx, scope, version, MAX_PAGES);
      const scans = noted.filter(({ scan }) => scan);
      const wanted = pages.filter((page) => scans.some((one) => one.page === page && one.read));
      const words = wanted.length > 0 ? await listRecognised(tx, scope, version, wanted) : [];
      return {
        labels: Object.fromEntries(noted.flatMap(({ page, label }) => (label === null ? [] : [[page, label]]))),
        scans: Object.fromEntries(scans.map(({ page, read }) => [page, read ? 'read' : 'unreadable'])),
        recognised: Object.fromEntries(words.map(({ page, recognised }) => [page, recognised])),
      };
    },
    { readOnly: true },
  );
}
