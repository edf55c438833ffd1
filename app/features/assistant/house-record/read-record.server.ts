import { readHouseRecord } from '#db/queries/homes/house-record.ts';
import { listPlacesNear } from '#db/queries/homes/places.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { measurePlaces } from '#app/features/homes/measure-places.ts';
import { countryOf } from '../safety/country-of.ts';
import { EMERGENCY_NUMBERS } from '../safety/emergency-numbers.ts';
import { recordFacts, type RecordFact } from './record-facts.ts';

/** Three of each of twenty categories. */
const PLACES = 60;

/** What the product itself knows of the scope's house (F14); nothing of a house that is gone. */
export async function readRecord(scope: HouseScope): Promise<RecordFact[]> {
  const read = async () => ({
    house: await withScope(scope, (tx) => readHouseRecord(tx, scope), { readOnly: true }),
    near: await withScope(scope, (tx) => listPlacesNear(tx, scope, undefined), { readOnly: true }),
  });
  const { house, near } = await withScope(scope, read, { readOnly: true });
  if (!house || !near.origin) return [];
  const { eircode, address, developmentAddress, latitude, longitude } = house;
  const country = countryOf({ eircode, addresses: [address, developmentAddress], latitude, longitude });
  const places = measurePlaces(near.origin, near.places, PLACES).items;
  return recordFacts(house, places, country && EMERGENCY_NUMBERS[country]);
}
