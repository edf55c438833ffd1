import type { Box } from '../paint/operator-geometry.ts';
import type { Line, Segment } from '../lay-out/page-lines.ts';
import { isEntry, isField } from '../lay-out/form-fields.ts';
import { isHeadOver, partHead, spreadHead } from './head-over.ts';
import { columnsOf, MAX_COLUMNS, partAtColumns } from './table-columns.ts';

const SLACK = 4;

/** The last column that begins left of the segment, found by halving. */
function columnOf(columns: Box[], segment: Pick<Segment, 'x0'>): number {
  let low = 0;
  let high = columns.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (segment.x0 >= (columns[middle]?.x0 ?? 0) - SLACK) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/**
 * How many of `lines` from `start` are one table: at least two lines of several segments
 * that share their columns, with the wrapped lines of their cells. 0 when there is none.
 */
export function tableLength(lines: Line[], start: number, rules: Box[]): number {
  const first = lines[start];
  if (!first || first.segments.length < 2) return 0;
  let end = start + 1;
  let several = 1;
  let lastSeveral = start;
  const { partedAt, partedBefore } = rulesAcross(lines, start, rules);
  const columns = first.segments.slice(0, MAX_COLUMNS).map((segment) => ({ x0: segment.x0, x1: segment.x1 }));
  const starts = (segment: Segment) =>
    columns.some(
      (column) => Math.abs(column.x0 - segment.x0) < SLACK * 1.5 || (segment.x0 < column.x1 && segment.x1 > column.x0),
    );
  let [least, widest] = [Infinity, 0];
  for (; end < lines.length; end += 1) {
    const line = lines[end];
    const previous = lines[end - 1];
    if (!line || !previous || line.table || line.panel) break;
    if (columns.length <= 2 && isField(line)) break;
    const gap = line.y - previous.y;
    [least, widest] = [Math.min(least, gap), Math.max(widest, gap)];
    if (gap > Math.max(line.size, previous.size) * 4.5) break;
    // A line over the full width, or one that two columns would have to share, ends it.
    const bridges = line.segments.some(
      (segment) =>
        columns.filter((column) => segment.x0 < column.x0 - SLACK && segment.x1 > column.x0 + SLACK).length > 0,
    );
    if (line.segments.length === 1 && isRowInOne(line, columns)) {
      several += 1;
      lastSeveral = end;
    } else if (line.segments.length === 1) {
      const only = line.segments[0];
      if (!only || bridges) break;
      const shares = columns.findIndex((column) => Math.abs(column.x0 - only.x0) < SLACK * 1.5);
      const ruled = rules.some(
        (rule) => rule.y0 > line.y && rule.y0 < line.y + line.size * 2.5 && rule.x0 <= only.x0 + SLACK,
      );
      const tight = gap < line.size * 1.6;
      // Rows are set apart, and this line is not.
      const wraps = gap <= least * 1.12 && widest > least * 1.25 && only.x1 < (columns[1]?.x0 ?? 0) - SLACK;
      if (shares < 0 || (!tight && !ruled) || (shares === 0 && !ruled && !wraps && end - lastSeveral > 1)) break;
      // Only the first column goes on, without a rule below: an ordinary paragraph follows.
      if (shares === 0 && !ruled && !wraps && (lines[end + 1]?.segments.length ?? 0) < 2) break;
    } else {
      if (several === 1 && gap < line.size * 2.8 && isHeadOver(columns, line)) columns.length = 0;
      else if (!goesOnWith(line, columns.length, starts)) break;
      else if (several > 1 && beginsSection(lines[end], starts) && partedAt(end) && !partedBefore(end)) break;
      several += 1;
      lastSeveral = end;
      for (const segment of line.segments)
        if (columns.length < MAX_COLUMNS && !starts(segment)) columns.push({ x0: segment.x0, x1: segment.x1 });
      columns.sort((a, b) => a.x0 - b.x0);
    }
  }
  const gapOfFirst = (first.segments[1]?.x0 ?? 0) - (first.segments[0]?.x1 ?? 0);
  if (several < 2 && !(first.segments.length >= 3 && gapOfFirst > first.size * 2.5)) return 0;
  return footOf(lines, start, end) - start;
}

/** Whether most parts of a line stand where none above them began: as where another table begins. */
function beginsSection(line: Line | undefined, starts: (segment: Segment) => boolean): boolean {
  const others = line?.segments.slice(1) ?? [];
  return others.filter(starts).length <= others.length * 0.5;
}

/**
 * Whether a rule runs across above a line of a table that begins at `start`, and whether one does above a line before;
 * that is asked for lines in their order, so that each is looked at once.
 */
function rulesAcross(lines: Line[], start: number, rules: Box[]) {
  let [looked, found] = [start + 2, false];
  const partedAt = (at: number): boolean => {
    const [before, line] = [lines[at - 1], lines[at]];
    const first = line?.segments[0];
    if (at < start + 2 || !before || !line || !first) return false;
    const [top, bottom] = [before.y, line.y - line.size * 0.5];
    return rules.some(({ x0, x1, y0 }) => y0 > top && y0 < bottom && x0 < first.x1 && x1 > first.x0);
  };
  const partedBefore = (end: number): boolean => {
    for (; looked < end && !found; looked += 1) found = partedAt(looked);
    return found;
  };
  return { partedAt, partedBefore };
}

/** Where the rows end, and names with their values stand apart below them: "Signed: T. Ahearne", and when. */
function footOf(lines: Line[], start: number, end: number): number {
  let from = end;
  while (from > start && isEntry(lines[from - 1])) from -= 1;
  const gapOf = (at: number) => (lines[at]?.y ?? 0) - (lines[at - 1]?.y ?? 0);
  if (from === end || from - start < 3 || gapOf(from) < gapOf(start + 2) * 1.4) return end;
  return lines.slice(start, from).some(isEntry) ? end : from;
}

/** Whether a line without a wide gap is a row all the same: words begin after a gap where columns do. */
function isRowInOne(line: Line, columns: Pick<Box, 'x0'>[]): boolean {
  const tokens = line.segments[0]?.tokens ?? [];
  const [first, ...others] = columns;
  if (!first || others.length === 0 || Math.abs((tokens[0]?.x0 ?? 0) - first.x0) > SLACK) return false;
  const begun = others.filter((column) =>
    tokens.some((token, i) => {
      const before = tokens[i - 1];
      return before && Math.abs(token.x0 - column.x0) < 1.5 && token.x0 - before.x1 > token.size * 0.45;
    }),
  );
  return begun.length > 0 && begun.length >= others.length * 0.5;
}

/** Whether a line of several segments has the columns of the table so far. The head of its first one may be empty. */
function goesOnWith(line: Line, columns: number, starts: (segment: Segment) => boolean): boolean {
  const [first, ...others] = line.segments;
  if (!first || !line.segments.some(starts)) return false;
  if (starts(first) || line.segments.length <= columns) return true;
  return others.length === columns && others.every(starts);
}

/** The rows of a table, cells joined by ` | `; a wrapped cell stays in its row. */
export function readTable(lines: Line[], rules: Box[], join: (parts: string[]) => string): string[] {
  const [top, first] = lines;
  const body = lines.slice(1);
  if (!top || !first || body.length < 2) return rowsOf(lines, columnsOf(lines), rules, join);
  // What stands over several columns does not tell where they are.
  const columns = columnsOf(body);
  const head = partHead(top, columns);
  const spread = spreadHead(head, body, columns);
  if (!spread?.over && !isHeadOver(head.segments, first)) return rowsOf(lines, columnsOf(lines), rules, join);
  const cells = spread?.cells ?? cellsAt([head], columns, join);
  return [
    cells
      .map((cell) => join([cell]))
      .join(' | ')
      .trim(),
    ...rowsOf(body, columns, rules, join),
  ];
}

/** The rows of lines whose columns are known. */
export function rowsOf(all: Line[], columns: Box[], rules: Box[], join: (parts: string[]) => string): string[] {
  const lines = all.map((line) => partAtColumns(line, columns, (x0) => columnOf(columns, { x0 })));
  const ruleBetween = (a: Line, b: Line) =>
    rules.some((rule) => {
      const y = (rule.y0 + rule.y1) / 2;
      return (
        y > a.y - a.size * 0.2 &&
        y < b.y - b.size * 0.5 &&
        rule.x0 < (columns[0]?.x1 ?? 0) &&
        rule.x1 > (columns[0]?.x0 ?? 0)
      );
    });
  const pairs = lines.slice(1).map((line, i) => ({ line, before: lines[i] as Line }));
  const ruled = pairs.filter(({ before, line }) => ruleBetween(before, line)).length;
  const gaps = pairs.map(({ before, line }) => line.y - before.y);
  const least = gaps.reduce((a, b) => Math.min(a, b), Infinity);
  const wide = gaps.filter((gap) => gap > least * 1.25).length;

  const whole = ruled > 0 ? wholeRows(lines, columns.length, ruleBetween) : new Set<Line>();

  const rows: Line[][] = [];
  for (const [i, line] of lines.entries()) {
    const before = lines[i - 1];
    if (!before) {
      rows.push([line]);
      continue;
    }
    const gap = line.y - before.y;
    const hasFirst = line.segments.some((segment) => columnOf(columns, segment) === 0);
    const tight = gap < line.size * 1.5;
    const goesOn =
      line.segments.length < columns.length
        ? wide > 0
        : // All cells wrap at once: only where rows are set apart and a cell goes on in mid-sentence.
          wide >= 2 && line.segments.some((segment) => /^\p{Ll}/u.test(segment.text));
    let continues: boolean;
    if (ruled >= Math.max(1, (lines.length - 1) / 4))
      continues = !ruleBetween(before, line) && gap < line.size * 2 && !whole.has(line);
    else continues = tight && (!hasFirst || (goesOn && gap <= least * 1.12));
    if (continues) rows.at(-1)?.push(line);
    else rows.push([line]);
  }
  return rows.map((row) => cellsAt(row, columns, join).join(' | ').trim());
}

/**
 * Lines that stand between two rules and are rows of their own, though none parts them, as where rules stand above and
 * below a table's head alone: each has all the cells, which cells of several lines seldom do three times. What stands
 * between such lines without a first cell is the end of a cell.
 */
function wholeRows(lines: Line[], columns: number, ruleBetween: (a: Line, b: Line) => boolean): Set<Line> {
  const bands: Line[][] = [];
  for (const [i, line] of lines.entries()) {
    const before = lines[i - 1];
    if (before && !ruleBetween(before, line)) bands.at(-1)?.push(line);
    else bands.push([line]);
  }
  const underHead = bands.length === 2 && bands[0]?.length === 1;
  const isFull = ({ segments }: Line) => segments.length >= columns;
  const areRows = (band: Line[]) => {
    const [first, ...others] = band.filter(isFull);
    const left = first?.segments[0]?.x0 ?? 0;
    return (
      first === band[0] &&
      others.length >= (underHead ? 1 : 2) &&
      columns > 1 &&
      band.every((line) => isFull(line) || (line.segments[0]?.x0 ?? 0) > left + SLACK) &&
      others.every(({ segments }) => !/^\p{Ll}/u.test(segments[0]?.text ?? ''))
    );
  };
  return new Set(bands.filter(areRows).flatMap((band) => band.slice(1).filter(isFull)));
}

/** The texts of a row's lines, by column. */
function cellsAt(row: Line[], columns: Box[], join: (parts: string[]) => string): string[] {
  const cells: string[][] = columns.map(() => []);
  for (const segment of row.flatMap((line) => line.segments))
    cells[columnOf(columns, segment)]?.push(segment.text.trim());
  return cells.map((parts) => join(parts));
}

/** The cells of lines that are one row; `whole`: what stands over several columns is not parted. */
export function rowCells(lines: Line[], columns: Box[], join: (parts: string[]) => string, whole = false): string[] {
  const parted = whole ? lines : lines.map((line) => partAtColumns(line, columns, (x0) => columnOf(columns, { x0 })));
  return cellsAt(parted, columns, join);
}
