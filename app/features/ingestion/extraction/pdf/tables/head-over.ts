/** The first row of a table whose cells stand over several columns each, told by their places alone. Pure. */

import type { Box } from '../paint/operator-geometry.ts';
import { segmentOf, type Line, type Segment } from '../lay-out/page-lines.ts';

type Extent = Pick<Box, 'x0' | 'x1'>;

/** Edges and middles that are one differ by no more than this, points. */
const SLACK = 4;
/** A head in the middle of its columns may stand so far from the text of either, points. */
const BESIDE = 20;

const middle = (of: Extent) => (of.x0 + of.x1) / 2;
const meet = (a: Extent, b: Extent) => a.x0 < b.x1 && a.x1 > b.x0;
const isSet = (head: Extent, column: Extent) =>
  Math.abs(head.x0 - column.x0) < SLACK ||
  Math.abs(head.x1 - column.x1) < SLACK ||
  Math.abs(middle(head) - middle(column)) < SLACK;

/** Whether a first line of fewer parts is the head over several columns of this line. */
export function isHeadOver(heads: readonly Extent[], line: Line): boolean {
  const parts = line.segments;
  if (parts.length < heads.length + 1) return false;
  const near = (head: Extent) =>
    parts.filter((part) => part.x1 > head.x0 - BESIDE && part.x0 < head.x1 + BESIDE).length;
  const several = heads.some((head) => near(head) > 1);
  return heads.every((head, at) => {
    const under = near(head);
    if (under > 1 || parts.some((part) => isSet(head, part))) return true;
    // The head of the names may stand above the line that divides the others.
    if (at === 0 && under === 0) return heads.length > 2;
    return several && parts.some((part) => meet(head, part));
  });
}

/** Left edges that are one differ by no more than this, points. */
const SAME_EDGE = 1.5;

/**
 * A head with the parts that hold the heads of several columns, a space apart, parted: each begins at the very left
 * edge of its column.
 */
export function partHead(head: Line, columns: readonly Extent[]): Line {
  const begins = (x: number) => columns.findIndex((column) => Math.abs(column.x0 - x) < SAME_EDGE);
  const segments = head.segments.flatMap((segment) => {
    const first = begins(segment.x0);
    if (first < 0 || segment.tokens.length < 2) return [segment];
    const groups: Segment['tokens'][] = [];
    let last = -1;
    for (const token of segment.tokens) {
      const column = begins(token.x0);
      if (column > last) {
        groups.push([token]);
        last = column;
      } else groups.at(-1)?.push(token);
    }
    return groups.map((tokens) => segmentOf(tokens, segment.y, segment.size));
  });
  return segments.length === head.segments.length ? head : { ...head, segments };
}

/** A head's cells by column. `over`: one of them stands over several, in each of which it is given. */
export type SpreadHead = { cells: string[]; over: boolean };

/**
 * A head of fewer parts than there are columns, or null where its parts cannot be placed. `body`: the lines below it,
 * whose columns these are.
 */
export function spreadHead(head: Line, body: readonly Line[], columns: readonly Extent[]): SpreadHead | null {
  const heads = head.segments;
  if (heads.length >= columns.length || body.length < 2) return null;
  const own = heads.map((part) => columns.flatMap((column, at) => (meet(part, column) ? [at] : [])));
  const taken = new Set(own.flat());
  const free = (at: number) => at >= 0 && at < columns.length && !taken.has(at);
  const divided = dividesHead(head, body) ? body[0] : undefined;
  const isDivided = (at: number) => divided?.segments.some((part) => meet(part, columns[at] as Extent)) ?? false;
  const add = (part: number, column: number) => {
    own[part]?.push(column);
    taken.add(column);
  };
  // What stands between two columns is over both.
  for (const [at, part] of heads.entries()) {
    if (own[at]?.length !== 0) continue;
    const right = columns.findIndex((column) => column.x0 >= part.x1);
    const next = right < 0 ? columns.length : right;
    for (const beside of [next - 1, next]) if (free(beside)) add(at, beside);
  }
  for (const [at, part] of heads.entries()) {
    const held = own[at] as number[];
    const [first, last] = [Math.min(...held), Math.max(...held)];
    const [left, right] = [columns[first], columns[last]];
    if (!left || !right) return null;
    if (left !== right || !isSet(part, left)) {
      if (part.x0 < left.x0 - SLACK && free(first - 1)) add(at, first - 1);
      if (part.x1 > right.x1 + SLACK && free(last + 1)) add(at, last + 1);
    } else if (Math.abs(middle(part) - middle(left)) < SLACK) {
      // In the middle of three: those beside it that the next row tells apart.
      const beside = [first - 1, first + 1];
      if (beside.every((column) => free(column) && isDivided(column))) for (const column of beside) add(at, column);
    } else if (isDivided(first)) {
      const step = Math.abs(part.x0 - left.x0) < SLACK ? 1 : -1;
      // The names of the rows are under none of the heads to their right.
      const least = step < 0 ? 1 : 0;
      for (let next = first + step; next >= least && free(next) && isDivided(next); next += step) add(at, next);
    }
  }
  const cells = columns.map((_, column) =>
    heads
      .filter((_part, at) => own[at]?.includes(column))
      .map((part) => part.text.trim())
      .join(' '),
  );
  return { cells, over: own.some((held) => held.length > 1) };
}

/** Whether the line below a head is of it too: bold as it is and unlike the rest, or words over figures. */
function dividesHead(head: Line, [second, ...rest]: readonly Line[]): boolean {
  if (!second || rest.length === 0) return false;
  const bold = (line: Line) => line.segments.every((part: Segment) => part.bold);
  if (bold(head) && bold(second)) return !rest.every(bold);
  const figures = (line: Line) => line.segments.some((part) => /\d/.test(part.text));
  return !figures(second) && !figures(head) && rest.every(figures);
}
