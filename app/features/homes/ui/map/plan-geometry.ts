import { distanceBetween, type Point } from '../../distance.ts';

/** What the plan shows of a place. */
export type PlanPlace = Point & { id: string; category: string; name: string; distance_m: number };

/** Radii of rings, metres: the plan takes the fewest that reach its places. */
const RINGS = [250, 500, 1_000, 2_000, 5_000, 10_000, 20_000] as const;

/** Half the plan's width, in its own units; 8 are left around the outermost ring. */
export const HALF = 500;
const MARGIN = 36;

/** Metres from `origin` to the east and to the north, on the flat: exact to a metre at the distances of a walk. */
export function offsetOf(origin: Point, point: Point): { east: number; north: number } {
  const east = distanceBetween(origin, { latitude: origin.latitude, longitude: point.longitude });
  const north = distanceBetween(origin, { latitude: point.latitude, longitude: origin.longitude });
  return {
    east: Math.sign(point.longitude - origin.longitude) * east,
    north: Math.sign(point.latitude - origin.latitude) * north,
  };
}

/** Up to three rings, the outermost reaching the farthest place (500 m without any). */
export function ringsFor(places: readonly Pick<PlanPlace, 'distance_m'>[]): number[] {
  const reach = Math.max(0, ...places.map(({ distance_m }) => distance_m));
  const last = RINGS.findIndex((ring) => ring >= Math.max(500, reach));
  const end = last < 0 ? RINGS.length : last + 1;
  return RINGS.slice(Math.max(0, end - 3), end);
}

/** Where `point` stands on a plan of 2 × HALF units around `origin` whose outermost ring is `reach` metres. */
export function placeOnPlan(origin: Point, point: Point, reach: number): { x: number; y: number } {
  const { east, north } = offsetOf(origin, point);
  const scale = (HALF - MARGIN) / reach;
  // What is drawn has the same digits on server and browser.
  return { x: round(HALF + east * scale), y: round(HALF - north * scale) };
}

/** A ring's radius in the plan's units. */
export const ringOnPlan = (ring: number, reach: number): number => round(((HALF - MARGIN) / reach) * ring);

const round = (value: number) => Math.round(value * 10) / 10;
