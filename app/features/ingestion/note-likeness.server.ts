import { isAskedAbout, listSketches, storeLikeness } from '#db/queries/ingestion/likenesses.ts';
import type { VersionToIngest } from '#db/queries/ingestion/versions.ts';
import type { TenantScope, Tx } from '#db/scope.ts';
import { findTwin } from './find-twin.ts';

/** Documents of a development that a text is compared with, the newest. */
const MOST_COMPARED = 2_000;

/**
 * Stores what a version's text is like, in the transaction that ends its reading. True when it is to be held until
 * staff say what it is: whoever sent it wants to be asked, another document has nearly this text, and nothing of its
 * own document is live.
 */
export async function noteLikeness(
  tx: Tx,
  scope: TenantScope,
  version: Pick<VersionToIngest, 'versionId' | 'documentId' | 'developmentId' | 'liveReadingId'>,
  sketch: string | null,
): Promise<boolean> {
  const others = sketch === null ? [] : await listSketches(tx, scope, version, MOST_COMPARED);
  const twin = sketch === null ? undefined : findTwin(sketch, others);
  const asked = await isAskedAbout(tx, scope, version.versionId);
  const held = asked && twin !== undefined && version.liveReadingId === null;
  await storeLikeness(tx, scope, version.versionId, {
    held,
    sketch,
    twinDocumentId: twin?.documentId ?? null,
    share: twin?.share ?? null,
  });
  return held;
}
