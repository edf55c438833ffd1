import { v7 } from 'uuid';
import { refuseClosedHome } from '#app/features/tenancy/retirement/closed-builder.ts';
import { clientOf, networkOfClient } from '#app/features/identity/client-of.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { extendRequestContext } from '#app/platform/request-context.ts';
import { consume } from '#app/platform/rate-limiter.ts';
import { hashToken } from '#app/platform/tokens.ts';
import { findQrToken, readHouseAtDoor } from '#db/queries/onboarding/qr-codes.ts';
import { insertQrScan, insertUnknownScan } from '#db/queries/onboarding/scans.ts';
import { anonymousScope, entryScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { homeIsNotReady, isClosedToNewOwners } from './held-codes.ts';

/** Longer strings are no token of ours. */
const MAX_TOKEN_LENGTH = 200;

/** The house behind a good QR code; `now` is the moment as of which a session may be issued. */
export type DoorHouse = NonNullable<Awaited<ReturnType<typeof readHouseAtDoor>>> & { tenantId: string };

/**
 * Finds the house behind a scanned token and logs the scan with its result (E5). Throws AppError: 422 for a string that
 * cannot be a token, 404 for an unknown or revoked one, 403 for a retired builder's, 409 for one that is held (G10) or
 * of a development that takes no new owners (H2), 429 (E4: a code scanned too often, or too many unknown codes from one
 * address; a good code is never held up by its neighbours' bad ones).
 */
export async function scanQrCode(request: Request, token: unknown): Promise<DoorHouse> {
  if (typeof token !== 'string' || token === '' || token.length > MAX_TOKEN_LENGTH) {
    await refuseUnknown(request, 'malformed');
    const message = `must be the code’s token, 1 to ${MAX_TOKEN_LENGTH} characters`;
    throw new AppError('invalid-input', `token: ${message}`, { fields: [{ field: 'token', message }] });
  }
  const tokenHash = hashToken(token);
  const code = await withScope(anonymousScope, (tx) => findQrToken(tx, tokenHash), { readOnly: true });
  if (!code) {
    await refuseUnknown(request, 'unknown');
    throw unusable();
  }
  await consume('qr-token', tokenHash);
  const { tenantId, houseId } = code;
  const house = await withScope(entryScope({ tenantId, houseId, actor: { kind: 'anonymous' } }), async (tx) => {
    const found = code.revokedAt ? undefined : await readHouseAtDoor(tx, code);
    await insertQrScan(tx, {
      ...scanOf(request),
      tenantId,
      houseId,
      result: found ? (found.claimedAt ? 'claimed' : 'ok') : 'revoked',
    });
    return found;
  });
  extendRequestContext({ tenantId });
  if (!house) throw unusable();
  refuseClosedHome(house);
  if (house.held && !house.claimedAt) throw homeIsNotReady();
  if (house.closed && !house.claimedAt) throw isClosedToNewOwners();
  return { ...house, tenantId };
}

/** Counted before it is logged, so that a flood of guesses does not fill the log. */
async function refuseUnknown(request: Request, result: 'unknown' | 'malformed'): Promise<void> {
  await consume('qr-unknown', networkOfClient());
  await withScope(anonymousScope, (tx) => insertUnknownScan(tx, { ...scanOf(request), result }));
}

function unusable(): AppError {
  return new AppError(
    'not-found',
    'This code does not open a house: it is unknown or was replaced. Ask your builder for a new one.',
  );
}

function scanOf(request: Request): { id: string; ip: string; userAgent: string; prefetch: boolean } {
  return { id: v7(), ...clientOf(request), prefetch: isPrefetch(request) };
}

/** Messengers and browsers look at a link before its reader does. */
function isPrefetch(request: Request): boolean {
  const purpose =
    request.headers.get('Sec-Purpose') ?? request.headers.get('Purpose') ?? request.headers.get('X-Purpose') ?? '';
  return request.method === 'HEAD' || /prefetch|prerender|preview/i.test(purpose);
}
