import { v7 } from 'uuid';
import { houseScope } from '#db/scope-makers.ts';
import type { HouseScope, PlatformScope } from '#db/scope.ts';

type House = Pick<HouseScope, 'tenantId' | 'developmentId' | 'houseId' | 'houseType' | 'homeownerId'>;

/**
 * What a house may read, for the platform team to ask what it would be answered: its documents and record, and nobody's
 * chats, since the session is new and of nobody. For reading alone: nothing may be written in it. Who looks stays who
 * acts.
 */
export function lookThroughHouse({ actor }: PlatformScope, house: House): HouseScope {
  const { tenantId, developmentId, houseId, houseType, homeownerId } = house;
  return houseScope({
    tenantId,
    developmentId,
    houseId,
    houseType,
    homeownerId,
    sessionId: v7(),
    claimed: false,
    actor,
  });
}
