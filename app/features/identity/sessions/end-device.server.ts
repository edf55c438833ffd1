import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { endOwnerSession, listOwnerSessions } from '#db/queries/identity/owner-sessions.ts';
import { revokeSession } from '#db/queries/identity/sessions.ts';
import { entryScope } from '#db/scope-makers.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { LONGEST_SESSION } from './end-session.server.ts';

/**
 * Signs the owner of a scope out on another device, with every token that it has. Done twice, it changes nothing more.
 * Throws AppError 404 for a session that is not one of the owner's devices.
 */
export async function endDevice(scope: HouseScope, sessionId: string | null): Promise<void> {
  const { tenantId, houseId, homeownerId } = scope;
  const devices = await withScope(scope, (tx) => listOwnerSessions(tx, scope), { readOnly: true });
  const device = devices.find((one) => one.sessionId === sessionId);
  if (!device)
    throw new AppError('not-found', 'This device is not signed in any more. Open this page again to see which are.');
  const actor = { kind: 'homeowner', homeownerId, houseId } as const;
  const entry = entryScope({ tenantId, houseId, sessionId: device.sessionId, actor });
  await withScope(entry, async (tx) => {
    const expiresAt = new Date(Date.now() + LONGEST_SESSION);
    await revokeSession(tx, { tenantId, sessionId: device.sessionId, expiresAt });
    await endOwnerSession(tx, { tenantId, sessionId: device.sessionId });
    await recordAudit(tx, entry, { action: 'homeowner.device-ended', subjectType: 'house', subjectId: houseId });
  });
}
