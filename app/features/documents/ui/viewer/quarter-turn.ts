import type { Box } from './quote-letters.ts';

/** How far a reader has turned a page, clockwise. */
export type QuarterTurn = 0 | 90 | 180 | 270;

export const turnedOn = (turn: QuarterTurn): QuarterTurn => ((turn + 90) % 360) as QuarterTurn;

/** A box of fractions of a page, as fractions of the page that was turned. */
export function turnBox([x0, y0, x1, y1]: Box, turn: QuarterTurn): Box {
  if (turn === 90) return [1 - y1, x0, 1 - y0, x1];
  if (turn === 180) return [1 - x1, 1 - y1, 1 - x0, 1 - y0];
  if (turn === 270) return [y0, 1 - x1, y1, 1 - x0];
  return [x0, y0, x1, y1];
}
