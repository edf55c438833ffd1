import { expect, test } from 'vitest';
import { HALF, offsetOf, placeOnPlan, ringOnPlan, ringsFor } from './plan-geometry.ts';

const HOUSE = { latitude: 51.92, longitude: -8.167 };
/** One degree of latitude is 111,195 m. */
const DEGREE = 111_195;

test('F6: the house is the middle of the plan, north is up and east is right, to scale', () => {
  expect(placeOnPlan(HOUSE, HOUSE, 500)).toEqual({ x: HALF, y: HALF });
  const north = { latitude: HOUSE.latitude + 500 / DEGREE, longitude: HOUSE.longitude };
  expect(placeOnPlan(HOUSE, north, 500)).toEqual({ x: HALF, y: HALF - ringOnPlan(500, 500) });
  const west = {
    latitude: HOUSE.latitude,
    longitude: HOUSE.longitude - 250 / (DEGREE * Math.cos((HOUSE.latitude * Math.PI) / 180)),
  };
  expect(placeOnPlan(HOUSE, west, 500)).toEqual({ x: HALF - ringOnPlan(250, 500), y: HALF });
  expect(Math.round(offsetOf(HOUSE, west).east)).toBe(-250);
});

test('F6: the outermost ring reaches the farthest place', () => {
  const reach = (...metres: number[]) => ringsFor(metres.map((distance_m) => ({ distance_m }))).at(-1);
  expect([reach(), reach(3), reach(500), reach(501), reach(1_900), reach(8_000)]).toEqual([
    500, 500, 500, 1_000, 2_000, 10_000,
  ]);
  expect(ringsFor([{ distance_m: 1_900 }])).toEqual([500, 1_000, 2_000]);
  expect(reach(50_000)).toBe(20_000);
});
