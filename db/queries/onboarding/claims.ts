import { and, eq } from 'drizzle-orm';
import { conversations } from '../../schema/assistant.ts';
import type { Tx } from '../../scope.ts';

/** Makes the conversations that a session began before it claimed the house its owner's. */
export async function keepConversationsOf(tx: Tx, session: { tenantId: string; sessionId: string }): Promise<void> {
  await tx
    .update(conversations)
    .set({ sessionId: null })
    .where(and(eq(conversations.tenantId, session.tenantId), eq(conversations.sessionId, session.sessionId)));
}
