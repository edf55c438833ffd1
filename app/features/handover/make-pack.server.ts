import { openStoredFile } from '#app/features/documents/files/open-stored-file.server.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { archiveName } from '#app/platform/archive-name.ts';
import { AppError } from '#app/platform/errors.ts';
import { streamZip, type ZipEntry } from '#app/platform/stream-zip.ts';
import { listPapersOf } from '#db/queries/handover/papers.ts';
import { listLiveFiles, listPageTexts } from '#db/queries/handover/readings.ts';
import { withScope, type TenantScope, type Tx } from '#db/scope.ts';
import { packPage, SHOWN } from './pack-page.ts';
import { fingerprintOf } from './read-paper.ts';
import { readHousePapers, type HousePapers } from './read-house-papers.server.ts';

type PackFile = { name: string; storageKey: string };

/**
 * The evidence pack of a house: an index of each paper that it must have, with the documents whose pages show them, as
 * a ZIP that is made while it is sent. Throws AppError 404, and 409 where papers are missing unless `incomplete` says
 * that it is wanted all the same: then its index says that it is not complete.
 */
export async function makePack(
  scope: TenantScope,
  houseId: string | undefined,
  { incomplete }: { incomplete: boolean },
): Promise<{ filename: string; pieces: AsyncGenerator<Uint8Array> }> {
  const stored = await readHousePapers(scope, houseId);
  const papers = await withScope(scope, (tx) => asTheyAreNow(tx, scope, stored), { readOnly: true });
  const { house, complete } = papers;
  if (stored.complete && !complete && !incomplete)
    throw new AppError(
      'conflict',
      'A document has changed since its page was confirmed. Look for papers now, and see what is missing.',
    );
  if (!complete && !incomplete)
    throw new AppError(
      'conflict',
      'The papers of this house are not complete. Confirm what is missing, or ask for the pack as it is.',
    );
  const cited = new Map(
    papers.papers.flatMap(({ cited: page, state }) =>
      page && SHOWN.has(state) ? [[page.document_id, page.title]] : [],
    ),
  );
  const live = await withScope(scope, (tx) => listLiveFiles(tx, scope, [...cited.keys()]), { readOnly: true });
  const files = new Map<string, PackFile>();
  for (const { documentId, storageKey, kind } of live) {
    const name = `documents/${archiveName(files.size + 1, cited.get(documentId) ?? '')}.${kind}`;
    files.set(documentId, { name, storageKey });
  }
  await withScope(scope, (tx) =>
    recordAudit(tx, scope, {
      action: 'handover-pack.made',
      subjectType: 'house',
      subjectId: house.id,
      details: { complete },
    }),
  );
  const names = new Map([...files].map(([id, { name }]) => [id, name]));
  const index = packPage(papers, names, new Date());
  const mark = complete ? '' : '-incomplete';
  return {
    filename: `handover-${archiveName(0, house.label).slice(4)}${mark}.zip`,
    pieces: streamZip(contentsOf(scope, index, [...files.values()])),
  };
}

/** The papers of a house, with those missing that were confirmed of a page which does not say so any more. */
async function asTheyAreNow(tx: Tx, scope: TenantScope, stored: HousePapers): Promise<HousePapers> {
  const rows = (await listPapersOf(tx, scope, [stored.house.id])).filter(({ decision }) => decision === 'confirmed');
  const wanted = rows.flatMap(({ documentId, page }) => (documentId && page !== null ? [{ documentId, page }] : []));
  const texts = await listPageTexts(tx, scope, wanted);
  const there = new Set(texts.map(({ documentId, page, text }) => `${documentId} ${page} ${fingerprintOf(text)}`));
  const gone = new Set(
    rows
      .filter(({ documentId, page, fingerprint }) => !there.has(`${documentId} ${page} ${fingerprint}`))
      .map(({ slot }) => slot),
  );
  const papers = stored.papers.map((paper) =>
    gone.has(paper.slot) ? { ...paper, state: 'missing' as const, cited: null, valid_until: null } : paper,
  );
  const confirmed = papers.filter(({ state }) => state === 'confirmed' || state === 'waived').length;
  return { ...stored, papers, confirmed, complete: confirmed === papers.length };
}

async function* contentsOf(scope: TenantScope, index: string, files: readonly PackFile[]): AsyncGenerator<ZipEntry> {
  yield { name: 'index.html', content: index };
  for (const { name, storageKey } of files) {
    const copy = await openStoredFile(scope, storageKey);
    try {
      yield { name, path: copy.path };
    } finally {
      await copy.release();
    }
  }
}
