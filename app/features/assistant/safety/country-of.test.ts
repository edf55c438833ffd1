import { expect, test } from 'vitest';
import { countryOf } from './country-of.ts';

const at = (addresses: string[], latitude: number, longitude: number, eircode: string | null = null) =>
  countryOf({ eircode, addresses, latitude, longitude });

test.each([
  ['an Eircode', at([], 0, 0, 'P25 X4K7'), 'IE'],
  ['an Eircode in the address', at(['1 Longview Avenue, Midleton, P25 X4K7'], 0, 0), 'IE'],
  ['a postcode', at(['Harbour Road, Kirkhaven KH4 6RQ'], 0, 0), 'GB'],
  ['a postcode of Northern Ireland', at(['1 Lough Road, Newry BT34 1AA'], 0, 0), 'GB-NIR'],
  ['Ireland by name', at(['1 Street, Ireland'], 0, 0), 'IE'],
  ['an Irish county', at(['Midleton, Co. Cork'], 0, 0), 'IE'],
  ['Northern Ireland by name', at(['1 Street, Northern Ireland'], 0, 0), 'GB-NIR'],
  ['Scotland by name', at(['1 Street, Scotland'], 0, 0), 'GB'],
  ['a place near Cork', at(['1 Street'], 51.92, -8.17), 'IE'],
  ['a place in Galway', at(['1 Street'], 53.27, -9.05), 'IE'],
  ['a place in Edinburgh', at(['1 Street'], 55.95, -3.19), 'GB'],
  ['a place on Skye', at(['1 Street'], 57.4, -6.2), 'GB'],
  ['a place beside the border', at(['1 Street'], 54.5, -7.5), undefined],
  ['a place in Spain', at(['1 Street'], 40, -3), undefined],
  ['nowhere', at(['1 Street'], 0, 0), undefined],
])('F9: the country by %s', (_by, found, country) => expect(found).toBe(country));
