import { IDENTITY, overlapOf, type Box, type Matrix } from './operator-geometry.ts';

/** How a page's list would paint next. */
export type PaintState = {
  ctm: Matrix;
  font: string;
  size: number;
  charSpace: number;
  wordSpace: number;
  scale: number;
  leading: number;
  rise: number;
  mode: number;
  fill: string | null;
  stroke: string | null;
  alpha: number;
  blends: boolean;
  lineWidth: number;
  clip: Box | null;
  /** Nothing was painted since the matching save, and something was placed: an image that was left out. */
  placed: boolean;
  painted: boolean;
};

export const START: PaintState = {
  ctm: IDENTITY,
  font: '',
  size: 0,
  charSpace: 0,
  wordSpace: 0,
  scale: 1,
  leading: 0,
  rise: 0,
  mode: 0,
  fill: '#000000',
  stroke: '#000000',
  alpha: 1,
  blends: false,
  lineWidth: 1,
  clip: null,
  placed: false,
  painted: false,
};

export function clipTo(s: PaintState, box: Box): void {
  s.clip = s.clip ? overlapOf(s.clip, box) : box;
}

export const isOutside = (clip: Box, x: number, y: number): boolean =>
  x < clip.x0 - 2 || x > clip.x1 + 2 || y < clip.y0 - 2 || y > clip.y1 + 2;
