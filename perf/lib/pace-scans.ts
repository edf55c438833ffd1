/** Times a minute that the application lets one code be scanned or resolved (E4), and what a load may use of them. */
export const SCAN_LIMIT = 60;
const USABLE = 48;
/** So many houses are enough for every profile. */
const MANY = 200;

/** Seconds that each scanner rests after an onboarding, and how many onboardings a second may arrive: as fast as they can where there are many houses. */
export type ScanPace = { restSeconds: number; rate: number };

/**
 * Keeps onboardings below the limit of their codes: each uses one twice, and the scanners and the arrivals may meet in one minute. `houses` that
 * can be scanned.
 */
export function paceScans(houses: number, wanted: { scanners: number; rate: number }): ScanPace {
  if (houses >= MANY) return { restSeconds: 0, rate: wanted.rate };
  const perSecond = (houses * USABLE) / 2 / 2 / 60;
  return { restSeconds: wanted.scanners / perSecond, rate: Math.min(wanted.rate, Math.floor(perSecond)) };
}
