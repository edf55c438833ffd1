import { v7 } from 'uuid';
import { houseScope } from '#db/scope-makers.ts';
import type { HouseScope } from '#db/scope.ts';

/** Who asks in an evaluation: an owner of a house of the given type in `development`, another house each time. */
export const ownerScopes =
  (development: { tenantId: string; developmentId: string }) =>
  (houseType: string): HouseScope =>
    houseScope({
      ...development,
      houseId: v7(),
      houseType,
      homeownerId: v7(),
      sessionId: v7(),
      claimed: true,
      actor: { kind: 'system', name: 'eval' },
    });
