/** Tables without rules whose cells stand in the middle of their rows, told by the blocks of their columns. Pure. */

import type { Box } from '../paint/operator-geometry.ts';
import { segmentOf, type Line, type Segment, type Token } from '../lay-out/page-lines.ts';
import type { RuledTable } from './ruled-rows.ts';

/** Lines of one cell stand no further apart than this, in leadings; rows do. */
const ONE_CELL = 1.2;
/** The middles of the cells of a row differ by no more than this, in sizes. */
const SAME_MIDDLE = 0.14;
/** A row stands no further below another, in sizes. */
const FAR = 5;
/** Lines of a head at most, and lines that are looked at together. */
const [HEAD_LINES, MAX_LINES] = [4, 300];
/** Heads of two columns stand apart by more than a space, in sizes. */
const BETWEEN_HEADS = 0.45;
/** The first lines have several columns where there is a table. */
const SOON = 4;
const MAX_COLUMNS = 24;

type Extent = { x0: number; x1: number };
/** Lines of one column that stand together: a cell. */
type Cell = { column: number; segments: Segment[] };
type Row = { cells: Cell[]; top: number; bottom: number };

const middleOf = ({ segments }: Cell) => ((segments[0]?.y ?? 0) + (segments.at(-1)?.y ?? 0)) / 2;
const meet = (a: Extent, b: Extent) => a.x0 < b.x1 && a.x1 > b.x0;

/** The columns with those of a line, or null where a part of the line goes through what is open between two of them. */
function withLine(columns: readonly Extent[], line: Line): Extent[] | null {
  const out = columns.map((column) => ({ ...column }));
  for (const segment of line.segments) {
    const own = out.filter((column) => meet(column, segment));
    const [first] = own;
    if (own.length > 1) return null;
    if (first) Object.assign(first, { x0: Math.min(first.x0, segment.x0), x1: Math.max(first.x1, segment.x1) });
    else if (out.push({ x0: segment.x0, x1: segment.x1 }) > MAX_COLUMNS) return null;
  }
  out.sort((a, b) => a.x0 - b.x0);
  return out.some((column, at) => column.x0 < (out[at - 1]?.x1 ?? -Infinity)) ? null : out;
}

/** Lines from `start` on between which the same columns stay open. */
function runFrom(lines: readonly Line[], start: number): { run: Line[]; columns: Extent[] } {
  const run: Line[] = [];
  let columns: Extent[] = [];
  for (const line of lines.slice(start, start + MAX_LINES)) {
    const before = run.at(-1);
    if (line.table || line.panel || (before && line.y - before.y > before.size * FAR)) break;
    if (before && Math.abs(before.size - line.size) > before.size * 0.2) break;
    const next = withLine(columns, line);
    if (!next || (run.length === SOON && next.length < 2)) break;
    columns = next;
    run.push(line);
  }
  return { run, columns };
}

/** The cells of a run, column by column; null where the lines of a column stand too near to be of one. */
function cellsOf(run: readonly Line[], columns: readonly Extent[]): Cell[] | null {
  const byColumn = columns.map((column) =>
    run.flatMap((line) => line.segments.filter((segment) => meet(column, segment))),
  );
  const gaps = byColumn.flatMap((own) => own.slice(1).map((segment, at) => segment.y - (own[at]?.y ?? 0)));
  const size = run[0]?.size ?? 10;
  if (gaps.some((gap) => gap < size * 0.9)) return null;
  const leading = gaps.reduce((least, gap) => Math.min(least, gap), Infinity);
  return byColumn.flatMap((own, column) => {
    const cells: Cell[] = [];
    for (const segment of own) {
      const open = cells.at(-1);
      if (open && segment.y - (open.segments.at(-1)?.y ?? 0) < leading * ONE_CELL) open.segments.push(segment);
      else cells.push({ column, segments: [segment] });
    }
    return cells;
  });
}

/** Cells with one middle, row by row from the top; a row never reaches into the next. */
function rowsOf(cells: readonly Cell[], size: number): Row[] {
  const rows: Row[] = [];
  let middle = -Infinity;
  for (const cell of cells.toSorted((a, b) => middleOf(a) - middleOf(b))) {
    const last = rows.at(-1);
    const [top, bottom] = [cell.segments[0]?.y ?? 0, cell.segments.at(-1)?.y ?? 0];
    if (last && middleOf(cell) - middle < size * SAME_MIDDLE) {
      last.cells.push(cell);
      last.top = Math.min(last.top, top);
      last.bottom = Math.max(last.bottom, bottom);
    } else {
      rows.push({ cells: [cell], top, bottom });
      middle = middleOf(cell);
    }
  }
  return rows;
}

const isWhole = ({ cells }: Row) =>
  cells.length > 1 && new Set(cells.map(({ column }) => column)).size === cells.length;
/** Whether a cell of fewer lines stands in the middle beside a longer one. */
const isCentred = ({ cells }: Row) => new Set(cells.map(({ segments }) => segments.length)).size > 1;

/** The longest stretch of whole rows, or none where nothing tells a table whose cells are in the middle. */
function stretchOf(rows: readonly Row[], columns: number, size: number): Row[] {
  let best: Row[] = [];
  let open: Row[] = [];
  for (const row of rows) {
    const last = open.at(-1);
    if (last && (!isWhole(row) || row.top < last.bottom + size * 0.9)) open = [];
    if (!isWhole(row)) continue;
    open.push(row);
    if (open.length > best.length) best = [...open];
  }
  const used = new Set(best.flatMap(({ cells }) => cells.map(({ column }) => column))).size;
  const centred = best.filter(isCentred).length;
  const least = columns > 2 ? 1 : 2;
  const enough = centred >= 2 ? best.length >= 2 : best.length >= 3;
  return used === columns && used > 1 && centred >= least && enough && best.length >= 5 - Math.min(3, columns)
    ? best
    : [];
}

/** A line with its words by column, or null where one stands in none or several. */
function partedAt(line: Line, columns: readonly Extent[]): Line | null {
  const groups: { column: number; tokens: Token[] }[] = [];
  for (const token of line.segments.flatMap((segment) => segment.tokens)) {
    const column = columns.findLastIndex(({ x0 }) => x0 <= token.x1 - 1);
    if (column < 0 || token.x1 > (columns[column + 1]?.x0 ?? Infinity)) return null;
    const last = groups.at(-1);
    if (last?.column === column) last.tokens.push(token);
    else if (last && token.x0 - (last.tokens.at(-1)?.x1 ?? 0) < line.size * BETWEEN_HEADS) return null;
    else groups.push({ column, tokens: [token] });
  }
  return { ...line, segments: groups.map(({ tokens }) => segmentOf(tokens, line.y, line.size)) };
}

/** The head that stands right above a height: one row in most of the columns. */
function headAbove(lines: readonly Line[], top: number, columns: readonly Extent[]): { row: Row; own: Line[] } | null {
  const above = lines.filter((line) => line.y < top - 1 && !line.table && !line.panel);
  let best: { row: Row; own: Line[] } | null = null;
  for (let count = 1; count <= HEAD_LINES; count += 1) {
    const own = above.slice(-count);
    const [first, last] = [own[0], own.at(-1)];
    if (!first || !last || own.length < count || top - last.y > last.size * FAR) break;
    if (own.slice(1).some((line, at) => line.y - (own[at]?.y ?? 0) > line.size * 1.5)) break;
    const parted = own.map((line) => partedAt(line, columns));
    if (!parted.every((line) => line !== null)) break;
    const cells = cellsOf(parted, spreadOver(columns));
    const rows = cells ? rowsOf(cells, first.size) : [];
    const [row] = rows;
    if (row && rows.length === 1 && isWhole(row) && row.cells.length >= columns.length * 0.6) best = { row, own };
  }
  return best;
}

/** Columns with what is open to their right. */
const spreadOver = (columns: readonly Extent[]): Extent[] =>
  columns.map(({ x0, x1 }, at) => ({ x0, x1: Math.max(x1, (columns[at + 1]?.x0 ?? x1 + 1) - 0.5) }));

const isBold = ({ cells }: Row) => cells.every(({ segments }) => segments.every((segment) => segment.bold));

const isHead = (row: Row, rows: readonly Row[]) => isBold(row) && !rows.every(isBold);

/** A table from its rows, and the lines of its head. */
function tableOf(rows: readonly Row[], columns: readonly Extent[], join: (parts: string[]) => string): RuledTable {
  const texts = rows.map(({ cells }) =>
    columns
      .map((_, at) => join(cells.find(({ column }) => column === at)?.segments.map(({ text }) => text.trim()) ?? []))
      .join(' | ')
      .trim(),
  );
  const size = rows[0]?.cells[0]?.segments[0]?.size ?? 10;
  const box: Box = {
    x0: columns[0]?.x0 ?? 0,
    x1: columns.at(-1)?.x1 ?? 0,
    y0: (rows[0]?.top ?? 0) - size,
    y1: (rows.at(-1)?.bottom ?? 0) + size * 0.3,
  };
  const [head] = rows;
  return { box, rows: texts, headed: head !== undefined && isHead(head, rows) };
}

/** The tables whose rows are told by blocks of lines that share their middles, and the lines that are left. */
export function readCentredRows(
  lines: Line[],
  join: (parts: string[]) => string,
): { tables: RuledTable[]; rest: Line[] } {
  const tables: RuledTable[] = [];
  const taken = new Set<Segment>();
  const heads = new Set<Line>();
  for (let start = 0; start < lines.length; start += 1) {
    const { run, columns } = runFrom(lines, start);
    const size = run[0]?.size ?? 10;
    const cells = run.length >= SOON && columns.length > 1 ? cellsOf(run, columns) : null;
    const rows = cells ? rowsOf(cells, size) : [];
    const body = stretchOf(rows, columns.length, size);
    const [first] = body;
    if (!first) continue;
    const near = lines.slice(Math.max(0, start - MAX_LINES), start + MAX_LINES);
    const free = near.filter((line) => !line.segments.some((segment) => taken.has(segment)) && !heads.has(line));
    // The end of a row that the page break cut stands between the head and the first whole row.
    const cut = rows[rows.indexOf(first) - 1];
    const above = isHead(first, body) ? null : headAbove(free, first.top, columns);
    const over =
      !above && !isHead(first, body) && cut && cut.cells.length === 1 ? headAbove(free, cut.top, columns) : null;
    const head = above ?? over;
    const all = [...(head ? [head.row] : []), ...(over && cut ? [cut] : []), ...body];
    tables.push(tableOf(all, columns, join));
    for (const line of head?.own ?? []) heads.add(line);
    for (const segment of all.flatMap((row) => row.cells.flatMap((cell) => cell.segments))) taken.add(segment);
    const bottom = body.at(-1)?.bottom ?? 0;
    while ((lines[start + 1]?.y ?? Infinity) <= bottom) start += 1;
  }
  const rest = lines.flatMap((line) => {
    const segments = heads.has(line) ? [] : line.segments.filter((segment) => !taken.has(segment));
    if (segments.length === line.segments.length) return [line];
    return segments.length > 0 ? [{ ...line, segments }] : [];
  });
  return { tables, rest };
}
