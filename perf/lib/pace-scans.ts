/** Times a minute that the application lets one code be scanned or resolved (E4), and what a load may use of them. */
export const SCAN_LIMIT = 60;
const USABLE = 48;
/** A scan, and what it resolves to. */
const USES = 2;
/** Scanners and arrivals. */
const PARTS = 2;
/** So many houses are enough for every profile. */
const MANY = 200;

/**
 * Seconds that each scanner rests after an onboarding, and how many onboardings a second may arrive, so that they stay below the limit of their
 * codes even when both parts meet in one minute: as fast as they can where there are many houses. `houses` that can be scanned.
 */
export function paceScans(houses: number, wanted: { scanners: number; rate: number }): { restSeconds: number; rate: number } {
  if (houses >= MANY) return { restSeconds: 0, rate: wanted.rate };
  const perSecond = (houses * USABLE) / USES / PARTS / 60;
  return { restSeconds: wanted.scanners / perSecond, rate: Math.min(wanted.rate, Math.floor(perSecond)) };
}
