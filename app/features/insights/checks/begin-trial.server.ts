import { lockDocument, alignHouseTypes } from '#db/queries/documents/house-types.ts';
import { findVersion } from '#db/queries/ingestion/versions.ts';
import { beginTrial as query, endHold } from '#db/queries/insights/check-trials.ts';
import { readChecksToAsk } from '#db/queries/insights/checks.ts';
import { holdOpenJob } from '#db/queries/jobs/jobs.ts';
import { readLibraryVersion } from '#db/queries/retrieval/passages.ts';
import { withScope, type TenantScope } from '#db/scope.ts';

const NOTHING = { tried: false, libraryVersion: null };

export type TrialIds = { jobId: string; documentId: string; versionId: string };

/**
 * Begins to ask the checks of a development as they would be answered with the reading of this job in the place of its
 * document's live one, for the house types that may read it. `libraryVersion`: of the library that it is tried in; null
 * where there is nothing to ask. `tried`: there is a trial, perhaps of before, whose version is to be published
 * whatever it loses.
 */
export async function beginTrial(
  scope: TenantScope,
  ids: TrialIds,
): Promise<{ tried: boolean; libraryVersion: string | null }> {
  return withScope(scope, async (tx) => {
    if (!(await holdOpenJob(tx, scope, ids.jobId))) return NOTHING;
    const document = await lockDocument(tx, scope, ids.documentId);
    const version = await findVersion(tx, scope, ids.versionId);
    if (!document || !version || version.liveReadingId === null || version.liveReadingId === ids.jobId) return NOTHING;
    const { documentId, versionId, developmentId } = version;
    const which = { houseTypes: document.houseTypes };
    const [first] = await readChecksToAsk(tx, scope, { developmentId, which, limit: 1 });
    if (!first) {
      await endHold(tx, scope, versionId, false);
      return NOTHING;
    }
    const libraryVersion = await readLibraryVersion(tx, { tenantId: scope.tenantId, developmentId });
    const trial = { documentId, versionId, developmentId, readingId: ids.jobId, libraryVersion };
    const { waived } = await query(tx, scope, trial);
    if (waived) return { tried: true, libraryVersion: null };
    // They may have been changed while it was read, as when it is published.
    await alignHouseTypes(tx, scope, documentId, document.houseTypes);
    return { tried: true, libraryVersion };
  });
}
