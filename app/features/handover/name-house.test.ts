import { expect, test } from 'vitest';
import { nameHouses, readNames } from './name-house.ts';
import { readPaper } from './read-paper.ts';

const houses = [14, 15, 22].map((number) => ({
  id: `h${number}`,
  label: `${number} Longview Avenue`,
  address: `${number} Longview Avenue, Midleton, Co. Cork`,
  eircode: number === 14 ? 'P25 A1B2' : number === 22 ? 'P25 C3D4' : null,
}));
const names = nameHouses(houses);
function named(text: string, among = names) {
  const { identity } = readPaper({ page: 1, text, headings: [], role: null, confidence: null });
  const { houses: found, conflict, stranger } = readNames(among, identity, false);
  return { houses: [...found].toSorted(), conflict, stranger };
}
const only = (...ids: string[]) => ({ houses: ids, conflict: false, stranger: null });

test.each([
  ['Unit 14, Millennium Park, Naas\nBER certificate\nDwelling: 22 Longview Avenue', ['h22']],
  ['BER certificate\nDwelling: 22 Longview Avenue\nUnit 14, Millennium Park, Naas', ['h22']],
  ['Unit 14\nMillennium Park\nDwelling: 22 Longview Avenue', ['h22']],
  ['Unit 14, Millennium Park, Naas\nBER certificate', []],
  ['Unit 14 Millennium Business Park\nBER certificate', []],
  ['Property: Unit 14, Millennium Park, Naas', []],
  ['Contractor: Unit 14, Millennium Park', []],
])('G10: the address of a firm is no house: %j', (text, ids) => expect(named(text)).toMatchObject({ houses: ids }));

test.each([
  ['Dwelling: House 14', ['h14']],
  ['House 14', ['h14']],
  ['Unit: 14', ['h14']],
  ['Dwelling: Unit 14', ['h14']],
  ['Site: Unit 14, Longview', ['h14']],
  ['House no. 14, Type A', ['h14']],
  ['Unit 14\nLongview Avenue, 15 Longview Avenue', ['h15']],
  ['Address: 14 Longview Ave', ['h14']],
  ['Eircode: P25 C3D4', ['h22']],
  ['14 Longview Avenue\n15 Longview Avenue', ['h14', 'h15']],
])('G10: %j names %j', (text, ids) => expect(named(text).houses).toEqual(ids));

test('G10: the address of one with the code of another does not fit, a number that is no house is told', () => {
  expect(named('Dwelling: 14 Longview Avenue\nEircode: P25 C3D4')).toMatchObject({ conflict: true });
  expect(named('Dwelling: 99 Longview Avenue')).toMatchObject({ houses: [], stranger: expect.stringContaining('99') });
  expect(named('Dwelling: 22 Longview Avenue\nEircode: P25 C3D4')).toEqual(only('h22'));
});

test('G10: a table of forty houses names each of them', () => {
  const many = Array.from({ length: 40 }, (_, at) => ({
    id: `h${at + 1}`,
    label: `${at + 1} Longview Avenue`,
    address: `${at + 1} Longview Avenue, Midleton`,
    eircode: null,
  }));
  const table = many.map(({ label }) => `${label} | 13 l/s | pass`).join('\n');
  expect(named(table, nameHouses(many)).houses).toHaveLength(40);
});
