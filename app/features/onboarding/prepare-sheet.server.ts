import { z } from 'zod';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { fontBytes } from '#app/platform/fonts.ts';
import { validate } from '#app/platform/http.ts';
import { hashToken } from '#app/platform/tokens.ts';
import { listGenuineCodes, listGoodCodes } from '#db/queries/onboarding/qr-codes.ts';
import { listHousesToPrint } from '#db/queries/onboarding/sheets.ts';
import { withScope, type TenantScope, type Tx } from '#db/scope.ts';
import { codesAreHeld } from './held-codes.ts';
import { onboardingAddress } from './onboarding-address.ts';
import type { QrSheet } from './print-qr-sheet.server.ts';
import { qrTokenOf } from './qr-tokens.server.ts';

/** Houses of one sheet: some sixty pages of A4, drawn in a few seconds. */
export const MAX_SHEET = 500;
/** Houses named in a refusal. */
const NAMED = 5;

/** Which codes to print: of each `house_id`, or of all houses of a development, a house type, or both. */
export const sheetQuerySchema = z.object({
  format: z.enum(['a4', 'card'], { error: 'must be a4 or card' }).default('a4'),
  house_id: z.array(z.uuid('must be ids of your houses')).max(MAX_SHEET, `at most ${MAX_SHEET} at a time`),
  development_id: z.preprocess((value) => value || undefined, z.uuid('must be one of your developments').optional()),
  house_type: z.preprocess((value) => value || undefined, z.string().max(20).optional()),
});

/**
 * The codes to print, with the builder's name and colour; a house that was named must have one that can be printed, of
 * all houses those that have, are not held and whose development is open to new owners. Throws AppError 404 for no such
 * house, 409 where there is nothing to print, 422 for too many houses.
 */
export async function prepareSheet(scope: TenantScope, query: unknown, origin: string): Promise<QrSheet> {
  const {
    format,
    house_id: ids,
    development_id: developmentId,
    house_type: houseType,
  } = validate(sheetQuerySchema, query);
  const named = ids.length > 0;
  return withScope(scope, async (tx) => {
    const found = await listHousesToPrint(tx, scope, {
      limit: MAX_SHEET + 1,
      ...(named ? { houseIds: ids } : {}),
      ...(!named && developmentId ? { developmentId } : {}),
      ...(!named && houseType ? { houseType } : {}),
    });
    if (found.length > MAX_SHEET)
      throw new AppError('invalid-input', `These are more than ${MAX_SHEET} houses. Choose a development or a type.`);
    const [first] = found;
    const held = found.filter((house) => house.held || house.closed);
    if (held.length > 0 && (named || held.length === found.length)) throw codesAreHeld(held);
    if (!first || (named && found.length < new Set(ids).size))
      throw new AppError('not-found', 'There are no such houses. Open the list again.');
    const free = found.filter((house) => !house.held && !house.closed);
    const codes = await printableCodes(tx, scope, free);
    const without = free.filter(({ id }) => !codes.has(id));
    if (without.length === free.length || (named && without.length > 0)) throw noCode(without);
    await recordAudit(tx, scope, {
      action: 'qr.printed',
      subjectType: 'development',
      details: { houses: codes.size, format },
    });
    return {
      development: new Set(found.map((house) => house.developmentName)).size > 1 ? '' : first.developmentName,
      builder: first.builder,
      accent: first.brand.accent,
      format,
      codes: found.flatMap((house) => {
        const token = codes.get(house.id);
        if (!token) return [];
        const { label, houseType: type, purchaser } = house;
        return { url: onboardingAddress(origin, token), label, houseType: type, purchaser: purchaser ?? '' };
      }),
      fonts: { serif: fontBytes('serif'), body: fontBytes('body') },
    };
  });
}

/** The tokens of houses whose good code was made under this installation's secret. */
async function printableCodes(
  tx: Tx,
  scope: TenantScope,
  houses: readonly { id: string }[],
): Promise<Map<string, string>> {
  const good = await listGoodCodes(
    tx,
    scope,
    houses.map(({ id }) => id),
  );
  const tokens = good.map(({ houseId, id }) => ({ houseId, id, token: qrTokenOf(scope.tenantId, id) }));
  const genuine = await listGenuineCodes(
    tx,
    tokens.map(({ id, token }) => ({ id, tokenHash: hashToken(token) })),
  );
  return new Map(tokens.flatMap(({ houseId, id, token }) => (genuine.has(id) ? [[houseId, token] as const] : [])));
}

function noCode(without: readonly { label: string }[]): AppError {
  const named = without.slice(0, NAMED).map(({ label }) => label);
  const more = without.length > NAMED ? ` and ${without.length - NAMED} more` : '';
  const have = without.length === 1 ? 'has no code' : 'have no codes';
  return new AppError('conflict', `${named.join(', ')}${more} ${have} that can be printed. Re-issue first.`);
}
