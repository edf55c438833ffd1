import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { developmentBeside, houseBeside } from '../../fragments/lateral-house.ts';
import { isOwnersMessage } from '../../fragments/own-chats.ts';
import { markMailOf } from '../../fragments/mail-outcome.ts';
import { itsMessage } from '../../fragments/passed-on.ts';
import { builderQuestions, messages } from '../../schema/assistant.ts';
import { homeowners, houses } from '../../schema/homes.ts';
import { developments, tenants } from '../../schema/tenancy.ts';
import type { TenantScope, Tx } from '../../scope.ts';

/*
 * Questions that owners passed on, as their builder sees them (G5).
 */

export type BuilderQuestionPage = { limit: number; before?: string };

/**
 * A tenant's questions, newest first, at most `limit`, older than the id `before` (B1); questions are chosen first, the
 * rest is looked up for them alone.
 */
export function listBuilderQuestions(tx: Tx, scope: TenantScope, page: BuilderQuestionPage) {
  const chosen = tx
    .select()
    .from(builderQuestions)
    .where(
      and(
        eq(builderQuestions.tenantId, scope.tenantId),
        page.before === undefined ? undefined : lt(builderQuestions.id, page.before),
      ),
    )
    .orderBy(desc(builderQuestions.id))
    .limit(page.limit)
    .as('builder_questions');
  const house = houseBeside(tx, builderQuestions);
  const development = developmentBeside(tx);
  const message = tx
    .select({
      tenantId: messages.tenantId,
      homeownerId: messages.homeownerId,
      isOwners: sql<boolean>`${isOwnersMessage}`.as('is_owners'),
    })
    .from(messages)
    .where(itsMessage)
    .limit(1)
    .as('messages');
  const asker = tx
    .select({ fullName: homeowners.fullName, claimedAt: homeowners.claimedAt, endedAt: homeowners.endedAt })
    .from(homeowners)
    .where(and(eq(homeowners.tenantId, message.tenantId), eq(homeowners.id, message.homeownerId)))
    .limit(1)
    .as('homeowners');
  return tx
    .select({
      id: builderQuestions.id,
      question: builderQuestions.question,
      createdAt: builderQuestions.createdAt,
      answeredAt: builderQuestions.answeredAt,
      mailedAt: builderQuestions.mailedAt,
      mailFailedAt: builderQuestions.mailFailedAt,
      houseId: houses.id,
      label: houses.label,
      developmentName: developments.name,
      askerName: homeowners.fullName,
      isOwners: sql<boolean>`${message.isOwners} and ${homeowners.claimedAt} is not null`,
      endedAt: homeowners.endedAt,
    })
    .from(chosen)
    .innerJoinLateral(house, sql`true`)
    .innerJoinLateral(development, sql`true`)
    .innerJoinLateral(message, sql`true`)
    .innerJoinLateral(asker, sql`true`)
    .orderBy(desc(builderQuestions.id))
    .limit(page.limit);
}

/** A question with its house, its builder and who asked it; undefined when there is none. */
export async function findBuilderQuestion(tx: Tx, scope: TenantScope, id: string) {
  const [row] = await tx
    .select({
      id: builderQuestions.id,
      question: builderQuestions.question,
      createdAt: builderQuestions.createdAt,
      answeredAt: builderQuestions.answeredAt,
      houseId: houses.id,
      label: houses.label,
      houseType: houses.houseType,
      developmentId: houses.developmentId,
      developmentName: developments.name,
      supportEmail: tenants.supportEmail,
      askerName: homeowners.fullName,
      askerEmail: homeowners.email,
      claimedAt: homeowners.claimedAt,
      endedAt: homeowners.endedAt,
      isOwners: sql<boolean>`${isOwnersMessage} and ${homeowners.claimedAt} is not null`,
      told: messages.content,
    })
    .from(builderQuestions)
    .innerJoin(messages, itsMessage)
    .innerJoin(homeowners, and(eq(homeowners.tenantId, messages.tenantId), eq(homeowners.id, messages.homeownerId)))
    .innerJoin(houses, and(eq(houses.tenantId, builderQuestions.tenantId), eq(houses.id, builderQuestions.houseId)))
    .innerJoin(developments, and(eq(developments.tenantId, houses.tenantId), eq(developments.id, houses.developmentId)))
    .innerJoin(tenants, eq(tenants.id, builderQuestions.tenantId))
    .where(and(eq(builderQuestions.tenantId, scope.tenantId), eq(builderQuestions.id, id)))
    .limit(1);
  return row;
}

/** Notes what became of a question's mail; the first time of each counts. */
export const markQuestionMail = markMailOf(builderQuestions);
