/** Where the columns of a table begin, from its text alone. Pure. */

import type { Box } from '../paint/operator-geometry.ts';
import { segmentOf, type Line, type Token } from '../lay-out/page-lines.ts';

/** Most columns that a table is read by; what stands further right is in its last one. */
export const MAX_COLUMNS = 512;
/** Places that are tried as the left edge of a narrow column. */
const MAX_EDGES = 200;
/** How far left edges of one column may lie apart, points. */
const SAME_EDGE = 1.2;

const tokensOf = (line: Line): Token[] => line.segments.flatMap((segment) => segment.tokens);

/** Places that the segments of a table share, from left to right: those that overlap are one column. */
function widelyParted(lines: Line[], least: number): Box[] {
  const segments = lines.filter((line) => line.segments.length >= least).flatMap((line) => line.segments);
  const columns: Box[] = [];
  for (const segment of segments.toSorted((a, b) => a.x0 - b.x0)) {
    const last = columns.at(-1);
    if (last && segment.x0 < last.x1) last.x1 = Math.max(last.x1, segment.x1);
    else if (columns.length < MAX_COLUMNS) columns.push({ x0: segment.x0, x1: segment.x1, y0: 0, y1: 0 });
  }
  return columns;
}

/** Cells may touch; where each letter is a piece of its own, a piece is no cell. */
const mayBeParted = ({ parts, text }: Token) => parts.length > 1 && parts.length < text.length * 0.5;

/** The token that a place goes through, found by halving; undefined where there is none or it is parted there. */
function crossing(tokens: Token[], x: number): Token | undefined {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.x1 ?? 0) > x + SAME_EDGE) high = middle;
    else low = middle + 1;
  }
  const token = tokens[low];
  if (!token || token.x0 >= x - SAME_EDGE) return undefined;
  return mayBeParted(token) && token.parts.some((part) => Math.abs(part.x0 - x) <= SAME_EDGE) ? undefined : token;
}

/**
 * Left edges at which words begin on several lines, while no word of any line goes through: the columns of a table
 * whose gutters are no wider than a space. In a wrapped text the words before such a place would be a space away on
 * each line.
 */
function leftEdges(lines: Line[]): number[] {
  const starts: { x: number; line: number; gap: number }[] = [];
  const rows = lines.map(tokensOf);
  for (const [line, tokens] of rows.entries()) {
    const size = lines[line]?.size || 1;
    for (const [i, token] of tokens.entries()) {
      const before = tokens[i - 1];
      if (before) starts.push({ x: token.x0, line, gap: (token.x0 - before.x1) / size });
      else starts.push({ x: token.x0, line, gap: 9 });
    }
  }
  starts.sort((a, b) => a.x - b.x);
  const edges: number[] = [];
  for (let i = 0; i < starts.length && edges.length < MAX_EDGES;) {
    const first = starts[i] as (typeof starts)[number];
    const on = new Set<number>();
    let [widest, end] = [0, i];
    for (; end < starts.length && (starts[end]?.x ?? 0) - first.x <= SAME_EDGE; end += 1) {
      on.add(starts[end]?.line ?? 0);
      widest = Math.max(widest, starts[end]?.gap ?? 0);
    }
    const enough = on.size >= 3 && on.size >= lines.length * 0.3;
    if (enough && widest > 0.5 && rows.every((tokens) => !crossing(tokens, first.x))) {
      edges.push(first.x);
      i = end;
    } else i += 1;
  }
  return edges;
}

/** The columns of a table's lines. `least` 1: what stands alone in a line is a cell, else the wrapped end of one. */
export function columnsOf(lines: Line[], least: 1 | 2 = 2): Box[] {
  const wide = widelyParted(lines, least);
  if (wide.length === 0 || lines.length < 3) return wide;
  const edges = leftEdges(lines);
  let at = 0;
  const columns = wide.flatMap((column) => {
    const out: Box[] = [];
    let x0 = column.x0;
    while ((edges[at] ?? Infinity) <= column.x0 + SAME_EDGE * 2) at += 1;
    for (; (edges[at] ?? Infinity) < column.x1; at += 1) {
      const edge = edges[at] ?? x0;
      out.push({ ...column, x0, x1: edge - 0.1 });
      x0 = edge;
    }
    out.push({ ...column, x0 });
    return out;
  });
  return columns.slice(0, MAX_COLUMNS);
}

/** A line whose segments each stand in one column. */
export function partAtColumns(line: Line, columns: Box[], columnOf: (x0: number) => number): Line {
  if (columns.length < 2) return line;
  const segments = line.segments.flatMap((segment) => {
    if (segment.tokens.length === 0) return [segment];
    if (columnOf(segment.x0) === columnOf(segment.tokens.at(-1)?.parts.at(-1)?.x0 ?? segment.x0)) return [segment];
    const groups: { column: number; tokens: Token[] }[] = [];
    for (const token of segment.tokens.flatMap((whole) => partAt(whole, columns, columnOf))) {
      const column = columnOf(token.x0);
      const last = groups.at(-1);
      if (last && last.column === column) last.tokens.push(token);
      else groups.push({ column, tokens: [token] });
    }
    return groups.map(({ tokens }) => segmentOf(tokens, segment.y, segment.size));
  });
  return { ...line, segments };
}

/** A token parted where a piece of it begins at the left edge of a column. */
function partAt(token: Token, columns: Box[], columnOf: (x0: number) => number): Token[] {
  if (!mayBeParted(token)) return [token];
  const out: Token[] = [];
  for (const part of token.parts) {
    const last = out.at(-1);
    const edge = columns[columnOf(part.x0)]?.x0 ?? Infinity;
    if (last && !(Math.abs(part.x0 - edge) <= SAME_EDGE && part.x0 > last.x0 + 1)) {
      last.text += part.text;
      last.x1 = part.x1;
      last.parts.push(part);
    } else out.push({ ...token, ...part, parts: [part] });
  }
  return out;
}
