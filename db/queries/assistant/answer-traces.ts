import { answerTraces } from '../../schema/assistant.ts';
import type { HouseScope, Tx } from '../../scope.ts';

export type NewAnswerTrace = {
  messageId: string;
  latencyMs: number;
  requestId: string | null;
  parts: Record<string, unknown>;
};

/** Stores why an answer of the house was given. Needs no more than to insert. */
export async function insertAnswerTrace(tx: Tx, scope: HouseScope, trace: NewAnswerTrace): Promise<void> {
  const { tenantId, developmentId, houseId } = scope;
  await tx.insert(answerTraces).values({ ...trace, tenantId, developmentId, houseId });
}
