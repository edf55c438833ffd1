import { expect, test } from 'vitest';
import { searchesFor } from './nominatim-searches.ts';

const search = (address: string) => searchesFor({ address, eircode: null });

test.each([
  [
    '1 Longview Avenue, Midleton, Co. Cork',
    [
      { street: '1 Longview Avenue', city: 'Midleton', county: 'County Cork', country: 'Ireland' },
      { q: '1 Longview Avenue, Midleton, County Cork, Ireland' },
    ],
  ],
  [
    '5 Main Street, Dublin 15, D15 XY12, Ireland',
    [{ street: '5 Main Street', city: 'Dublin 15', country: 'Ireland' }, { q: '5 Main Street, Dublin 15, Ireland' }],
  ],
  ['Rose Cottage', [{ q: 'Rose Cottage, Ireland' }]],
  ['Rose Cottage, County Mayo', [{ q: 'Rose Cottage, County Mayo, Ireland' }]],
  [' , Ireland', []],
])('C2: %s', (address, expected) => {
  expect(search(address)).toEqual(expected);
});
