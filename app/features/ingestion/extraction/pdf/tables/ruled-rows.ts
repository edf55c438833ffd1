/** Tables whose rows are parted by level lines or shades alone: what stands between two of them is one row. Pure. */

import type { Box } from '../paint/operator-geometry.ts';
import type { Line, Segment } from '../lay-out/page-lines.ts';
import { isHeadOver, partHead, spreadHead } from './head-over.ts';
import { rowCells } from './read-table.ts';
import { merge, type Stroke } from './ruled-grid.ts';
import { columnsOf } from './table-columns.ts';

export type RuledTable = { box: Box; rows: string[]; headed: boolean };

/** Rows between lines that make a table, at least. */
const MIN_ROWS = 3;
/** Lines of one extent differ by no more than this, points. */
const SAME = 4;
/** Tables of a page that are looked for. */
const MAX_TABLES = 40;
/** More lines of text in a row are no row: columns of prose between rules. */
const MAX_ROW_LINES = 12;

/** What stands between two level lines. */
type Row = { y0: number; y1: number; lines: Line[]; /** The head of one column alone. */ single?: boolean };

/** Level lines of the same extent, each group from top to bottom. */
function stacksOf(strokes: Stroke[]): Stroke[][] {
  const stacks: Stroke[][] = [];
  for (const stroke of strokes) {
    const stack = stacks.find(
      ([first]) => first && Math.abs(first.from - stroke.from) < SAME && Math.abs(first.to - stroke.to) < SAME,
    );
    const last = stack?.at(-1);
    if (!stack) stacks.push([stroke]);
    else if (last && stroke.at - last.at > 6) stack.push(stroke);
  }
  return stacks.filter((stack) => stack.length >= MIN_ROWS).slice(0, MAX_TABLES);
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const middleOf = (segment: Segment) => segment.y - segment.size * 0.3;

/** The part of a line that stands between two heights and within an extent. */
function between(line: Line, row: { y0: number; y1: number }, extent: Stroke): Line | null {
  if (line.table || line.panel) return null;
  const segments = line.segments.filter(
    (segment) =>
      middleOf(segment) > row.y0 &&
      middleOf(segment) <= row.y1 &&
      segment.x0 > extent.from - SAME &&
      segment.x0 < extent.to,
  );
  return segments.length > 0 ? { ...line, segments } : null;
}

/** The lines of a group, with those within its extent that part some columns only: a cell of others spans rows. */
function withPartial(stack: Stroke[], strokes: Stroke[]): Stroke[] {
  const [first, last] = [stack[0] as Stroke, stack.at(-1) as Stroke];
  const partial = strokes.filter(
    (stroke) =>
      stroke.at > first.at + 6 &&
      stroke.at < last.at - 6 &&
      stroke.from > first.from - SAME &&
      stroke.to < first.to + SAME &&
      stroke.to - stroke.from > (first.to - first.from) * 0.3 &&
      stack.every((whole) => Math.abs(whole.at - stroke.at) > 6),
  );
  return [...stack, ...partial].toSorted((a, b) => a.at - b.at);
}

/** Repeats what stands in a column over several rows in each of them. */
function fillSpans(cells: string[][], rows: Row[], columns: Box[], parting: Stroke[]): void {
  for (const [c, column] of columns.entries())
    for (let at = 1; at < cells.length; at += 1) {
      const y = rows[at]?.y0 ?? 0;
      const x = column.x0 + Math.min(10, (column.x1 - column.x0) / 2);
      const above = cells[at - 1]?.[c] ?? '';
      const parted = parting.some((stroke) => Math.abs(stroke.at - y) < 3 && stroke.from <= x && stroke.to >= x);
      if (!parted && above && !cells[at]?.[c]) (cells[at] as string[])[c] = above;
    }
}

/**
 * Where the rows are: between lines; above the first one where a head stands there without a line over it; and below
 * the last one where a row has its columns.
 */
function rowsBetween(stack: Stroke[], lines: Line[]): Row[] {
  const [first, last] = [stack[0] as Stroke, stack.at(-1) as Stroke];
  const rows: Row[] = [];
  const add = (y0: number, y1: number) => {
    const own = lines.flatMap((line) => between(line, { y0, y1 }, first) ?? []);
    const head = headAlone(own);
    if (head) rows.push({ y0: (head[0]?.y ?? 0) - (head[0]?.size ?? 0), y1, lines: head });
    else if (own.length > 0) rows.push({ y0, y1, lines: own });
  };
  const above = lines.filter((line) => line.y < first.at + 2 && line.y > first.at - line.size * 2.2).at(-1);
  if (above && above.segments.length > 1) add(above.y - above.size, first.at);
  const single = above && above.segments.length === 1 ? above : undefined;
  for (let at = 1; at < stack.length; at += 1) add(stack[at - 1]?.at ?? 0, stack[at]?.at ?? 0);
  if (single && rows[0]?.y0 === first.at && isHeadOfOne(single, rows[0], rows[1]))
    rows.unshift({ y0: single.y - single.size, y1: first.at, lines: [single], single: true });
  const end = rows.at(-1);
  const pitch = median(rows.map((row) => row.y1 - row.y0));
  const tail = end?.y1 === last.at ? rowBelow(end, lines, first, pitch) : [];
  if (tail.length > 0) rows.push({ y0: last.at, y1: (tail.at(-1)?.y ?? 0) + 2, lines: tail });
  return rows;
}

/** Whether a bold line is set as a row of this table is, a row's height above it: its other columns have no heads. */
function isHeadOfOne(line: Line, row: Row, next: Row | undefined): boolean {
  const [first, second] = [row.lines[0], next?.lines[0]];
  const only = line.segments[0];
  if (!only?.bold || !first || !second || row.lines.some(({ segments }) => segments.every(({ bold }) => bold)))
    return false;
  return (
    first.segments.length > 1 &&
    first.segments.some((segment) => Math.abs(segment.x0 - only.x0) < 1.5) &&
    Math.abs(only.size - first.size) < 0.2 &&
    Math.abs(first.y - line.y - (second.y - first.y)) < first.size * 0.4
  );
}

/** The lines right below a row that is the last with a line beneath it, where they have its columns. */
function rowBelow(row: Row, lines: Line[], extent: Stroke, pitch: number): Line[] {
  const [all, tail]: [Line[], Line[]] = [[], []];
  for (const line of lines) {
    const part = between(line, { y0: row.y1, y1: row.y1 + pitch * MAX_ROW_LINES }, extent);
    if (part) all.push(part);
  }
  for (const line of all) {
    const before = tail.at(-1);
    const near = before ? line.y - before.y < line.size * 1.5 : line.y < row.y1 + pitch * 1.1;
    if (!near || !hasPlacesOf(row, line) || (!before && line.segments.length < 2)) break;
    tail.push(line);
  }
  // What goes on right below is no row of its own.
  const next = all[tail.length];
  const last = tail.at(-1);
  return next && last && next.y - last.y < last.size * 1.5 ? [] : tail;
}

/** The head of the table below, where only what has no columns stands above it between two lines: no row. */
function headAlone(lines: Line[]): Line[] | null {
  let from = lines.length - 1;
  const isNext = (upper: Line, lower: Line) =>
    lower.y - upper.y < lower.size * 1.5 && Math.abs(upper.size - lower.size) < 1;
  while (from > 0 && isNext(lines[from - 1] as Line, lines[from] as Line)) from -= 1;
  const isSplit = (part: Line[]) => part.some((line) => line.segments.length > 1);
  const [above, head] = [lines.slice(0, from), lines.slice(from)];
  const title = above.at(-1);
  // Steps are split at their numbers: a title below them, or their length, tells that they are no row.
  const isText = (title?.size ?? 0) > (head[0]?.size ?? 0) * 1.15 || lines.length > MAX_ROW_LINES;
  return from > 0 && isSplit(head) && (isText || !isSplit(above)) ? head : null;
}

/** Whether each part of a line begins where a part of the row does. */
const hasPlacesOf = (row: Row, line: Line) =>
  line.segments.every((part) =>
    row.lines.some(({ segments }) => segments.some((segment) => Math.abs(segment.x0 - part.x0) < SAME)),
  );

/** Lines that stand further apart, in sizes, are no lines of one cell. */
const ONE_CELL = 1.45;

/** Whether each line is a row of its own: it has a name and a value, and stands apart from the next. */
function isRowALine({ lines }: Row, first: Box): boolean {
  const gaps = lines.slice(1).map((line, at) => (line.y - (lines[at]?.y ?? 0)) / line.size);
  const named = lines.filter(
    ({ segments }) => segments.length > 1 && (segments[0]?.x0 ?? Infinity) < Math.min(first.x1, first.x0 + SAME * 3),
  );
  return gaps.length > 0 && median(gaps) > ONE_CELL && named.length >= lines.length * 0.8;
}

/** Whether a part between lines is one row: not several of whose lines each has all the cells, or is a row. */
const isOneRow = (row: Row, columns: Box[]) =>
  row.lines.length <= MAX_ROW_LINES &&
  (row.lines.length === 1 ||
    (row.lines.some((line) => line.segments.length < Math.max(2, columns.length)) &&
      !isRowALine(row, columns[0] as Box)));

const isSeveral = (row: Row) => row.lines.some((line) => line.segments.length > 1);

/** Rows that follow one another: prose between two lines, a page's head or foot say, is none. */
function runsOf(rows: Row[], extent: Stroke): Row[][] {
  const runs: Row[][] = [];
  let run: Row[] = [];
  const close = () => {
    while (run[0] && !isSeveral(run[0]) && !run[0].single) run.shift();
    while (run.length > 0 && !isSeveral(run.at(-1) as Row)) run.pop();
    if (run.length >= MIN_ROWS) runs.push(run);
    run = [];
  };
  const height = median(rows.map((row) => row.y1 - row.y0));
  const size = median(rows.map((row) => row.lines[0]?.size ?? 0));
  // A heading between two tables, which is set larger or has more room than a row.
  const isTitle = (row: Row) =>
    row.lines.length === 1 &&
    !row.single &&
    !isSeveral(row) &&
    ((row.lines[0]?.size ?? 0) > size * 1.15 || row.y1 - row.y0 > height * 2);
  for (const [at, row] of rows.entries()) {
    const width = extent.to - extent.from;
    const fills = (s: Segment) => s.x1 - s.x0 > width * 0.6 && s.x0 < extent.from + width * 0.1;
    const isProse =
      isTitle(row) ||
      row.lines.length > MAX_ROW_LINES ||
      (row.lines.length > 1 && row.lines.some((line) => line.segments.some(fills)));
    if (isProse || (at > 0 && row.y0 - (rows[at - 1]?.y1 ?? row.y0) > 2)) close();
    if (!isProse) run.push(row);
  }
  close();
  return runs;
}

/** A run of rows as a table, or null where it is none. */
function tableOf(rows: Row[], extent: Stroke, parting: Stroke[], join: (parts: string[]) => string): RuledTable | null {
  const [first, second] = [rows[0]?.lines[0], rows[1]?.lines[0]];
  const narrow = (s: Segment) => s.x1 - s.x0 < (extent.to - extent.from) * 0.6;
  const linesFrom = (from: number) => rows.slice(from).flatMap((row) => row.lines);
  const columnsFrom = (from: number) =>
    columnsOf(
      linesFrom(from).filter((line) => line.segments.length > 1 || line.segments.every(narrow)),
      1,
    );
  const alone = first !== undefined && second !== undefined && rows[0]?.lines.length === 1;
  const below = alone ? columnsFrom(1) : [];
  const head = first && alone ? partHead(first, below) : first;
  const spread = alone && head ? spreadHead(head, linesFrom(1), below) : null;
  const over = spread?.over || (alone && head !== undefined && isHeadOver(head.segments, second));
  const columns = over ? below : columnsFrom(0);
  if (columns.length < 2) return null;
  const cells = rows.map((row, at) =>
    at === 0 && over && spread
      ? spread.cells.map((cell) => join([cell]))
      : rowCells(row.lines, columns, join, over && at === 0),
  );
  fillSpans(cells, rows, columns, parting);
  const full = cells.filter((row) => row.filter(Boolean).length > 1);
  if (full.length < rows.length * 0.6 || !rows.every((row) => isOneRow(row, columns))) return null;
  const bold = rows.map((row) => row.lines.every((line) => line.segments.every((segment) => segment.bold)));
  return {
    box: { x0: extent.from, x1: extent.to, y0: rows[0]?.y0 ?? 0, y1: rows.at(-1)?.y1 ?? 0 },
    rows: cells.map((row) => row.join(' | ').trim()),
    headed: bold[0] === true && !bold.every(Boolean),
  };
}

/** The tables that level lines part, and the lines that are left. */
export function readRuledRows(
  whole: Line[],
  rules: Box[],
  join: (parts: string[]) => string,
): { tables: RuledTable[]; rest: Line[] } {
  const tables: RuledTable[] = [];
  const taken = new Set<Segment>();
  const strokes = merge(
    rules.map((box) => ({ at: (box.y0 + box.y1) / 2, from: box.x0, to: box.x1 })),
    30,
  );
  for (const stack of stacksOf(strokes.filter((stroke) => stroke.to - stroke.from >= 60))) {
    const extent = stack[0] as Stroke;
    const parting = withPartial(stack, strokes);
    for (const run of runsOf(rowsBetween(parting, whole), extent)) {
      const own = run.flatMap((row) => row.lines.flatMap((line) => line.segments));
      const table = own.some((segment) => taken.has(segment)) ? null : tableOf(run, extent, parting, join);
      if (!table) continue;
      tables.push(table);
      for (const segment of own) taken.add(segment);
    }
  }
  const rest = whole.flatMap((line) => {
    const segments = line.segments.filter((segment) => !taken.has(segment));
    if (segments.length === line.segments.length) return [line];
    return segments.length > 0 ? [{ ...line, segments }] : [];
  });
  return { tables, rest };
}
