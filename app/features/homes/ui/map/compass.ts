import type { Point } from '../../distance.ts';
import { offsetOf } from './plan-geometry.ts';

const WINDS = ['north', 'north-east', 'east', 'south-east', 'south', 'south-west', 'west', 'north-west'] as const;

/** Where `point` lies as seen from `origin`, in words: `north-west`. */
export function directionOf(origin: Point, point: Point): (typeof WINDS)[number] {
  const { east, north } = offsetOf(origin, point);
  const eighths = Math.round((Math.atan2(east, north) / Math.PI) * 4);
  return WINDS[(eighths + 8) % 8] ?? 'north';
}
