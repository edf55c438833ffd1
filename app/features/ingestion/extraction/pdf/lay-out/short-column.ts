/** A column of a few lines beside one that goes on. Pure. */

import type { Line, Segment } from './page-lines.ts';

export type Gutter = { x0: number; x1: number };

const width = (segment: Segment) => segment.x1 - segment.x0;

/** Whether a line stands on one side of a gap. */
export const keepsTo = (line: Line, gutter: Gutter) =>
  line.segments.every((s) => s.x1 <= gutter.x0 + 1 || s.x0 >= gutter.x1 - 1);

/** Lines beside a column's beginning at least, and below them at least, where the other one ends early. */
const SHORT = { least: 2, below: 6, tries: 8 };

/**
 * The gap beside a column that ends after a few lines, while the other goes on: what stands there is no row of a table,
 * since the long one keeps to its width, line after line, with nothing beside it.
 */
export function shortGutter(lines: Line[]): Gutter | null {
  const all = lines.flatMap((line) => line.segments);
  const x0 = all.reduce((least, s) => Math.min(least, s.x0), Infinity);
  const x1 = all.reduce((most, s) => Math.max(most, s.x1), -Infinity);
  const sorted = all.filter((s) => width(s) < (x1 - x0) * 0.6).toSorted((a, b) => a.x0 - b.x0);
  let end = -Infinity;
  let tried = 0;
  for (const [i, segment] of sorted.entries()) {
    const few = sorted.length - i;
    if (segment.x0 - end >= 8 && few >= SHORT.least && few < i && tried < SHORT.tries) {
      tried += 1;
      const gutter = { x0: end, x1: segment.x0 };
      if (isShort(lines, gutter)) return gutter;
    }
    end = Math.max(end, segment.x1);
  }
  return null;
}

function isShort(lines: Line[], gutter: Gutter): boolean {
  const own = lines.filter((line) => keepsTo(line, gutter) && !line.table && !line.panel);
  const right = own.flatMap((line) => line.segments.filter((s) => s.x0 >= gutter.x1 - 1));
  const left = own.flatMap((line) => line.segments.filter((s) => s.x1 <= gutter.x0 + 1));
  const [first, last] = [right[0], right.at(-1)];
  if (!first || !last || new Set(right.map((s) => s.y)).size < SHORT.least) return false;
  const edge = right.reduce((least, s) => Math.min(least, s.x0), Infinity);
  const runs = right.slice(1).every((s, i) => s.y - (right[i]?.y ?? 0) < s.size * 2.4);
  const from = left.reduce((least, s) => Math.min(least, s.x0), Infinity);
  const to = left.reduce((most, s) => Math.max(most, s.x1), -Infinity);
  const below = left.filter((s) => s.y > last.y + last.size);
  const full = below.filter((s) => s.x1 - from > (to - from) * 0.8);
  const wide = right.filter((s) => s.x1 - s.x0 > (to - from) * 0.5).length >= right.length * 0.5;
  const begun = left.some((s) => s.y < first.y + first.size * 3);
  return (
    runs &&
    wide &&
    begun &&
    right.every((s) => s.x0 - edge < s.size * 3) &&
    below.length >= SHORT.below &&
    full.length >= below.length * 0.4 &&
    below.every((s) => s.x0 - from < s.size * 4)
  );
}
