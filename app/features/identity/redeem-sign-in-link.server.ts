import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { consume } from '#app/platform/rate-limiter.ts';
import { hashToken } from '#app/platform/tokens.ts';
import { consumeSignInLink, findOwnedHouse, findSignInLink } from '#db/queries/identity.ts';
import { anonymousScope, tenantScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { networkOfClient } from './client-of.server.ts';
import { OWNER_LIFETIME } from './homeowner-token.server.ts';
import { homeownerCookie } from './owner-session.server.ts';

const unusable = () => new AppError('gone', 'This sign-in link has been used or has expired. Ask for a new one on the sign-in page.');

/** Is the link still good? It is not used up: links get prefetched, so the page asks for a click. Throws AppError 410 or 429. */
export async function describeSignInLink(token: string): Promise<{ usable: true }> {
  await findUsable(token);
  return { usable: true };
}

/** Uses a link up and signs its owner in on this device; go on to /home with the cookie. Throws AppError 410 or 429. */
export async function redeemSignInLink(request: Request, token: string): Promise<{ cookie: string }> {
  const link = await findUsable(token);
  const house = await withScope(tenantScope(link.tenantId, { kind: 'anonymous' }), async (tx) => {
    const homeownerId = await consumeSignInLink(tx, link, new Date());
    const owned = homeownerId && (await findOwnedHouse(tx, { tenantId: link.tenantId, homeownerId }));
    if (!owned) throw unusable();
    await recordAudit(tx, tenantScope(link.tenantId, { kind: 'homeowner', homeownerId, houseId: owned.houseId }), { action: 'homeowner.signed-in', subjectType: 'house', subjectId: owned.houseId });
    return owned;
  });
  const claims = { tenant_id: link.tenantId, development_id: house.developmentId, house_id: house.houseId, house_type: house.houseType };
  const issuedAt = new Date(Math.max(Date.now(), house.sessionsValidFrom.getTime()));
  return { cookie: await homeownerCookie(request, claims, { issuedAt, lifetime: OWNER_LIFETIME }) };
}

async function findUsable(token: string): Promise<{ tenantId: string; linkId: string }> {
  const link = await withScope(anonymousScope, (tx) => findSignInLink(tx, hashToken(token), new Date()), { readOnly: true });
  if (link) return link;
  await consume('public', networkOfClient());
  throw unusable();
}
