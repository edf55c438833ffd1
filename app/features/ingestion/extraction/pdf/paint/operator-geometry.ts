/** Matrices, boxes, paths and operands of pdf.js operator lists. Pure. */

export type Matrix = [number, number, number, number, number, number];
export type Box = { x0: number; y0: number; x1: number; y1: number };
/** A level line, or the edge of a shape. */
export type Rule = Box & { edge?: true };
/** A box to be ticked, or a bullet, that is drawn; `mark`: it as a letter. */
export type Tick = Box & { mark: '☐' | '☑' | '☒' | '•' };
/** A straight line that slants: downwards to the right, or upwards. */
export type Slant = Box & { down: boolean };

export const multiply = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[2] * n[1],
  m[1] * n[0] + m[3] * n[1],
  m[0] * n[2] + m[2] * n[3],
  m[1] * n[2] + m[3] * n[3],
  m[0] * n[4] + m[2] * n[5] + m[4],
  m[1] * n[4] + m[3] * n[5] + m[5],
];
export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** The upright box around a rectangle under a matrix. */
export function boxOf(m: Matrix, x0: number, y0: number, x1: number, y1: number): Box {
  const xs = [x0, x1].flatMap((x) => [y0, y1].map((y) => m[0] * x + m[2] * y + m[4]));
  const ys = [x0, x1].flatMap((x) => [y0, y1].map((y) => m[1] * x + m[3] * y + m[5]));
  return { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) };
}

export const overlapOf = (a: Box, b: Box): Box => ({
  x0: Math.max(a.x0, b.x0),
  y0: Math.max(a.y0, b.y0),
  x1: Math.min(a.x1, b.x1),
  y1: Math.min(a.y1, b.y1),
});

/** A matrix operand, given as six numbers or as one array of them. */
export const asMatrix = (args: unknown): Matrix | null => {
  const list = args as ArrayLike<unknown> | null;
  const values =
    list && typeof list[0] === 'object' && list[0] !== null
      ? (list[0] as ArrayLike<number>)
      : (list as ArrayLike<number> | null);
  if (!values || typeof values[0] !== 'number') return null;
  return [values[0], values[1] ?? 0, values[2] ?? 0, values[3] ?? 1, values[4] ?? 0, values[5] ?? 0];
};
/** A numeric operand; 0 when it is missing or damaged. */
export const num = (args: unknown, i = 0): number => Number((args as ArrayLike<unknown> | null)?.[i]) || 0;

/** A colour operand as "#rrggbb", or null. */
export const asColour = (value: unknown): string | null =>
  typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value) ? value : null;

/**
 * A part of a path between two moves, as the box around its points; `exact` where it is a line or a rectangle.
 * `points`: the corners of one that is straight, at most three of them.
 */
export type PathPart = Box & { exact: boolean; points?: [number, number][] | undefined };

// pdf.js writes a path as numbers: an operator, then its points.
const POINTS = [1, 1, 3, 2, 0];
/** Parts of one path that are looked at; one with more is a drawing. */
const MAX_PARTS = 4_000;

/** The parts of a path as pdf.js gives it. */
export function partsOf(path: ArrayLike<number>): PathPart[] {
  const parts: PathPart[] = [];
  let part: PathPart | null = null;
  let [x, y] = [0, 0];
  for (let at = 0; at < path.length && parts.length < MAX_PARTS;) {
    const operator = path[at] ?? 4;
    const points = POINTS[operator] ?? 0;
    at += 1;
    for (let i = 0; i < points; i += 1, at += 2) {
      const [toX, toY]: [number, number] = [path[at] ?? 0, path[at + 1] ?? 0];
      if (operator === 0) {
        part = { x0: toX, y0: toY, x1: toX, y1: toY, exact: true, points: [[toX, toY]] };
        parts.push(part);
      } else if (part) {
        if (operator !== 1 || (part.points?.length ?? 0) > 2) part.points = undefined;
        else part.points?.push([toX, toY]);
        // Neither level nor upright, or bent: what is painted is less than its box.
        if (operator !== 1 || (Math.abs(toX - x) > 0.5 && Math.abs(toY - y) > 0.5)) part.exact = false;
        part.x0 = Math.min(part.x0, toX);
        part.y0 = Math.min(part.y0, toY);
        part.x1 = Math.max(part.x1, toX);
        part.y1 = Math.max(part.y1, toY);
      }
      [x, y] = [toX, toY];
    }
  }
  return parts;
}
