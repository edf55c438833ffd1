import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import { notEnded } from '../../fragments/not-ended.ts';
import type { TermKind } from '../../schema/care-words.ts';
import { careDone, careTerms } from '../../schema/care.ts';
import { documents } from '../../schema/documents.ts';
import { homeowners, houses } from '../../schema/homes.ts';
import type { HouseScope, Tx } from '../../scope.ts';

/*
 * What the documents of a house say of time, as its owner sees it (F12): confirmed by staff, of documents that the
 * house may read.
 */

/** The day of the handover (ISO date), or where it is not known the day on which the house was claimed. */
export async function readHandover(tx: Tx, scope: HouseScope): Promise<string | null> {
  const [row] = await tx
    .select({
      day: sql<string | null>`coalesce(${houses.handedOverOn}, (${homeowners.claimedAt} at time zone
        'Europe/Dublin')::date)::text`,
    })
    .from(houses)
    .innerJoin(
      homeowners,
      and(eq(homeowners.tenantId, houses.tenantId), eq(homeowners.houseId, houses.id), isNull(homeowners.endedAt)),
    )
    .where(and(eq(houses.tenantId, scope.tenantId), eq(houses.id, scope.houseId)))
    .limit(1);
  return row?.day ?? null;
}

/** Terms of a kind that hold for the house, at most `limit`, with the last time that each was done. */
export function listHouseTerms(tx: Tx, scope: HouseScope, wanted: { kind: TermKind; limit: number; id?: string }) {
  const document = tx
    .select({ title: documents.title })
    .from(documents)
    .where(
      and(
        eq(documents.tenantId, careTerms.tenantId),
        eq(documents.id, careTerms.documentId),
        isNull(documents.deletedAt),
        notEnded(sql`${documents}`),
        sql`${scope.houseType}::text = any(${documents.houseTypes})`,
      ),
    )
    .limit(1)
    .as('documents');
  const done = tx
    .select({ doneOn: careDone.doneOn, dueOn: careDone.dueOn, note: careDone.note })
    .from(careDone)
    .where(
      and(
        eq(careDone.tenantId, careTerms.tenantId),
        eq(careDone.homeownerId, scope.homeownerId),
        eq(careDone.termId, careTerms.id),
      ),
    )
    .orderBy(desc(careDone.dueOn))
    .limit(1)
    .as('care_done');
  return tx
    .select({
      id: careTerms.id,
      subject: careTerms.subject,
      quote: careTerms.quote,
      page: careTerms.page,
      count: careTerms.count,
      unit: careTerms.unit,
      documentId: careTerms.documentId,
      title: document.title,
      doneOn: done.doneOn,
      doneDueOn: done.dueOn,
      note: done.note,
    })
    .from(careTerms)
    .innerJoinLateral(document, sql`true`)
    .leftJoinLateral(done, sql`true`)
    .where(
      and(
        eq(careTerms.tenantId, scope.tenantId),
        eq(careTerms.developmentId, scope.developmentId),
        eq(careTerms.kind, wanted.kind),
        eq(careTerms.state, 'confirmed'),
        wanted.id === undefined ? undefined : eq(careTerms.id, wanted.id),
      ),
    )
    .orderBy(asc(careTerms.id))
    .limit(wanted.limit);
}

/** All that an owner has ticked off, oldest first, at most `limit` behind `after`; what each was stands in its term. */
export function listDone(
  tx: Tx,
  scope: HouseScope,
  page: { limit: number; after?: { termId: string; dueOn: string } | undefined },
) {
  const { after } = page;
  const key = sql`(${careDone.termId}, ${careDone.dueOn})`;
  return tx
    .select({
      termId: careDone.termId,
      dueOn: careDone.dueOn,
      doneOn: careDone.doneOn,
      note: careDone.note,
      subject: careTerms.subject,
    })
    .from(careDone)
    .leftJoin(careTerms, and(eq(careTerms.tenantId, careDone.tenantId), eq(careTerms.id, careDone.termId)))
    .where(
      and(
        eq(careDone.tenantId, scope.tenantId),
        eq(careDone.homeownerId, scope.homeownerId),
        after ? sql`${key} > (${after.termId}::uuid, ${after.dueOn}::date)` : undefined,
      ),
    )
    .orderBy(asc(careDone.termId), asc(careDone.dueOn))
    .limit(page.limit);
}

/** Notes that what was due on `dueOn` is done, once whatever sends it twice. */
export async function insertDone(
  tx: Tx,
  scope: HouseScope,
  done: { termId: string; dueOn: string; doneOn: string; note: string },
): Promise<void> {
  const { tenantId, houseId, homeownerId } = scope;
  await tx
    .insert(careDone)
    .values({ tenantId, houseId, homeownerId, ...done })
    .onConflictDoNothing();
}

/** Takes back that what was due on `dueOn` is done. */
export async function deleteDone(tx: Tx, scope: HouseScope, done: { termId: string; dueOn: string }): Promise<void> {
  await tx
    .delete(careDone)
    .where(
      and(
        eq(careDone.tenantId, scope.tenantId),
        eq(careDone.homeownerId, scope.homeownerId),
        eq(careDone.termId, done.termId),
        eq(careDone.dueOn, done.dueOn),
      ),
    );
}
