/** What a load may use of the 30 questions a minute and house that the application allows (E4). */
const USABLE = 27;
/** Seconds between two questions of one owner: 2.2 s are 27 a minute. */
export const THINK_MIN_SECONDS = 2.2;
export const THINK_MAX_SECONDS = 4;

/** Indexes into the houses: `[from, to)`. */
export type Range = readonly [from: number, to: number];

export type Allocation = {
  owners: Range;
  arrivals: Range;
  /** Questions a second that the arrivals' houses may ask together, at most the wanted rate. */
  rate: number;
  /** Asks more than its limit, from one address with the neighbours; empty where there are too few houses. */
  greedy: Range;
  neighbours: Range;
  /** Asked over SSE by the harness beside k6 (first-token.ts). */
  probes: Range;
};

/**
 * Who asks what, so that no house but the greedy one comes near its limit: the last houses are kept for the limit's
 * proof and the SSE probe, and the rate of arrivals is cut to what their houses may ask. Every part rotates through the
 * house types, as the houses do.
 */
export function allocateHouses(houses: number, wanted: { owners: number; rate: number }): Allocation {
  const kept = houses >= 16 ? 9 : houses >= 8 ? 3 : 0;
  const usable = houses - kept;
  const owners = Math.max(1, Math.min(wanted.owners, wanted.rate > 0 ? Math.ceil(usable / 2) : usable));
  const arrivals: Range = usable > owners ? [owners, usable] : [0, 0];
  const neighbours = Math.min(4, Math.max(0, kept - 2));
  const rate = Math.min(wanted.rate, Math.floor(((arrivals[1] - arrivals[0]) * USABLE) / 60));
  return {
    owners: [0, owners],
    arrivals,
    rate,
    greedy: kept > 0 ? [usable, usable + 1] : [0, 0],
    neighbours: kept > 0 ? [usable + 1, usable + 1 + neighbours] : [0, 0],
    probes: kept > 0 ? [usable + 1 + neighbours, houses] : [0, 0],
  };
}
