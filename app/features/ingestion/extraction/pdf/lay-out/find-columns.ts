import type { Line, Segment } from './page-lines.ts';
import type { Box } from '../paint/operator-geometry.ts';
import { keepsTo, shortGutter, type Gutter } from './short-column.ts';
import { isListItem } from '../../language/split-sentences.ts';

/** Consecutive lines that are read together: across, or column by column. */
export type Band = { kind: 'rows'; lines: Line[] } | { kind: 'columns'; columns: Line[][] };

const MIN_COLUMN_LINES = 4;

const width = (segment: Segment) => segment.x1 - segment.x0;

/** How far below a line the first line of the next column may begin, in sizes. */
const REACH = 2.2;

/** The widest gap between a line of one segment and one that begins beside it, a little lower, or null. */
function besideNext(lines: Line[], at: number): Gutter | null {
  const line = lines[at];
  const only = line?.segments[0];
  if (!line || !only) return null;
  for (let next = at + 1; next < lines.length && next < at + 4; next += 1) {
    const other = lines[next];
    if (!other || other.y - line.y > line.size * REACH) break;
    for (const segment of other.segments) {
      if (segment.x0 - only.x1 >= 6) return { x0: only.x1, x1: segment.x0 };
      if (only.x0 - segment.x1 >= 6 && other.segments.length === 1) return { x0: segment.x1, x1: only.x0 };
    }
  }
  return null;
}

/** The gap that no line of less than the full width goes through, with most lines on both sides, or null. */
function openGutter(lines: Line[]): Gutter | null {
  const all = lines.flatMap((line) => line.segments);
  const x0 = all.reduce((least, s) => Math.min(least, s.x0), Infinity);
  const x1 = all.reduce((most, s) => Math.max(most, s.x1), -Infinity);
  const sorted = all.filter((s) => width(s) < (x1 - x0) * 0.6).toSorted((a, b) => a.x0 - b.x0);
  let best: { gutter: Gutter; least: number } | null = null;
  let end = -Infinity;
  for (const [i, segment] of sorted.entries()) {
    const least = Math.min(i, sorted.length - i);
    if (segment.x0 - end >= 8 && least >= MIN_COLUMN_LINES && (!best || least > best.least))
      best = { gutter: { x0: end, x1: segment.x0 }, least };
    end = Math.max(end, segment.x1);
  }
  return best?.gutter ?? null;
}

/** Segments that stand above one another: the columns of one side. */
function stacks(side: Segment[]): Segment[][] {
  const out: { x1: number; segments: Segment[] }[] = [];
  for (const segment of side.toSorted((a, b) => a.x0 - b.x0)) {
    const last = out.at(-1);
    if (last && segment.x0 < last.x1) {
      last.segments.push(segment);
      last.x1 = Math.max(last.x1, segment.x1);
    } else out.push({ x1: segment.x1, segments: [segment] });
  }
  return out.map(({ segments }) => segments);
}

/** The widest gap that is open on all these lines, or null. */
function narrow(gutter: Gutter | null, line: Line): Gutter | null {
  const segments = line.segments;
  if (!gutter) {
    let best: Gutter | null = null;
    for (let i = 1; i < segments.length; i += 1) {
      const x0 = segments[i - 1]?.x1 ?? 0;
      const x1 = segments[i]?.x0 ?? 0;
      if (!best || x1 - x0 > best.x1 - best.x0) best = { x0, x1 };
    }
    return best;
  }
  let { x0, x1 } = gutter;
  const middle = (x0 + x1) / 2;
  for (const segment of segments) {
    if (segment.x1 <= middle) x0 = Math.max(x0, segment.x1);
    else if (segment.x0 >= middle) x1 = Math.min(x1, segment.x0);
    else if (segment.x1 - x0 < x1 - segment.x0) x0 = Math.max(x0, segment.x1);
    else x1 = Math.min(x1, segment.x0);
  }
  return x1 - x0 >= 4 ? { x0, x1 } : null;
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Baselines that follow a wider gap than usual: where a paragraph or a row begins. */
function breaks(ys: number[]): number[] {
  const gaps = ys.slice(1).map((y, i) => y - (ys[i] ?? 0));
  const usual = median(gaps);
  return ys.slice(1).filter((_, i) => (gaps[i] ?? 0) > usual * 1.25);
}

/** How many of `a` have one of `b` within 2 points; both from top to bottom. */
function countNear(a: number[], b: number[]): number {
  let from = 0;
  return a.filter((y) => {
    while (from < b.length && (b[from] ?? 0) <= y - 2) from += 1;
    return Math.abs((b[from] ?? Infinity) - y) < 2;
  }).length;
}

/** Words of a line in a column of sentences, and the share of its lines that go on with one. */
const FLOW = { words: 2.4, share: 0.4, least: 4 };

/** Whether the lines of a column go on from one another in mid-sentence, which the values of a table do not. */
function flows(column: Segment[]): boolean {
  if (column.length < FLOW.least) return false;
  const lines = column.toSorted((a, b) => a.y - b.y);
  const right = lines.reduce((most, line) => Math.max(most, line.x1), -Infinity);
  const on = lines.filter((line, at) => {
    const before = lines[at - 1];
    const word = line.tokens[0];
    if (!before || !word || !/^\p{Ll}/u.test(line.text) || /[.!?:;]$/.test(before.text.trimEnd())) return false;
    return before.x1 + (word.x1 - word.x0) + line.size * 0.2 > right && line.y - before.y < line.size * 1.7;
  });
  const words = lines.reduce((sum, line) => sum + line.tokens.length, 0);
  return on.length >= (lines.length - 1) * FLOW.share && words >= lines.length * FLOW.words;
}

/**
 * Whether a band with an open gutter is prose in columns rather than a table: both sides
 * fill their width with words, no rule crosses the gutter, and paragraphs do not start
 * level on both sides.
 */
function isProse(lines: Line[], gutter: Gutter, rules: Box[]): boolean {
  const middle = (gutter.x0 + gutter.x1) / 2;
  const left = lines.flatMap((line) => line.segments.filter((s) => s.x1 <= middle));
  const right = lines.flatMap((line) => line.segments.filter((s) => s.x0 >= middle));
  const [first, last] = [lines[0], lines.at(-1)];
  if (left.length < MIN_COLUMN_LINES || right.length < MIN_COLUMN_LINES || !first || !last) return false;
  const crossing = rules.filter(
    (rule) =>
      rule.x0 < gutter.x0 - 5 &&
      rule.x1 > gutter.x1 + 5 &&
      rule.y0 > first.y - first.size &&
      rule.y1 < last.y + last.size,
  );
  const parting = crossing.filter((rule) => rule.y0 > first.y && rule.y1 < last.y - last.size * 0.5);
  if (parting.length >= 2) return false;
  // Lines that do not stand level with those beside them are no rows.
  const shared = countNear(
    left.map((s) => s.y),
    right.map((s) => s.y),
  );
  if (shared < Math.min(left.length, right.length) * 0.4) return true;
  if ([left, right].every((column) => column.filter((s) => isListItem(s.text)).length >= 2)) return true;
  if (crossing.length >= 2) return false;
  const columns = [left, right].flatMap(stacks);
  // Below heads, rows that begin level on both sides are rows, however their cells go on.
  const [l, r] = [left, right].map((part) => breaks(part.map((s) => s.y)).filter((y) => y > (lines[1]?.y ?? y) + 1));
  const level = l && r ? countNear(l, r) : 0;
  if (parting.length === 0 && level === 0 && columns.every((column) => flows(column))) return true;
  for (const side of columns) {
    const span =
      side.reduce((most, s) => Math.max(most, s.x1), -Infinity) -
      side.reduce((least, s) => Math.min(least, s.x0), Infinity);
    const full = side.filter((s) => width(s) > span * 0.6);
    const lettersOf = (segments: Segment[]) => segments.reduce((sum, s) => sum + s.text.length, 0);
    const letters = lettersOf(side);
    // By the letters, so that the short lines of a table's cells do not outweigh the prose around it.
    if (full.length < side.length * 0.5 && lettersOf(full) < letters * 0.65) return false;
    if (letters / new Set(side.map((s) => s.y)).size < 16) return false;
  }
  const [a, b] = [breaks(left.map((s) => s.y)), breaks(right.map((s) => s.y))];
  if (a.length < 2 || b.length < 2 || countNear(a, b) < Math.max(a.length, b.length) * 0.7) return true;
  // Headings may stand level in two columns; under each there are more lines than a row has.
  const titles = lines.filter(
    (line, i) => i > 0 && line.segments.length > 1 && line.segments.every((s) => s.bold || s.size > first.size * 1.1),
  );
  return titles.length > 0 && Math.min(left.length / a.length, right.length / b.length) >= 3;
}

function side(lines: Line[], keep: (segment: Segment) => boolean): Line[] {
  return lines.flatMap((line) => {
    const segments = line.segments.filter(keep);
    const [first] = segments;
    if (!first) return [];
    if (segments.length === line.segments.length) return [line];
    // What stands beside it may be set in another size, and a little higher.
    return [{ ...line, segments, y: first.y, size: segments.reduce((most, s) => Math.max(most, s.size), 0) }];
  });
}

/** Where columns end: what stands on one side alone, well below the last line of the other, is no part of them. */
function endOfColumns(lines: Line[], start: number, end: number, gutter: Gutter): number {
  const middle = (gutter.x0 + gutter.x1) / 2;
  const sides = (line: Line | undefined) =>
    Number(line?.segments.some((s) => s.x1 <= middle)) + 2 * Number(line?.segments.some((s) => s.x0 >= middle));
  let last = end - 1;
  const alone = sides(lines[last]);
  if (alone !== 1) return end;
  while (last > start && sides(lines[last]) === alone) last -= 1;
  for (let at = last + 1; at < end; at += 1) {
    const [before, line] = [lines[at - 1], lines[at]];
    if (before && line && line.y - before.y > Math.max(line.size, before.size) * 1.9) return at;
  }
  return end;
}

/** Rows of a table right below columns, at least. */
const ROWS_BELOW = 2;

/**
 * Where a table over the whole width begins right below columns, with its title: from there on lines have several parts
 * on one side, and the right side begins elsewhere. `end` where there is none.
 */
function tableBelow(lines: Line[], start: number, end: number, gutter: Gutter): number {
  const middle = (gutter.x0 + gutter.x1) / 2;
  const onRight = (line: Line) => line.segments.filter((s) => s.x0 >= middle);
  const isRow = (line: Line | undefined) =>
    line !== undefined && !line.table && !line.panel && line.segments.length > onRight(line).length + 1;
  let from = start;
  while (from < end && !isRow(lines[from])) from += 1;
  // A head may stand above rows that are drawn.
  const rows = lines.slice(from, end + ROWS_BELOW).filter((line) => isRow(line) || line.table);
  const edgeOf = (part: Line[]) => part.flatMap(onRight).reduce((least, s) => Math.min(least, s.x0), Infinity);
  const [above, below] = [edgeOf(lines.slice(start, from)), edgeOf(lines.slice(from, end))];
  if (from === end || from - start < MIN_COLUMN_LINES || rows.length < ROWS_BELOW || Math.abs(above - below) < 6)
    return end;
  // Its title is set larger than the columns, or bold as they are not.
  const body = median(lines.slice(start, from).map((line) => line.size));
  const isTitle = (line: Line | undefined) =>
    line?.segments.length === 1 && (line.size > body * 1.1 || line.segments.every((s) => s.bold));
  while (from - 1 > start && isTitle(lines[from - 1]) && lines[from - 1]!.y > lines[from - 2]!.y) from -= 1;
  return from;
}

/** The columns with the lines right above them that stand on one side alone: that column began earlier. */
function withAbove(bands: Band[], band: Line[], gutter: Gutter): Line[] {
  const last = bands.at(-1);
  if (last?.kind !== 'rows') return band;
  const isLeft = (segment: Segment) => segment.x1 < gutter.x1 - 4;
  const isRight = (segment: Segment) => segment.x0 > gutter.x0 + 4;
  const from = Math.min(...[isLeft, isRight].map((isOn) => beginOf(last.lines, band, isOn)));
  const above = last.lines.splice(from);
  if (last.lines.length === 0) bands.pop();
  return [...above, ...band];
}

/** From which of the lines above on they belong to a column, whose segments `isOn` tells. */
function beginOf(lines: Line[], band: Line[], isOn: (segment: Segment) => boolean): number {
  let from = lines.length;
  const first = band.find((line) => line.segments.some(isOn));
  let below = first && { ...first, segments: first.segments.filter(isOn) };
  for (; from > 0 && below; from -= 1) {
    const line = lines[from - 1];
    const only = line?.segments[0];
    if (!line || line.table || !only || line.segments.length > 1 || !isOn(only)) break;
    const near = below.y - line.y < line.size * 1.9 && Math.abs(below.size - line.size) < 0.5;
    if (!near || Math.abs(only.x0 - (below.segments[0]?.x0 ?? 0)) > line.size * 3) break;
    below = line;
  }
  return from;
}

/** How far down from a line a gutter stays open, and what is left of it. `from` null: the widest gap of the line. */
function reach(lines: Line[], start: number, from: Gutter | null): { gutter: Gutter | null; end: number } {
  let gutter = from;
  let end = start;
  for (; end < lines.length; end += 1) {
    const next = narrow(gutter, lines[end] as Line);
    if (!next) break;
    gutter = next;
  }
  return { gutter, end: gutter ? endOfColumns(lines, start, tableBelow(lines, start, end, gutter), gutter) : end };
}

/** Cuts a page's lines into bands of rows and of columns, in reading order. */
export function findColumns(lines: Line[], rules: Box[], depth = 0): Band[] {
  const bands: Band[] = [];
  const asRows = (part: Line[]) => {
    const last = bands.at(-1);
    if (last?.kind === 'rows') for (const line of part) last.lines.push(line);
    else if (part.length > 0) bands.push({ kind: 'rows', lines: [...part] });
  };
  const open = depth > 2 ? null : openGutter(lines);
  const short = open || depth > 2 ? null : shortGutter(lines);
  const shared = open ?? short;
  let i = 0;
  while (i < lines.length) {
    const start = lines[i];
    if (!start) break;
    const alone = start.segments.length < 2;
    const own = alone ? besideNext(lines, i) : null;
    const common = shared && (short || !own || !alone) && keepsTo(start, shared) ? shared : null;
    if ((alone && !own && !common) || depth > 2) {
      asRows([start]);
      i += 1;
      continue;
    }
    let { gutter, end } = reach(lines, i, alone && !short ? (own ?? common) : (common ?? own));
    if (!alone && common && !short && !(gutter && isProse(lines.slice(i, end), gutter, rules)))
      ({ gutter, end } = reach(lines, i, null));
    const band = lines.slice(i, end);
    if (gutter && ((short && common) || isProse(band, gutter, rules))) {
      const middle = (gutter.x0 + gutter.x1) / 2;
      const whole = withAbove(bands, band, gutter);
      const columns = [side(whole, (s) => s.x0 < middle), side(whole, (s) => s.x0 >= middle)];
      bands.push({
        kind: 'columns',
        columns: columns.flatMap((column) =>
          findColumns(column, rules, depth + 1).flatMap((inner) =>
            inner.kind === 'rows' ? [inner.lines] : inner.columns,
          ),
        ),
      });
    } else if (alone) {
      // Nothing beside it after all.
      asRows([start]);
      end = i + 1;
    } else {
      asRows(band.length > 0 ? band : [start]);
    }
    i = Math.max(end, i + 1);
  }
  return bands;
}
