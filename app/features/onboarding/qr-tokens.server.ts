import { v7 } from 'uuid';
import { noSuchHouse } from '#app/features/homes/no-such-house.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { sessionSecret } from '#app/features/identity/sessions/session-key.server.ts';
import { deriveQrToken, hashToken } from '#app/platform/tokens.ts';
import { insertQrToken, revokeQrTokensOf } from '#db/queries/onboarding/qr-codes.ts';
import { endSessionsBefore, lockOwner } from '#db/queries/identity/owners.ts';
import type { TenantScope, Tx } from '#db/scope.ts';

/*
 * QR codes of a house (E5): 256 bits, derived from SESSION_SECRET and the row's id, so that a sheet can be printed
 * again while the database holds only hashes. Under another SESSION_SECRET printed codes stay good, but a sheet printed
 * anew would show codes that nobody knows: re-issue before printing then.
 */

/** The token that is printed for the row `tokenId`. */
export function qrTokenOf(tenantId: string, tokenId: string): string {
  return deriveQrToken(sessionSecret(), tenantId, tokenId);
}

/** Gives a house one more code, in the caller's transaction. Returns its row's id and the token to print. */
export async function createQrToken(
  tx: Tx,
  scope: TenantScope,
  houseId: string,
): Promise<{ id: string; token: string }> {
  const id = v7();
  const token = qrTokenOf(scope.tenantId, id);
  await insertQrToken(tx, { tenantId: scope.tenantId, id, houseId, tokenHash: hashToken(token) });
  return { id, token };
}

/**
 * Revokes all codes of a house. While nobody has claimed the house, the sessions that came from those codes end too; an
 * owner stays signed in. Returns how many codes were still good. Throws AppError 404 for a house without an owner.
 */
export async function revokeQrTokens(tx: Tx, scope: TenantScope, houseId: string): Promise<number> {
  const house = { tenantId: scope.tenantId, houseId };
  // Codes first, then the owner: the order in which a scan locks them.
  const revoked = await revokeQrTokensOf(tx, house);
  const owner = await lockOwner(tx, house);
  if (!owner) throw noSuchHouse();
  if (!owner.claimedAt) await endSessionsBefore(tx, house, new Date(owner.now.getTime() + 1));
  await recordAudit(tx, scope, {
    action: 'qr.revoked',
    subjectType: 'house',
    subjectId: houseId,
    details: { revoked },
  });
  return revoked;
}

/** Replaces all codes of a house by a new one; see revokeQrTokens for what ends with them. */
export async function reissueQrToken(
  tx: Tx,
  scope: TenantScope,
  houseId: string,
): Promise<{ id: string; token: string }> {
  await revokeQrTokens(tx, scope, houseId);
  const made = await createQrToken(tx, scope, houseId);
  await recordAudit(tx, scope, {
    action: 'qr.reissued',
    subjectType: 'house',
    subjectId: houseId,
    details: { tokenId: made.id },
  });
  return made;
}
