import { v7 } from 'uuid';
import { noSuchHouse } from '#app/features/homes/no-such-house.ts';
import { buyerSchema } from '#app/features/homes/schema.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { validate } from '#app/platform/http.ts';
import { endSessionsBefore, lockOwner } from '#db/queries/identity/owners.ts';
import { endOwner, hasHouse, insertOwner, updateUnclaimedOwner } from '#db/queries/homes/homeowners.ts';
import { revokeQrTokensOf } from '#db/queries/onboarding/qr-codes.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { createQrToken, revokeQrTokens } from './qr-tokens.server.ts';

/**
 * The owner leaves: every session of the house and its codes end, and nobody owns it until the next owner is written
 * down. Throws AppError 404 for a house without an owner.
 */
export async function moveOut(scope: TenantScope, houseId: string): Promise<void> {
  const house = { tenantId: scope.tenantId, houseId };
  await withScope(scope, async (tx) => {
    await revokeQrTokens(tx, scope, houseId);
    const owner = await lockOwner(tx, house);
    if (!owner) throw new AppError('not-found', 'This house has no owner. Open it again.');
    await endSessionsBefore(tx, house, new Date(owner.now.getTime() + 1));
    await endOwner(tx, scope, houseId, owner.now);
    await recordAudit(tx, scope, {
      action: 'owner.moved-out',
      subjectType: 'house',
      subjectId: houseId,
      details: { homeownerId: owner.homeownerId },
    });
  });
}

/**
 * Writes down who buys a house that nobody owns, and gives it a new code. Throws AppError 404, 409 while somebody owns
 * it, 422 with the fields.
 */
export async function handOver(scope: TenantScope, houseId: string, fields: unknown): Promise<void> {
  const { full_name: fullName, email = null } = validate(buyerSchema, fields);
  const id = v7();
  await withScope(scope, async (tx) => {
    if (!(await hasHouse(tx, scope, houseId))) throw noSuchHouse();
    if (!(await insertOwner(tx, scope, { id, houseId, fullName, email })))
      throw new AppError('conflict', 'Somebody owns this house. Let them move out first.');
    await revokeQrTokensOf(tx, { tenantId: scope.tenantId, houseId });
    await createQrToken(tx, scope, houseId);
    await recordAudit(tx, scope, {
      action: 'owner.handed-over',
      subjectType: 'house',
      subjectId: houseId,
      details: { homeownerId: id },
    });
  });
}

/**
 * Puts the name and address right of an owner who has not moved in: afterwards they are the owner's own. Throws
 * AppError 409 once they have, 422 with the fields.
 */
export async function correctOwner(scope: TenantScope, houseId: string, fields: unknown): Promise<void> {
  const { full_name: fullName, email = null } = validate(buyerSchema, fields);
  await withScope(scope, async (tx) => {
    if (!(await updateUnclaimedOwner(tx, scope, houseId, { fullName, email })))
      throw new AppError('conflict', 'The owner has moved in or out meanwhile: nothing was changed. Open it again.');
    await recordAudit(tx, scope, { action: 'owner.corrected', subjectType: 'house', subjectId: houseId });
  });
}
