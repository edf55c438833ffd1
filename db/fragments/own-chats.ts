import { and, eq, isNull, or, sql, type SQL } from 'drizzle-orm';
import { conversations, messages } from '../schema/assistant.ts';
import type { HouseScope } from '../scope.ts';

/**
 * Conversations of this session: before the house is claimed those that it began itself, then all of the owner's. A
 * former owner's (E10) and those of others who scanned the code stay out.
 */
export function ownConversations(scope: HouseScope): SQL {
  const bySession = eq(conversations.sessionId, scope.sessionId);
  return and(
    eq(conversations.tenantId, scope.tenantId),
    eq(conversations.houseId, scope.houseId),
    eq(conversations.homeownerId, scope.homeownerId),
    scope.claimed ? or(isNull(conversations.sessionId), bySession) : bySession,
  )!;
}

/**
 * Is the conversation of a message its owner's? One that somebody began by scanning the code, before the house was
 * claimed by another session, is not.
 */
export const isOwnersMessage = sql<boolean>`exists (select from ${conversations} where ${and(
  eq(conversations.tenantId, messages.tenantId),
  eq(conversations.id, messages.conversationId),
  isNull(conversations.sessionId),
)})`;

/** The messages of those conversations. */
export function ownMessages(scope: HouseScope): SQL {
  const itsConversation = and(eq(conversations.id, messages.conversationId), ownConversations(scope));
  return and(
    eq(messages.tenantId, scope.tenantId),
    eq(messages.houseId, scope.houseId),
    eq(messages.homeownerId, scope.homeownerId),
    sql`exists (select from ${conversations} where ${itsConversation})`,
  )!;
}
