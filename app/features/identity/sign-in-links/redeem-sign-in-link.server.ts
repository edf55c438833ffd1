import { randomUUID } from 'node:crypto';
import { refuseClosedHome } from '#app/features/tenancy/retirement/closed-builder.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { consume } from '#app/platform/rate-limiter.ts';
import { hashToken } from '#app/platform/tokens.ts';
import { noteOwnerSession } from '#db/queries/identity/owner-sessions.ts';
import { lockOwner } from '#db/queries/identity/owners.ts';
import {
  closeSignInLinks,
  consumeSignInLink,
  findOwnedHouse,
  findSignInLink,
  type UsableLink,
} from '#db/queries/identity/sign-in-links.ts';
import { anonymousScope, entryScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { clientOf, networkOfClient } from '../client-of.server.ts';
import { endSession } from '../sessions/end-session.server.ts';
import { findHomeownerSession } from '../sessions/homeowner-session.server.ts';
import { OWNER_LIFETIME } from '../sessions/homeowner-token.server.ts';
import { laterOf } from '../sessions/lock-session.server.ts';
import { homeownerCookie } from '../sessions/owner-session.server.ts';

const unusable = () =>
  new AppError('gone', 'This sign-in link has been used or has expired. Ask for a new one on the sign-in page.');

/**
 * The house that a link opens, if it is still good. It is not used up: links get prefetched, so the page asks for a
 * click. Throws AppError 403 (of a retired builder), 410 or 429.
 */
export async function describeSignInLink(token: string): Promise<{ label: string; development: string }> {
  const link = await findUsable(token);
  const house = await withScope(entryOf(link), (tx) => findOwnedHouse(tx, link), { readOnly: true });
  if (!house) throw unusable();
  refuseClosedHome(house);
  return { label: house.label, development: house.developmentName };
}

/**
 * Uses a link up, and with it every other open link of its owner, and signs the owner in on this device, in a new
 * session that takes the place of the one that the browser had. Go on to /home with the cookie. Throws AppError 403 (of
 * a retired builder), 410 or 429.
 */
export async function redeemSignInLink(request: Request, token: string): Promise<{ cookie: string }> {
  const link = await findUsable(token);
  const sessionId = randomUUID();
  const { house, issuedAt } = await useUp(link, { sessionId, userAgent: clientOf(request).userAgent });
  const claims = {
    tenant_id: link.tenantId,
    development_id: house.developmentId,
    house_id: house.houseId,
    house_type: house.houseType,
  };
  const replaced = await findHomeownerSession(request);
  if (replaced) await endSession(replaced.claims);
  return {
    cookie: await homeownerCookie(request, claims, { issuedAt, lifetime: OWNER_LIFETIME, sessionId }),
  };
}

/**
 * Of all who use links of one owner at once one wins: the owner is locked, and every open link of theirs is closed with
 * the used one.
 */
async function useUp(link: UsableLink, device: { sessionId: string; userAgent: string }) {
  const scope = entryOf(link, device.sessionId);
  return withScope(scope, async (tx) => {
    const known = await findOwnedHouse(tx, link);
    if (known) refuseClosedHome(known);
    const owner = known && (await lockOwner(tx, { tenantId: link.tenantId, houseId: known.houseId }));
    if (owner?.homeownerId !== link.homeownerId) throw unusable();
    if (!(await consumeSignInLink(tx, link))) throw unusable();
    await closeSignInLinks(tx, link);
    const house = await findOwnedHouse(tx, link);
    if (!house) throw unusable();
    const issuedAt = laterOf(owner.now, house.sessionsValidFrom);
    const { tenantId, homeownerId } = link;
    await noteOwnerSession(tx, { tenantId, houseId: house.houseId, homeownerId, ...device, at: issuedAt });
    await recordAudit(tx, scope, {
      action: 'homeowner.signed-in',
      subjectType: 'house',
      subjectId: house.houseId,
    });
    return { house, issuedAt };
  });
}

function entryOf({ tenantId, homeownerId, houseId }: UsableLink, sessionId?: string) {
  return entryScope({
    tenantId,
    houseId,
    ...(sessionId ? { sessionId } : {}),
    actor: { kind: 'homeowner', homeownerId, houseId },
  });
}

async function findUsable(token: string): Promise<UsableLink> {
  const link = await withScope(anonymousScope, (tx) => findSignInLink(tx, hashToken(token)), {
    readOnly: true,
  });
  if (link) return link;
  await consume('public', networkOfClient());
  throw unusable();
}
