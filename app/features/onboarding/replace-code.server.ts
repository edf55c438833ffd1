import { withScope, type TenantScope } from '#db/scope.ts';
import { reissueQrToken, revokeQrTokens } from './qr-tokens.server.ts';

/** Replaces the codes of each house by a new one, all or none. Throws AppError 404 for a house without an owner. */
export async function reissueCodes(scope: TenantScope, houseIds: readonly string[]): Promise<void> {
  await withScope(scope, async (tx) => {
    for (const houseId of inOneOrder(houseIds)) await reissueQrToken(tx, scope, houseId);
  });
}

/** Ends the codes of each house, all or none. Throws AppError 404 for a house without an owner. */
export async function revokeCodes(scope: TenantScope, houseIds: readonly string[]): Promise<void> {
  await withScope(scope, async (tx) => {
    for (const houseId of inOneOrder(houseIds)) await revokeQrTokens(tx, scope, houseId);
  });
}

/** So that two who choose the same houses at once wait for each other rather than both for ever. */
const inOneOrder = (ids: readonly string[]) => [...new Set(ids)].sort();
