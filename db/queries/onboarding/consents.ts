import { and, eq } from 'drizzle-orm';
import { consents } from '../../schema/privacy.ts';
import type { HouseScope, Tx } from '../../scope.ts';

export type Consent = Pick<typeof consents.$inferSelect, 'document' | 'version'>;

/** Notes what an owner has accepted; what was accepted before stays as it was. */
export async function insertConsents(
  tx: Tx,
  owner: { tenantId: string; homeownerId: string },
  accepted: readonly Consent[],
): Promise<void> {
  const { tenantId, homeownerId } = owner;
  await tx
    .insert(consents)
    .values(accepted.map((one) => ({ ...one, tenantId, homeownerId })))
    .onConflictDoNothing();
}

/** What the owner of a scope has accepted, and when. */
export function listConsents(tx: Tx, scope: HouseScope) {
  return tx
    .select({ document: consents.document, version: consents.version, acceptedAt: consents.acceptedAt })
    .from(consents)
    .where(and(eq(consents.tenantId, scope.tenantId), eq(consents.homeownerId, scope.homeownerId)))
    .limit(100);
}
