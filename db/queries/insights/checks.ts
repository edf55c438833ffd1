import { and, asc, desc, eq, gt, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { CheckOutcome } from '../../schema/check-outcomes.ts';
import { answerChecks, type CheckAnswer } from '../../schema/checks.ts';
import type { TenantScope, Tx } from '../../scope.ts';

export type { CheckAnswer } from '../../schema/checks.ts';

/*
 * Questions with approved answers, by development (G11).
 */

export type CheckRow = Omit<typeof answerChecks.$inferSelect, 'tenantId' | 'approvedBy'>;
export type CheckToAsk = Pick<CheckRow, 'id' | 'question' | 'houseType' | 'approved' | 'version'>;
export type AskedCheck = { id: string; version: number; answer: CheckAnswer; outcome: CheckOutcome };

const checkIs = (scope: TenantScope, id: string) =>
  and(eq(answerChecks.tenantId, scope.tenantId), eq(answerChecks.id, id));
const ofDevelopment = (scope: Pick<TenantScope, 'tenantId'>, developmentId: string) =>
  and(eq(answerChecks.tenantId, scope.tenantId), eq(answerChecks.developmentId, developmentId));

/** Adds checks; one that is there already stays as it is. Returns how many are new. */
export async function insertChecks(
  tx: Tx,
  scope: Pick<TenantScope, 'tenantId'>,
  checks: readonly { developmentId: string; houseType: string; question: string }[],
): Promise<number> {
  const rows = await tx
    .insert(answerChecks)
    .values(checks.map((check) => ({ tenantId: scope.tenantId, ...check })))
    .onConflictDoNothing()
    .returning({ id: answerChecks.id });
  return rows.length;
}

/** Checks of a development, newest first, at most `limit` (B1), older than the id `before`. */
export function listChecks(
  tx: Tx,
  scope: TenantScope,
  page: { developmentId: string; outcome?: CheckOutcome | undefined; before?: string | undefined; limit: number },
): Promise<CheckRow[]> {
  const { tenantId: _tenantId, approvedBy: _approvedBy, ...columns } = columnsOf;
  return tx
    .select(columns)
    .from(answerChecks)
    .where(
      and(
        ofDevelopment(scope, page.developmentId),
        page.outcome === undefined ? undefined : eq(answerChecks.outcome, page.outcome),
        page.before === undefined ? undefined : lt(answerChecks.id, page.before),
      ),
    )
    .orderBy(desc(answerChecks.id))
    .limit(page.limit);
}

const columnsOf = {
  tenantId: answerChecks.tenantId,
  approvedBy: answerChecks.approvedBy,
  id: answerChecks.id,
  developmentId: answerChecks.developmentId,
  houseType: answerChecks.houseType,
  question: answerChecks.question,
  approved: answerChecks.approved,
  approvedAt: answerChecks.approvedAt,
  answer: answerChecks.answer,
  outcome: answerChecks.outcome,
  askedAt: answerChecks.askedAt,
  version: answerChecks.version,
  createdAt: answerChecks.createdAt,
};

/** How many checks a development has, by what became of them; of those that were not asked yet, null. */
export async function countChecks(
  tx: Tx,
  scope: Pick<TenantScope, 'tenantId'>,
  developmentId: string,
): Promise<{ outcome: CheckOutcome | null; checks: number }[]> {
  return tx
    .select({ outcome: answerChecks.outcome, checks: sql<number>`count(*)::int` })
    .from(answerChecks)
    .where(ofDevelopment(scope, developmentId))
    .groupBy(answerChecks.outcome)
    .limit(10);
}

/**
 * Checks of a development in the order of their ids, behind `after`, at most `limit`. `which`: all, those that were
 * never asked, or those that were approved for one of `houseTypes`.
 */
export function readChecksToAsk(
  tx: Tx,
  scope: TenantScope,
  page: {
    developmentId: string;
    which: 'all' | 'unasked' | { houseTypes: string[] };
    after?: string | undefined;
    limit: number;
  },
): Promise<CheckToAsk[]> {
  const { which } = page;
  return tx
    .select({
      id: answerChecks.id,
      question: answerChecks.question,
      houseType: answerChecks.houseType,
      approved: answerChecks.approved,
      version: answerChecks.version,
    })
    .from(answerChecks)
    .where(
      and(
        ofDevelopment(scope, page.developmentId),
        which === 'unasked' ? isNull(answerChecks.askedAt) : undefined,
        typeof which === 'object'
          ? and(inArray(answerChecks.houseType, which.houseTypes), sql`${answerChecks.approved} is not null`)
          : undefined,
        page.after === undefined ? undefined : gt(answerChecks.id, page.after),
      ),
    )
    .orderBy(asc(answerChecks.id))
    .limit(page.limit);
}

/**
 * Stores what checks were answered now; one that somebody has decided about since it was read stays as it is. Its
 * version is raised when what staff see of it has changed.
 */
export async function storeAnswers(tx: Tx, scope: TenantScope, asked: readonly AskedCheck[]): Promise<void> {
  if (asked.length === 0) return;
  await tx.execute(sql`
    update answer_checks c set answer = asked.answer, outcome = asked.outcome, asked_at = now(),
      version = c.version + ((c.answer, c.outcome) is distinct from (asked.answer, asked.outcome))::int
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as asked (id uuid, version int, answer jsonb, outcome text)
    where c.tenant_id = ${scope.tenantId} and c.id = asked.id and c.version = asked.version`);
}

/**
 * Makes the latest answer of a check that is still at `version` the approved one. False when it is not, or it has no
 * answer.
 */
export async function approveCheck(
  tx: Tx,
  scope: TenantScope,
  { id, version }: { id: string; version: number },
): Promise<boolean> {
  const rows = await tx
    .update(answerChecks)
    .set({
      approved: sql`${answerChecks.answer}`,
      approvedAt: sql`now()`,
      approvedBy: scope.actor.kind === 'staff' ? scope.actor.userId : null,
      outcome: 'same',
      version: version + 1,
    })
    .where(and(checkIs(scope, id), eq(answerChecks.version, version), sql`${answerChecks.answer} is not null`))
    .returning({ id: answerChecks.id });
  return rows.length > 0;
}

/** Takes a check away. False when there is none. */
export async function deleteCheck(tx: Tx, scope: TenantScope, id: string): Promise<boolean> {
  const rows = await tx.delete(answerChecks).where(checkIs(scope, id)).returning({ id: answerChecks.id });
  return rows.length > 0;
}
