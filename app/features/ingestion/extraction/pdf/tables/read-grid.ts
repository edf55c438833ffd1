import type { Box } from '../paint/operator-geometry.ts';
import { segmentOf, type Line, type Token } from '../lay-out/page-lines.ts';
import { rowsOf } from './read-table.ts';
import type { Grid, GridCell } from './ruled-grid.ts';

/** A longer value over several columns stands once, in the first of them. */
const MAX_REPEATED = 300;

type Placed = { cell: GridCell; lines: Line[] };

/** The index of the interval of `edges` that holds `value`, or -1. */
function intervalOf(edges: number[], value: number): number {
  if (value < (edges[0] ?? 0) - 1 || value > (edges.at(-1) ?? 0) + 1) return -1;
  let [low, high] = [0, edges.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (value >= (edges[middle] ?? 0)) low = middle;
    else high = middle;
  }
  return low;
}

/** Parts a token where it goes from one cell to the next. */
function partToken(token: Token, cellAt: (x: number) => GridCell | undefined): Token[] {
  if (token.parts.length < 2 || cellAt(token.x0 + 1) === cellAt(token.x1 - 1)) return [token];
  const out: Token[] = [];
  let cell: GridCell | undefined;
  for (const part of token.parts) {
    const own = cellAt((part.x0 + part.x1) / 2);
    const last = out.at(-1);
    if (last && own === cell) {
      last.text += part.text;
      last.x1 = part.x1;
      last.parts.push(part);
    } else out.push({ ...token, ...part, parts: [part] });
    cell = own;
  }
  return out;
}

/** What of the lines stands in a grid, by cell, and the lines that are left. */
function place(grid: Grid, lines: Line[], mirrored: boolean): { cells: Placed[]; rest: Line[] } {
  const byCell = new Map<GridCell, Line[]>();
  const rest: Line[] = [];
  for (const line of lines) {
    const row = line.table ? -1 : intervalOf(grid.ys, line.y - line.size * 0.3);
    if (row < 0) {
      rest.push(line);
      continue;
    }
    const cellAt = (x: number) => grid.cells[row]?.[intervalOf(grid.xs, x)];
    const outside: Line['segments'] = [];
    for (const segment of line.segments) {
      const groups: { cell: GridCell | undefined; tokens: Token[] }[] = [];
      for (const token of segment.tokens.flatMap((whole) => partToken(whole, cellAt))) {
        const cell = cellAt((token.x0 + token.x1) / 2);
        const last = groups.at(-1);
        if (last && last.cell === cell) last.tokens.push(token);
        else groups.push({ cell, tokens: [token] });
      }
      for (const { cell, tokens } of groups) {
        const part = segmentOf(tokens, segment.y, segment.size, mirrored);
        if (!cell) {
          outside.push(part);
          continue;
        }
        const held = byCell.get(cell) ?? [];
        byCell.set(cell, held);
        const last = held.at(-1);
        if (last && last.y === line.y) last.segments.push(part);
        else held.push({ segments: [part], y: line.y, size: line.size });
      }
    }
    if (outside.length > 0) rest.push({ ...line, segments: outside });
  }
  return { cells: [...byCell].map(([cell, held]) => ({ cell, lines: held })), rest };
}

/** Columns and rows that hold a text. */
const held = (cells: Placed[], of: 'row' | 'column') => new Set(cells.map(({ cell }) => cell[of])).size;

/** Rows that no line parts, in a grid of a head and one tall row, or of upright lines alone: told by the text. */
function looseRows(grid: Grid, cells: Placed[], join: (parts: string[]) => string): string[] | null {
  const byRow = Map.groupBy(cells, ({ cell }) => cell.row);
  if (byRow.size > 2 || grid.xs.length < 3) return null;
  const tall = [...byRow.values()].filter((row) => {
    const deep = row.filter(({ lines }) => lines.length >= 3);
    const first = row.find(({ cell }) => cell.column === 0);
    return deep.length >= 2 && first !== undefined && first.lines.length >= 3 && isLevel(row);
  });
  if (tall.length === 0) return null;
  const columns: Box[] = grid.xs.slice(0, -1).map((x0, i) => ({ x0, x1: grid.xs[i + 1] ?? x0, y0: 0, y1: 0 }));
  return [...byRow]
    .toSorted((a, b) => a[0] - b[0])
    .flatMap(([, row]) => {
      const byY = Map.groupBy(
        row.flatMap(({ lines }) => lines),
        (line) => Math.round(line.y),
      );
      const level = [...byY]
        .toSorted((a, b) => a[0] - b[0])
        .map(([, lines]) => ({
          segments: lines.flatMap((line) => line.segments).toSorted((a, b) => a.x0 - b.x0),
          y: lines[0]?.y ?? 0,
          size: lines[0]?.size ?? 10,
        }));
      return rowsOf(level, columns, [], join);
    });
}

/** Whether the lines of cells beside each other stand at the same heights. */
function isLevel(row: Placed[]): boolean {
  const heights = row.map(({ lines }) => lines.map((line) => line.y));
  const first = heights[0] ?? [];
  return heights.slice(1).some((other) => {
    const shared = other.filter((y) => first.some((own) => Math.abs(own - y) < 2)).length;
    return shared >= first.length * 0.7;
  });
}

export type ReadGrid = {
  /** The rows of the table, or null where the frame holds no table. `headed`: the first is bold, others are not. */
  rows: string[] | null;
  headed: boolean;
  rest: Line[];
};

/** A row's cells joined; a value over several columns stands in each of them, one over the whole row in the first. */
function rowOver(parts: { cell: GridCell | undefined; text: string }[]): string {
  const whole = parts.every(({ cell }) => cell === parts[0]?.cell);
  return parts
    .map(({ cell, text }, at) => {
      const goesOn = at > 0 && cell === parts[at - 1]?.cell;
      return goesOn && (whole || text.length > MAX_REPEATED) ? '' : text;
    })
    .join(' | ')
    .trim();
}

/** Reads a drawn table: a value that spans rows or columns stands in each of them. */
export function readGrid(grid: Grid, lines: Line[], join: (parts: string[]) => string, mirrored: boolean): ReadGrid {
  const { cells, rest } = place(grid, lines, mirrored);
  const distinct = new Set(grid.cells.flat()).size;
  const isTable = held(cells, 'column') > 1 && held(cells, 'row') > 1 && cells.length >= distinct * 0.25;
  const loose = cells.length > 1 ? looseRows(grid, cells, join) : null;
  const bold = (row: number) => {
    const own = cells.filter(({ cell }) => cell.row === row).flatMap((cell) => cell.lines);
    return own.length > 0 && own.every((line) => line.segments.every((segment) => segment.bold));
  };
  const tops = [...new Set(cells.map(({ cell }) => cell.row))].toSorted((a, b) => a - b).slice(0, 4);
  const headed = bold(tops[0] ?? 0) && !tops.slice(1).every(bold);
  if (loose) return { rows: loose, headed, rest };
  if (!isTable) return { rows: null, headed, rest: lines };
  const texts = new Map(
    cells.map(({ cell, lines: own }) => [cell, join(own.map((line) => line.segments.map((s) => s.text).join(' ')))]),
  );
  // Lines that are drawn twice or as shades make columns that hold nothing.
  const columns = grid.xs
    .slice(0, -1)
    .flatMap((_, column) => (cells.some(({ cell }) => cell.column === column) ? [column] : []));
  const rows: string[] = [];
  for (const [at, row] of grid.cells.entries()) {
    // A row in which nothing stands but values from above is none.
    if (!row.some((cell) => cell.row === at && texts.has(cell))) continue;
    rows.push(
      rowOver(columns.map((column) => row[column]).map((cell) => ({ cell, text: (cell && texts.get(cell)) ?? '' }))),
    );
  }
  return { rows, headed, rest };
}
