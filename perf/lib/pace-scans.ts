/** What a load may use of the 60 times a minute that the application lets one code be scanned or resolved (E4). */
const USABLE = 48;
/** A scan, and what it resolves to. */
const USES = 2;
/** Scanners and arrivals. */
const PARTS = 2;
/** So many houses are enough for every profile. */
const MANY = 200;

/**
 * How many may scan at once, the seconds that each rests after an onboarding, and how many onboardings a second may
 * arrive, so that they stay below the limit of their codes even when both parts meet in one minute: as many and as fast
 * as they can where there are many houses. `houses` that can be scanned.
 */
export function paceScans(
  houses: number,
  wanted: { scanners: number; rate: number },
): { scanners: number; restSeconds: number; rate: number } {
  if (houses >= MANY) return { ...wanted, restSeconds: 0 };
  const perMinute = (houses * USABLE) / USES / PARTS;
  const perSecond = perMinute / 60;
  // They all begin in the same moment.
  const scanners = Math.min(wanted.scanners, perMinute);
  return { scanners, restSeconds: scanners / perSecond, rate: Math.min(wanted.rate, Math.floor(perSecond)) };
}
