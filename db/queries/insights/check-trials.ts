import { and, asc, desc, eq, gt, inArray, ne, sql } from 'drizzle-orm';
import type { CheckOutcome } from '../../schema/check-outcomes.ts';
import { answerChecks, checkResults, checkTrials, type CheckAnswer } from '../../schema/checks.ts';
import { documents, documentVersions } from '../../schema/documents.ts';
import type { TenantScope, Tx } from '../../scope.ts';

/*
 * What a development's checks were answered with a version in the place of the live one (G11).
 */

export type TrialResult = {
  checkId: string;
  outcome: CheckOutcome;
  approved: CheckAnswer;
  answer: CheckAnswer;
};

const ofVersion = (scope: TenantScope, versionId: string) =>
  and(eq(checkTrials.tenantId, scope.tenantId), eq(checkTrials.versionId, versionId));
const resultsOf = (scope: TenantScope, versionId: string) =>
  and(eq(checkResults.tenantId, scope.tenantId), eq(checkResults.versionId, versionId));

type NewTrial = Pick<
  typeof checkTrials.$inferInsert,
  'versionId' | 'documentId' | 'developmentId' | 'readingId' | 'libraryVersion'
>;

/** Begins a trial in the place of what was known of the version; a decision to publish it all the same stays. */
export async function beginTrial(tx: Tx, scope: TenantScope, trial: NewTrial): Promise<{ waived: boolean }> {
  const { readingId, libraryVersion } = trial;
  const [row] = await tx
    .insert(checkTrials)
    .values({ tenantId: scope.tenantId, ...trial })
    .onConflictDoUpdate({
      target: [checkTrials.tenantId, checkTrials.versionId],
      set: { readingId, libraryVersion, held: false, lost: 0, startedAt: sql`now()` },
    })
    .returning({ waived: checkTrials.waived });
  const waived = row?.waived ?? false;
  if (!waived) await tx.delete(checkResults).where(resultsOf(scope, trial.versionId));
  return { waived };
}

export async function findTrial(tx: Tx, scope: TenantScope, versionId: string) {
  const [row] = await tx.select().from(checkTrials).where(ofVersion(scope, versionId)).limit(1);
  return row;
}

/** Stores what was made of checks, in the place of an earlier try; one that was taken away meanwhile is left out. */
export async function storeResults(
  tx: Tx,
  scope: TenantScope,
  versionId: string,
  results: readonly TrialResult[],
): Promise<void> {
  if (results.length === 0) return;
  await tx.execute(sql`
    insert into check_results (tenant_id, version_id, check_id, outcome, approved, answer)
    select c.tenant_id, ${versionId}, c.id, made.outcome, made.approved, made.answer
    from jsonb_to_recordset(${JSON.stringify(results)}::jsonb) as made ("checkId" uuid, outcome text, approved jsonb,
      answer jsonb)
    join answer_checks c on c.tenant_id = ${scope.tenantId} and c.id = made."checkId"
    on conflict (tenant_id, version_id, check_id) do update set outcome = excluded.outcome,
      approved = excluded.approved, answer = excluded.answer`);
}

/** How many results a trial has, by outcome. */
export function countResults(
  tx: Tx,
  scope: TenantScope,
  versionId: string,
): Promise<{ outcome: CheckOutcome; checks: number }[]> {
  return tx
    .select({ outcome: checkResults.outcome, checks: sql<number>`count(*)::int` })
    .from(checkResults)
    .where(resultsOf(scope, versionId))
    .groupBy(checkResults.outcome)
    .limit(10);
}

/** Holds a version until somebody decides about the `lost` answers. */
export async function holdVersion(tx: Tx, scope: TenantScope, versionId: string, lost: number): Promise<void> {
  await tx.update(checkTrials).set({ held: true, lost }).where(ofVersion(scope, versionId));
}

/**
 * Ends the wait of a version that is held, for the caller's transaction to decide about it; false when nothing waits,
 * also for the second of two who decide at once. `waived`: it is to be published whatever it loses.
 */
export async function endHold(tx: Tx, scope: TenantScope, versionId: string, waived: boolean): Promise<boolean> {
  const { rowCount } = await tx
    .update(checkTrials)
    .set({ held: false, waived })
    .where(and(ofVersion(scope, versionId), checkTrials.held));
  return rowCount === 1;
}

/**
 * Makes the answers of a trial the approved ones, of the named checks or of all that would be lost. A check whose
 * approved answer is another by now is left out. Returns how many.
 */
export async function approveResults(
  tx: Tx,
  scope: TenantScope,
  versionId: string,
  which: 'lost' | string,
): Promise<number> {
  const chosen = which === 'lost' ? sql`r.outcome = 'lost'` : sql`r.check_id = ${which}`;
  const by = scope.actor.kind === 'staff' ? scope.actor.userId : null;
  const { rowCount } = await tx.execute(sql`
    update answer_checks c set approved = r.answer, approved_at = now(), approved_by = ${by}, version = c.version + 1
    from check_results r
    where r.tenant_id = ${scope.tenantId} and r.version_id = ${versionId} and ${chosen} and c.tenant_id = r.tenant_id
      and c.id = r.check_id and c.approved = r.approved`);
  await tx.execute(sql`
    update check_results r set outcome = 'same', approved = r.answer
    from answer_checks c
    where r.tenant_id = ${scope.tenantId} and r.version_id = ${versionId} and ${chosen} and c.tenant_id = r.tenant_id
      and c.id = r.check_id and c.approved = r.answer`);
  return rowCount ?? 0;
}

/** Makes a published version's results what its checks are answered now, and ends what waits of its document. */
export async function adoptResults(
  tx: Tx,
  scope: TenantScope,
  { documentId, versionId }: { documentId: string; versionId: string },
): Promise<void> {
  await tx.execute(sql`
    update answer_checks c set answer = r.answer, outcome = r.outcome, asked_at = now(), version = c.version + 1
    from check_results r
    where r.tenant_id = ${scope.tenantId} and r.version_id = ${versionId} and c.tenant_id = r.tenant_id
      and c.id = r.check_id and c.approved = r.approved`);
  const versions = tx
    .select({ id: documentVersions.id })
    .from(documentVersions)
    .where(and(eq(documentVersions.tenantId, scope.tenantId), eq(documentVersions.documentId, documentId)));
  await tx
    .update(checkTrials)
    .set({ held: false, waived: false })
    .where(and(eq(checkTrials.tenantId, scope.tenantId), inArray(checkTrials.versionId, versions)));
}

/** Results of a trial with their questions, at most `limit` (B1), behind `after`; without `outcome` all but same. */
export function listResults(
  tx: Tx,
  scope: TenantScope,
  page: { versionId: string; outcome?: CheckOutcome | undefined; after?: string | undefined; limit: number },
) {
  return tx
    .select({
      id: checkResults.checkId,
      question: answerChecks.question,
      houseType: answerChecks.houseType,
      outcome: checkResults.outcome,
      approved: checkResults.approved,
      answer: checkResults.answer,
    })
    .from(checkResults)
    .innerJoin(
      answerChecks,
      and(eq(answerChecks.tenantId, checkResults.tenantId), eq(answerChecks.id, checkResults.checkId)),
    )
    .where(
      and(
        resultsOf(scope, page.versionId),
        page.outcome === undefined ? ne(checkResults.outcome, 'same') : eq(checkResults.outcome, page.outcome),
        page.after === undefined ? undefined : gt(checkResults.checkId, page.after),
      ),
    )
    .orderBy(asc(checkResults.checkId))
    .limit(page.limit);
}

/** The versions of a development that wait for a decision, the newest of their documents, at most 50. */
export function listHeld(tx: Tx, scope: TenantScope, developmentId: string) {
  const newest = sql`(select v.id from document_versions v where v.tenant_id = ${documents.tenantId}
    and v.document_id = ${documents.id} order by v.version desc limit 1)`;
  return tx
    .select({
      versionId: checkTrials.versionId,
      lost: checkTrials.lost,
      documentId: documents.id,
      title: documents.title,
    })
    .from(checkTrials)
    .innerJoin(documents, and(eq(documents.tenantId, checkTrials.tenantId), eq(documents.id, checkTrials.documentId)))
    .where(
      and(
        eq(checkTrials.tenantId, scope.tenantId),
        checkTrials.held,
        eq(checkTrials.developmentId, developmentId),
        sql`${documents.deletedAt} is null and ${checkTrials.versionId} = ${newest}`,
      ),
    )
    .orderBy(desc(checkTrials.versionId))
    .limit(50);
}

/** Keeps a trial as it is until the transaction ends: of two who decide at once the second sees what the first did. */
export async function lockTrial(tx: Tx, scope: TenantScope, versionId: string): Promise<void> {
  await tx
    .select({ held: checkTrials.held })
    .from(checkTrials)
    .where(ofVersion(scope, versionId))
    .limit(1)
    .for('update');
}

/** The version that a trial is of, with its document and the number of the live version. */
export async function findTriedVersion(tx: Tx, scope: TenantScope, versionId: string) {
  const [row] = await tx
    .select({
      versionId: documentVersions.id,
      version: documentVersions.version,
      status: documentVersions.status,
      documentId: documents.id,
      title: documents.title,
      live: sql<boolean>`coalesce(${documents.liveVersionId} = ${documentVersions.id}, false)`,
      liveVersion: sql<number | null>`(select l.version from document_versions l
        where l.tenant_id = ${documents.tenantId} and l.id = ${documents.liveVersionId})`,
      newest: sql<boolean>`not exists (select from document_versions n where n.tenant_id = ${documents.tenantId}
        and n.document_id = ${documents.id} and n.version > ${documentVersions.version})`,
      held: checkTrials.held,
      lost: checkTrials.lost,
      startedAt: checkTrials.startedAt,
    })
    .from(checkTrials)
    .innerJoin(
      documentVersions,
      and(eq(documentVersions.tenantId, checkTrials.tenantId), eq(documentVersions.id, checkTrials.versionId)),
    )
    .innerJoin(documents, and(eq(documents.tenantId, checkTrials.tenantId), eq(documents.id, checkTrials.documentId)))
    .where(and(ofVersion(scope, versionId), sql`${documents.deletedAt} is null`))
    .limit(1);
  return row;
}
