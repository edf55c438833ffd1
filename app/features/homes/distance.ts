/** A position in degrees, WGS 84. */
export type Point = { latitude: number; longitude: number };

const EARTH_RADIUS_M = 6_371_008.8;
const WALKING_M_PER_MINUTE = 80;

/** Metres between two points as the crow flies (haversine). */
export function distanceBetween(a: Point, b: Point): number {
  const radians = Math.PI / 180;
  const height = Math.sin(((b.latitude - a.latitude) * radians) / 2);
  const width = Math.sin(((b.longitude - a.longitude) * radians) / 2);
  const share = height * height + Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * width * width;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(share)));
}

/** Whole minutes to walk `metres` at 80 m a minute, at least 1. */
export function walkingMinutes(metres: number): number {
  return Math.max(1, Math.round(metres / WALKING_M_PER_MINUTE));
}

/** The island of Ireland with its inhabited islands: where every house of ours stands. */
export function isInIreland({ latitude, longitude }: Point): boolean {
  return latitude >= 51.3 && latitude <= 55.5 && longitude >= -10.8 && longitude <= -5.3;
}
