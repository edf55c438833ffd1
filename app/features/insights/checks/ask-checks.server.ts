import { countChecks, readChecksToAsk, storeAnswers, type AskedCheck } from '#db/queries/insights/checks.ts';
import { holdOpenJob, updateJobProgress } from '#db/queries/jobs/jobs.ts';
import { readLibraryVersion } from '#db/queries/retrieval/passages.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { askCheck, type CheckModel } from './ask-check.server.ts';
import { judgeAnswer } from './judge-answer.ts';
import { CHECK_BATCH, type MakeReader } from './try-checks.server.ts';

/**
 * Asks the next checks of a development behind the id `after` of the published documents, and stores what became of
 * each; asking them again stores the same. `which`: all, or those that were never asked. `done`: how many were asked
 * before these. Returns how many with these, and the last one's id; null once all were asked, or the job has ended.
 */
export async function askChecks(
  scope: TenantScope,
  { jobId, developmentId }: { jobId: string; developmentId: string },
  { which, after, done }: { which: 'all' | 'unasked'; after: string | null; done: number },
  { model, reader }: { model: CheckModel; reader: MakeReader },
): Promise<{ asked: number; after: string | null }> {
  const found = await withScope(scope, async (tx) => {
    if (!(await holdOpenJob(tx, scope, jobId))) return undefined;
    const page = { developmentId, which, after: after ?? undefined, limit: CHECK_BATCH };
    return {
      checks: await readChecksToAsk(tx, scope, page),
      libraryVersion: await readLibraryVersion(tx, { tenantId: scope.tenantId, developmentId }),
    };
  });
  if (!found) return { asked: done, after: null };
  const { checks, libraryVersion } = found;
  const asked: AskedCheck[] = [];
  for (const { id, version, question, houseType, approved } of checks) {
    const asker = reader({ tenantId: scope.tenantId, developmentId, houseType });
    const answer = await askCheck(asker, question, { model, libraryVersion });
    asked.push({ id, version, answer, outcome: judgeAnswer(question, approved, answer) });
  }
  await withScope(scope, async (tx) => {
    if (!(await holdOpenJob(tx, scope, jobId))) return;
    await storeAnswers(tx, scope, asked);
    const all = (await countChecks(tx, scope, developmentId)).reduce((sum, row) => sum + row.checks, 0);
    await updateJobProgress(tx, scope, jobId, Math.floor((100 * (done + asked.length)) / Math.max(1, all)));
  });
  return { asked: done + asked.length, after: checks.length === CHECK_BATCH ? (checks.at(-1)?.id ?? null) : null };
}
