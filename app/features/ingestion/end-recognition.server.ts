import { isBeingRead } from '#db/queries/documents/versions.ts';
import { addWarning, findVersion } from '#db/queries/ingestion/versions.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { toPlainText } from '#app/platform/plain-text.ts';
import { failIngestionIn } from './fail-ingestion.server.ts';

/**
 * Ends text recognition before it was whole. A version that can be read without it stays so, with a warning; one of
 * scans alone has failed, with the reason. What was recognised is kept for the next try. False when there was no open
 * job. All in one transaction: whoever sees that it has ended sees why.
 */
export async function endRecognition(
  scope: TenantScope,
  ids: { jobId: string; versionId: string },
  reason: string,
): Promise<boolean> {
  const warning =
    `Text recognition of scanned pages ended before it was whole: ${toPlainText(reason, 800)} ` +
    'Read the document again to go on.';
  return withScope(scope, async (tx) => {
    const ended = await failIngestionIn(tx, scope, ids, reason);
    const version = await findVersion(tx, scope, ids.versionId);
    if (version && version.liveReadingId !== ids.jobId && !(await isBeingRead(tx, scope, version)))
      await addWarning(tx, scope, ids.versionId, warning);
    return ended;
  });
}
