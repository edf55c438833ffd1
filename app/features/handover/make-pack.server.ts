import { openStoredFile } from '#app/features/documents/files/open-stored-file.server.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { streamZip, type ZipEntry } from '#app/platform/stream-zip.ts';
import { listLiveFiles } from '#db/queries/handover/readings.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { packPage } from './pack-page.ts';
import { readHousePapers } from './read-house-papers.server.ts';

/** States in which the cited page goes into the pack: what was refused or is another house's does not. */
const SHOWN = new Set(['confirmed', 'found', 'expired']);

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
  const papers = await readHousePapers(scope, houseId);
  const { house, complete } = papers;
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
  const stored = await withScope(scope, (tx) => listLiveFiles(tx, scope, [...cited.keys()]), { readOnly: true });
  const files = new Map<string, PackFile>();
  for (const { documentId, storageKey, kind } of stored) {
    const name = `documents/${fileName(files.size + 1, cited.get(documentId) ?? '')}.${kind}`;
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
    filename: `handover-${fileName(0, house.label).slice(4)}${mark}.zip`,
    pieces: streamZip(contentsOf(scope, index, [...files.values()])),
  };
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

/** A name that every system can unpack: its number, then the title in letters, digits and dashes. */
function fileName(number: number, title: string): string {
  const words = title
    .slice(0, 200)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  return [String(number).padStart(3, '0'), ...(words ?? [])].join('-').slice(0, 64);
}
