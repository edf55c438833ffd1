import { distanceBetween, isInIreland, type Point } from './distance.ts';

/**
 * A house this far from its development is in another place of the same name, or its coordinates are mistyped. Metres.
 */
const FARTHEST_M = 50_000;

/**
 * Why a position cannot be a house's of that development, as a sentence without its full stop; undefined when it can.
 */
export function whyImplausible(location: Point, development: Point): string | undefined {
  if (!isInIreland(location)) return 'lies outside Ireland';
  const distance = distanceBetween(location, development);
  return distance > FARTHEST_M ? `lies ${Math.round(distance / 1000)} km from its development` : undefined;
}

/** What a house was located by: when this changes, it wants to be looked up again. */
export function locatedAddressOf(house: { address: string; eircode: string | null }): string {
  return house.eircode ? `${house.address}, ${house.eircode}` : house.address;
}
