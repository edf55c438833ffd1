import { lockDocument } from '#db/queries/documents/house-types.ts';
import { findVersion } from '#db/queries/ingestion/versions.ts';
import { storeResults, type TrialResult } from '#db/queries/insights/check-trials.ts';
import { readChecksToAsk } from '#db/queries/insights/checks.ts';
import { holdOpenJob } from '#db/queries/jobs/jobs.ts';
import { withScope, type HouseScope, type TenantScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { askCheck, type CheckModel } from './ask-check.server.ts';
import type { TrialIds } from './begin-trial.server.ts';
import { judgeAnswer } from './judge-answer.ts';

/** Checks of one step: what a retry repeats at most. */
export const CHECK_BATCH = 25;

/** Makes the scope of somebody of a house type who reads the library, as it would be with `trial`. */
export type MakeReader = (reader: Pick<HouseScope, 'tenantId' | 'developmentId' | 'houseType' | 'trial'>) => HouseScope;

/**
 * Asks the next approved checks behind the id `after` of a trial, and stores what became of each; asking them again
 * stores the same. One that the published documents have lost already is left out. Returns the last one's id; null once
 * all were asked. Throws AppError `gone` when the job has ended.
 */
export async function tryChecks(
  scope: TenantScope,
  ids: TrialIds,
  { after, libraryVersion }: { after: string | null; libraryVersion: string },
  { model, reader }: { model: CheckModel; reader: MakeReader },
): Promise<string | null> {
  const found = await withScope(scope, async (tx) => {
    const version = await findVersion(tx, scope, ids.versionId);
    const document = version && (await lockDocument(tx, scope, version.documentId));
    if (!document) return undefined;
    const { developmentId } = version;
    const page = { which: { houseTypes: document.houseTypes }, after: after ?? undefined, limit: CHECK_BATCH };
    return { developmentId, checks: await readChecksToAsk(tx, scope, { developmentId, ...page }) };
  });
  if (!found) return null;
  const trial = { documentId: ids.documentId, readingId: ids.jobId };
  const results: TrialResult[] = [];
  for (const { id, question, houseType, approved } of found.checks) {
    if (!approved) continue;
    const house = { tenantId: scope.tenantId, developmentId: found.developmentId, houseType };
    const answer = await askCheck(reader({ ...house, trial }), question, { model, libraryVersion });
    const outcome = judgeAnswer(question, approved, answer);
    if (outcome === 'lost') {
      const live = await askCheck(reader(house), question, { model, libraryVersion });
      // What is lost already, this version does not lose.
      if (judgeAnswer(question, approved, live) === 'lost') continue;
    }
    results.push({ checkId: id, outcome, approved, answer });
  }
  await withScope(scope, async (tx) => {
    if (!(await holdOpenJob(tx, scope, ids.jobId))) throw new AppError('gone', 'The job has ended already.');
    await storeResults(tx, scope, ids.versionId, results);
  });
  return found.checks.length === CHECK_BATCH ? (found.checks.at(-1)?.id ?? null) : null;
}
