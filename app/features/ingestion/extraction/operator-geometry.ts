/** Matrices, boxes and operands of pdf.js operator lists. Pure. */

export type Matrix = [number, number, number, number, number, number];
export type Box = { x0: number; y0: number; x1: number; y1: number };

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

/** Nearly white, as "#rrggbb" gives it. */
export function isWhite(color: unknown): boolean {
  if (typeof color !== 'string' || !/^#[0-9a-f]{6}$/i.test(color)) return false;
  return [1, 3, 5].every((i) => parseInt(color.slice(i, i + 2), 16) >= 0xf7);
}
