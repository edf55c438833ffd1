import { expect, test } from 'vitest';
import { directionOf } from './compass.ts';

test.each([
  [1, 0, 'north'],
  [1, 1.6, 'north-east'],
  [0, 1, 'east'],
  [-1, 1.6, 'south-east'],
  [-1, 0.01, 'south'],
  [-1, -0.01, 'south'],
  [-1, -1.6, 'south-west'],
  [0, -1, 'west'],
  [1, -1.6, 'north-west'],
  [0, 0, 'north'],
])('F6: %d north and %d east of the house is %s', (north, east, words) => {
  const house = { latitude: 51.92, longitude: -8.167 };
  const point = { latitude: house.latitude + north / 1000, longitude: house.longitude + east / 1000 };
  expect(directionOf(house, point)).toBe(words);
});
