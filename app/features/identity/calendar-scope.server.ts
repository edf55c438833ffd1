import { v7 } from 'uuid';
import { findCalendarHouse } from '#db/queries/identity/calendars.ts';
import { anonymousScope, houseScope } from '#db/scope-makers.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { hashToken } from '#app/platform/tokens.ts';

/**
 * The scope in which a calendar is read by its address alone: of the owner whose link it is, while it is not revoked
 * and they live there. Undefined for any other token.
 */
export async function openCalendar(token: string | undefined): Promise<HouseScope | undefined> {
  if (!token || !/^[\w-]{43}$/.test(token)) return undefined;
  const house = await withScope(anonymousScope, (tx) => findCalendarHouse(tx, hashToken(token)), { readOnly: true });
  if (!house) return undefined;
  const { homeownerId, houseId } = house;
  return houseScope({
    ...house,
    sessionId: v7(),
    claimed: true,
    actor: { kind: 'homeowner', homeownerId, houseId },
  });
}
