import { and, count, eq, min, sql } from 'drizzle-orm';
import { builderQuestions, messageFeedback, messages } from '../../schema/assistant.ts';
import type { HouseScope, Tx } from '../../scope.ts';

/** How much an owner has written, and since when. */
export async function countOwnData(tx: Tx, scope: HouseScope) {
  const own = and(
    eq(messages.tenantId, scope.tenantId),
    eq(messages.houseId, scope.houseId),
    eq(messages.homeownerId, scope.homeownerId),
  );
  const [row] = await tx
    .select({
      questions: sql<number>`(count(*) filter (where ${messages.role} = 'user'))::int`,
      since: min(messages.createdAt),
      ratings: sql<number>`count(${messageFeedback.messageId})::int`,
      passedOn: count(builderQuestions.id),
    })
    .from(messages)
    .leftJoin(
      messageFeedback,
      and(eq(messageFeedback.tenantId, messages.tenantId), eq(messageFeedback.messageId, messages.id)),
    )
    .leftJoin(
      builderQuestions,
      and(eq(builderQuestions.tenantId, messages.tenantId), eq(builderQuestions.messageId, messages.id)),
    )
    .where(own);
  return row ?? { questions: 0, since: null, ratings: 0, passedOn: 0 };
}
