/** Tables that are drawn: lines that cross make cells. Pure. */

import type { Box } from '../paint/operator-geometry.ts';

/** A cell in `rows` and `columns` of its grid, from the first to the last. */
export type GridCell = { row: number; lastRow: number; column: number; lastColumn: number };
/** `xs` and `ys`: where its columns and rows are parted. `cells`: by row and column, several times where it spans. */
export type Grid = Box & { xs: number[]; ys: number[]; cells: GridCell[][] };

export type Stroke = { at: number; from: number; to: number };

const SLACK = 3;
const MAX_STROKES = 1_500;
const MAX_CELLS = 20_000;

/** Lines that go on from one another as one; the shortest are dropped. */
export function merge(strokes: Stroke[], least: number): Stroke[] {
  const sorted = strokes.toSorted((a, b) => a.at - b.at || a.from - b.from);
  const out: Stroke[] = [];
  for (let i = 0; i < sorted.length;) {
    const level = [sorted[i] as Stroke];
    i += 1;
    while (i < sorted.length && (sorted[i]?.at ?? 0) - (level[0]?.at ?? 0) < 1.6) {
      level.push(sorted[i] as Stroke);
      i += 1;
    }
    let open: Stroke | undefined;
    for (const stroke of level.toSorted((a, b) => a.from - b.from)) {
      if (open && stroke.from <= open.to + SLACK) open.to = Math.max(open.to, stroke.to);
      else {
        open = { ...stroke };
        out.push(open);
      }
    }
  }
  return out.filter((stroke) => stroke.to - stroke.from >= least).slice(0, MAX_STROKES);
}

/** Values within a slack of each other as one. */
function places(values: number[]): number[] {
  const out: number[] = [];
  for (const value of values.toSorted((a, b) => a - b))
    if (out.length === 0 || value - (out.at(-1) ?? 0) > SLACK) out.push(value);
  return out;
}

/** Whether the strokes at a place cover most of what lies between. */
function covers(strokes: Stroke[], from: number, to: number): boolean {
  let covered = 0;
  for (const stroke of strokes) covered += Math.max(0, Math.min(to, stroke.to) - Math.max(from, stroke.from));
  return covered > (to - from) * 0.6;
}

function gridOf(level: Stroke[], upright: Stroke[]): Grid | null {
  const ends = (strokes: Stroke[]) => strokes.flatMap((stroke) => [stroke.from, stroke.to]);
  const [x0, x1] = [Math.min(...ends(level)), Math.max(...ends(level))];
  const [y0, y1] = [Math.min(...ends(upright)), Math.max(...ends(upright))];
  // The outer columns of a table may be open at their sides, the outer rows above and below.
  const xs = places([...upright.map((stroke) => stroke.at), x0, x1]);
  const ys = places([...level.map((stroke) => stroke.at), y0, y1]);
  const [columns, rows] = [xs.length - 1, ys.length - 1];
  if (columns < 1 || rows < 1 || columns * rows > MAX_CELLS) return null;

  const near = (strokes: Stroke[], at: number) => strokes.filter((stroke) => Math.abs(stroke.at - at) <= SLACK);
  const levelAt = ys.map((y) => near(level, y));
  const uprightAt = xs.map((x) => near(upright, x));
  const below = (row: number, column: number) => covers(levelAt[row + 1] ?? [], xs[column] ?? 0, xs[column + 1] ?? 0);
  const beside = (row: number, column: number) => covers(uprightAt[column + 1] ?? [], ys[row] ?? 0, ys[row + 1] ?? 0);
  const cells: GridCell[][] = Array.from({ length: rows }, () => []);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (cells[row]?.[column]) continue;
      let lastColumn = column;
      while (lastColumn + 1 < columns && !cells[row]?.[lastColumn + 1] && !beside(row, lastColumn)) lastColumn += 1;
      let lastRow = row;
      const free = (at: number) => {
        for (let c = column; c <= lastColumn; c += 1) if (cells[at]?.[c] || below(at - 1, c)) return false;
        return true;
      };
      while (lastRow + 1 < rows && free(lastRow + 1)) lastRow += 1;
      const cell = { row, lastRow, column, lastColumn };
      for (let r = row; r <= lastRow; r += 1)
        for (let c = column; c <= lastColumn; c += 1) (cells[r] as GridCell[])[c] = cell;
    }
  }
  return { x0: xs[0] ?? 0, x1: xs.at(-1) ?? 0, y0: ys[0] ?? 0, y1: ys.at(-1) ?? 0, xs, ys, cells };
}

/** The grids that level and upright lines make where they cross, from top to bottom. */
export function findGrids(rules: Box[], bars: Box[]): Grid[] {
  if (rules.length < 2 || bars.length < 1) return [];
  const level = merge(
    rules.map((box) => ({ at: (box.y0 + box.y1) / 2, from: box.x0, to: box.x1 })),
    8,
  );
  const upright = merge(
    bars.map((box) => ({ at: (box.x0 + box.x1) / 2, from: box.y0, to: box.y1 })),
    6,
  );
  const crosses = (a: Stroke, b: Stroke) =>
    b.at >= a.from - SLACK && b.at <= a.to + SLACK && a.at >= b.from - SLACK && a.at <= b.to + SLACK;
  const taken = new Set<Stroke>();
  const grids: Grid[] = [];
  for (const start of level) {
    if (taken.has(start)) continue;
    const group: [Stroke[], Stroke[]] = [[start], []];
    taken.add(start);
    for (let [i, j] = [0, 0]; i < group[0].length || j < group[1].length;) {
      const [own, others, into] =
        i < group[0].length
          ? ([group[0][i++], upright, group[1]] as const)
          : ([group[1][j++], level, group[0]] as const);
      for (const other of others) {
        if (taken.has(other) || !own) continue;
        if (others === upright ? crosses(own, other) : crosses(other, own)) {
          taken.add(other);
          into.push(other);
        }
      }
    }
    const grid = group[0].length > 1 && group[1].length > 0 ? gridOf(...group) : null;
    if (grid) grids.push(grid);
  }
  return grids.toSorted((a, b) => a.y0 - b.y0);
}
