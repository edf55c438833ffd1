import { describe, expect, test } from 'vitest';
import type { MapElement } from '#app/platform/maps/overpass.ts';
import { distanceBetween, isInIreland, walkingMinutes } from './distance.ts';
import { selectPlaces } from './select-places.ts';

const CENTRE = { latitude: 51.92072, longitude: -8.16668 };
/** One degree of latitude is 111,195 m. */
const north = (metres: number) => ({ latitude: CENTRE.latitude + metres / 111_195, longitude: CENTRE.longitude });
const element = (id: string, metres: number, tags: Record<string, string>): MapElement => ({
  id: `node/${id}`,
  ...north(metres),
  tags,
});
const select = (elements: MapElement[]) => selectPlaces(elements, CENTRE, 3000);

describe('F6: selectPlaces', () => {
  test('sorts into categories by tags; what none wants is left out', () => {
    const places = select([
      element('1', 10, { amenity: 'school', name: 'S' }),
      element('2', 20, { shop: 'supermarket', name: 'M' }),
      element('3', 30, { shop: 'bakery', name: 'B' }),
      element('4', 40, { amenity: 'pub', name: 'P' }),
      element('5', 50, { railway: 'station', name: 'T' }),
    ]);
    expect(places.map(({ category, name }) => [category, name])).toEqual([
      ['school', 'S'],
      ['supermarket', 'M'],
      ['shop', 'B'],
      ['train_station', 'T'],
    ]);
  });

  test('a name is needed, except for stops and playgrounds; a brand will do', () => {
    const places = select([
      element('1', 10, { amenity: 'cafe' }),
      element('2', 20, { amenity: 'fuel', brand: 'Circle' }),
      element('3', 30, { leisure: 'playground' }),
      element('4', 40, { highway: 'bus_stop' }),
      element('5', 50, { amenity: 'cafe', name: ' \u0000 ' }),
    ]);
    expect(places.map(({ name }) => name)).toEqual(['Playground', 'Bus stop', 'Circle']);
  });

  test('keeps the nearest 40 of a category, nearest first, and none beyond the radius', () => {
    const schools = Array.from({ length: 60 }, (_, index) =>
      element(String(index), (60 - index) * 45, { amenity: 'school', name: `School ${index}` }),
    );
    const places = select([...schools, element('far', 3050, { amenity: 'bank', name: 'Far' })]);
    expect(places).toHaveLength(40);
    expect(places[0]?.name).toBe('School 59');
    expect(places.at(-1)?.name).toBe('School 20');
  });

  test('the same place drawn twice counts once, another of its name farther away counts', () => {
    const places = select([
      element('1', 100, { amenity: 'school', name: 'Oak' }),
      element('2', 160, { amenity: 'school', name: 'OAK' }),
      element('3', 900, { amenity: 'school', name: 'Oak' }),
      element('1', 100, { amenity: 'school', name: 'Oak' }),
    ]);
    expect(places.map(({ sourceId }) => sourceId)).toEqual(['node/1', 'node/3']);
  });

  test('names are made fit to store', () => {
    const [place] = select([
      element('1', 10, { amenity: 'cafe', name: `  The\n\u0000 Mill ${'x'.repeat(500)}\ud800` }),
    ]);
    expect(place?.name.startsWith('The Mill x')).toBe(true);
    expect(place?.name).toHaveLength(200);
  });
});

test('F6: distances by haversine, walking at 80 m a minute', () => {
  // Midleton station to Cork Kent.
  expect(
    distanceBetween({ latitude: 51.9211, longitude: -8.1757 }, { latitude: 51.9018, longitude: -8.4582 }) / 1000,
  ).toBeCloseTo(19.5, 0);
  expect(distanceBetween(CENTRE, north(800))).toBeCloseTo(800, 0);
  expect(distanceBetween(CENTRE, CENTRE)).toBe(0);
  expect([walkingMinutes(800), walkingMinutes(0), walkingMinutes(119)]).toEqual([10, 1, 1]);
});

test.each([
  [51.92, -8.17, true],
  [55.38, -7.37, true],
  [51.45, -9.82, true],
  [51.2, -9.8, false],
  [49.9, -6.3, false],
  [56.0, -7.4, false],
  [53.3, -11.2, false],
  [51.5, -0.12, false],
  [-8.17, 51.92, false],
  [51.92, 8.17, false],
  [0, 0, false],
])('%f, %f in Ireland: %s', (latitude, longitude, expected) => {
  expect(isInIreland({ latitude, longitude })).toBe(expected);
});
