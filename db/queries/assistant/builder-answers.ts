import { and, asc, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { isOwnersMessage, ownMessages } from '../../fragments/own-chats.ts';
import { markMailOf } from '../../fragments/mail-outcome.ts';
import { itsMessage, itsQuestion } from '../../fragments/passed-on.ts';
import { builderAnswers, builderQuestions, messages } from '../../schema/assistant.ts';
import { homeowners, houses } from '../../schema/homes.ts';
import { tenants } from '../../schema/tenancy.ts';
import type { HouseScope, TenantScope, Tx } from '../../scope.ts';

/*
 * What the builder's staff answer to questions that owners passed on (G9).
 */

/** The answers to a question, oldest first, at most `limit`. */
export function listBuilderAnswers(tx: Tx, scope: TenantScope, questionId: string, limit: number) {
  return tx
    .select({
      id: builderAnswers.id,
      text: builderAnswers.text,
      createdAt: builderAnswers.createdAt,
      seenAt: builderAnswers.seenAt,
      mailedAt: builderAnswers.mailedAt,
      mailFailedAt: builderAnswers.mailFailedAt,
    })
    .from(builderAnswers)
    .where(and(eq(builderAnswers.tenantId, scope.tenantId), eq(builderAnswers.questionId, questionId)))
    .orderBy(asc(builderAnswers.id))
    .limit(limit);
}

/**
 * Takes a question for an answer that is written now. False when another answer came since `seen`, the moment of the
 * latest one that its writer knew of; null for none.
 */
export async function takeQuestion(tx: Tx, scope: TenantScope, id: string, seen: Date | null): Promise<boolean> {
  const { rowCount } = await tx
    .update(builderQuestions)
    .set({ answeredAt: sql`now()` })
    .where(
      and(
        eq(builderQuestions.tenantId, scope.tenantId),
        eq(builderQuestions.id, id),
        seen === null ? isNull(builderQuestions.answeredAt) : eq(builderQuestions.answeredAt, seen),
      ),
    );
  return (rowCount ?? 0) > 0;
}

export async function insertBuilderAnswer(
  tx: Tx,
  scope: TenantScope,
  answer: { id: string; houseId: string; questionId: string; text: string },
): Promise<void> {
  await tx.insert(builderAnswers).values({ tenantId: scope.tenantId, ...answer });
}

/** What the mail about an answer says and to whom it goes; undefined unless the house's present owner asked. */
export async function findAnswerToMail(tx: Tx, scope: TenantScope, id: string) {
  const [row] = await tx
    .select({
      text: builderAnswers.text,
      createdAt: builderAnswers.createdAt,
      question: builderQuestions.question,
      conversationId: messages.conversationId,
      label: houses.label,
      ownerEmail: homeowners.email,
      tenantName: tenants.name,
      supportEmail: tenants.supportEmail,
    })
    .from(builderAnswers)
    .innerJoin(builderQuestions, itsQuestion)
    .innerJoin(messages, itsMessage)
    .innerJoin(
      homeowners,
      and(
        eq(homeowners.tenantId, messages.tenantId),
        eq(homeowners.id, messages.homeownerId),
        isNull(homeowners.endedAt),
      ),
    )
    .innerJoin(houses, and(eq(houses.tenantId, builderAnswers.tenantId), eq(houses.id, builderAnswers.houseId)))
    .innerJoin(tenants, eq(tenants.id, builderAnswers.tenantId))
    .where(
      and(
        eq(builderAnswers.tenantId, scope.tenantId),
        eq(builderAnswers.id, id),
        isNotNull(homeowners.claimedAt),
        isOwnersMessage,
      ),
    )
    .limit(1);
  return row;
}

/** Notes what became of an answer's mail; the first time of each counts. */
export const markAnswerMail = markMailOf(builderAnswers);

/** The answers that an owner got, the latest first, at most `limit`. */
export function listOwnerAnswers(tx: Tx, scope: HouseScope, limit: number) {
  return tx
    .select({
      id: builderAnswers.id,
      text: builderAnswers.text,
      question: builderQuestions.question,
      createdAt: builderAnswers.createdAt,
      seenAt: builderAnswers.seenAt,
      conversationId: messages.conversationId,
    })
    .from(messages)
    .innerJoin(
      builderQuestions,
      and(eq(builderQuestions.tenantId, messages.tenantId), eq(builderQuestions.messageId, messages.id)),
    )
    .innerJoin(
      builderAnswers,
      and(eq(builderAnswers.tenantId, builderQuestions.tenantId), eq(builderAnswers.questionId, builderQuestions.id)),
    )
    .where(ownMessages(scope))
    .orderBy(desc(builderAnswers.id))
    .limit(limit);
}

/** How many answers an owner has not seen, counted to `most`. */
export async function countUnseenAnswers(tx: Tx, scope: HouseScope, most: number): Promise<number> {
  const unseen = tx
    .select({ id: builderAnswers.id })
    .from(builderAnswers)
    .innerJoin(builderQuestions, itsQuestion)
    .innerJoin(messages, itsMessage)
    .where(
      and(
        eq(builderAnswers.tenantId, scope.tenantId),
        eq(builderAnswers.houseId, scope.houseId),
        isNull(builderAnswers.seenAt),
        ownMessages(scope),
      ),
    )
    .orderBy(desc(builderAnswers.id))
    .limit(most)
    .as('unseen');
  const [row] = await tx.select({ count: sql<number>`count(*)::int` }).from(unseen);
  return row?.count ?? 0;
}

/** Notes that the owner has seen these answers, at most 20 of them; once. */
export async function markAnswersSeen(tx: Tx, scope: HouseScope, ids: readonly string[]): Promise<void> {
  await tx
    .update(builderAnswers)
    .set({ seenAt: sql`now()` })
    .where(
      and(
        eq(builderAnswers.tenantId, scope.tenantId),
        eq(builderAnswers.houseId, scope.houseId),
        sql`${builderAnswers.id} = any(${sql.param(ids)}::uuid[])`,
        isNull(builderAnswers.seenAt),
        sql`exists (select from builder_questions q join messages m on m.tenant_id = q.tenant_id and m.id = q.message_id
          where q.tenant_id = ${builderAnswers.tenantId} and q.id = ${builderAnswers.questionId}
            and m.homeowner_id = ${scope.homeownerId})`,
      ),
    );
}
