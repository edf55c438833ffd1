import { isBeingRead } from '#db/queries/documents/versions.ts';
import { addWarning, findVersion } from '#db/queries/ingestion/versions.ts';
import { withScope, type TenantScope, type Tx } from '#db/scope.ts';
import { toPlainText } from '#app/platform/plain-text.ts';
import { failIngestionIn } from './fail-ingestion.server.ts';

type Ids = { jobId: string; versionId: string };

/**
 * Ends text recognition before it was whole. A version that can be read without it stays so, with a warning; one of
 * scans alone has failed, with the reason. What was recognised is kept for the next try. False when there was no open
 * job. All in one transaction: whoever sees that it has ended sees why.
 */
export function endRecognition(scope: TenantScope, ids: Ids, reason: string): Promise<boolean> {
  return withScope(scope, (tx) => endRecognitionIn(tx, scope, ids, reason));
}

/** The same in the caller's transaction. */
export async function endRecognitionIn(tx: Tx, scope: TenantScope, ids: Ids, reason: string): Promise<boolean> {
  const warning =
    `Text recognition of scanned pages ended before it was whole: ${toPlainText(reason, 800)} ` +
    'Read the document again to go on.';
  const ended = await failIngestionIn(tx, scope, ids, reason);
  const version = await findVersion(tx, scope, ids.versionId);
  if (version && version.liveReadingId !== ids.jobId && !(await isBeingRead(tx, scope, version)))
    await addWarning(tx, scope, ids.versionId, warning);
  return ended;
}
