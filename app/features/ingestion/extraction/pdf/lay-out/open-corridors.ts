/** Columns of text that stand closer than words of a wide line: told by what all their lines keep open. Pure. */

import { segmentOf, type Line, type Segment } from './page-lines.ts';

/** Lines that begin at one place beside others, at least. */
const MIN_LINES = 5;
/** How wide the corridor is at least, in sizes. */
const MIN_GAP = 0.5;
/** How far left edges of one column may lie apart, points. */
const SAME_EDGE = 1.5;
/** Places that are tried. */
const MAX_EDGES = 12;
/** What stands left of it is a column, no marker or number of a list: so wide at least, in sizes. */
const MIN_COLUMN = 7;

/** Where a token begins; `gap`: how wide the gap before it is, where that is within a segment, points. */
type Start = { x: number; line: number; gap: number };
/** `lines` begin anew at `x`; those of `within` go on over the corridor, which is `gap` wide at least. */
type Edge = { x: number; lines: Set<number>; within: Set<number>; gap: number };

/** Tokens that begin a segment, or follow a wide gap in one, from left to right. */
function startsOf(lines: Line[]): Start[] {
  const starts: Start[] = [];
  for (const [line, { segments }] of lines.entries())
    for (const { tokens } of segments)
      for (const [i, token] of tokens.entries()) {
        const before = tokens[i - 1];
        const gap = before ? token.x0 - before.x1 : Infinity;
        if (gap >= token.size * MIN_GAP) starts.push({ x: token.x0, line, gap });
      }
  return starts.toSorted((a, b) => a.x - b.x);
}

/** Places at which many lines begin anew, those of most lines first. */
function edgesOf(starts: Start[]): Edge[] {
  const edges: Edge[] = [];
  for (let i = 0; i < starts.length;) {
    const first = starts[i] as Start;
    const edge: Edge = { x: first.x, lines: new Set(), within: new Set(), gap: Infinity };
    for (; i < starts.length && (starts[i]?.x ?? 0) - first.x <= SAME_EDGE; i += 1) {
      const { line, gap } = starts[i] as Start;
      edge.lines.add(line);
      if (gap < Infinity) edge.within.add(line);
      edge.gap = Math.min(edge.gap, gap);
    }
    if (edge.lines.size >= MIN_LINES && edge.within.size > 0) edges.push(edge);
  }
  return edges.toSorted((a, b) => b.lines.size - a.lines.size).slice(0, MAX_EDGES);
}

const crosses = (segment: Segment, from: number, to: number) =>
  segment.x0 < from && segment.x1 > to && segment.tokens.some((token) => token.x0 < to - 1 && token.x1 > from + 1);

/** Lines parted where a corridor runs down between two columns. */
export function partAtCorridors(lines: Line[], mirrored: boolean): Line[] {
  let out = lines;
  for (const edge of edgesOf(startsOf(lines))) {
    const [from, to] = [edge.x - Math.min(edge.gap, 30), edge.x];
    const parted: Line[] = [];
    let run: number[] = [];
    const close = () => {
      const beside = run.filter((at) => edge.lines.has(at));
      const within = run.filter((at) => edge.within.has(at));
      const wide = within.filter((at) => {
        const line = out[at] as Line;
        const left = (line.segments.find((s) => s.x0 < from && s.x1 >= from)?.x0 ?? from) + line.size * MIN_COLUMN;
        return left <= from;
      });
      const parts = beside.length >= MIN_LINES && wide.length > 0 && wide.length >= within.length * 0.8;
      for (const at of run) parted.push(parts ? partLine(out[at] as Line, from, to, mirrored) : (out[at] as Line));
      run = [];
    };
    for (const [at, line] of out.entries()) {
      const before = out[at - 1];
      const far = before !== undefined && line.y - before.y > Math.max(line.size, before.size) * 4;
      if (far || line.segments.some((segment) => crosses(segment, from, to))) close();
      if (line.segments.some((segment) => crosses(segment, from, to))) parted.push(line);
      else run.push(at);
    }
    close();
    out = parted;
  }
  return out;
}

function partLine(line: Line, from: number, to: number, mirrored: boolean): Line {
  const segments = line.segments.flatMap((segment): Segment[] => {
    if (segment.x0 >= from || segment.x1 <= to) return [segment];
    const at = segment.tokens.findIndex((token) => token.x0 >= to - 1);
    if (at <= 0) return [segment];
    return [segment.tokens.slice(0, at), segment.tokens.slice(at)].map((tokens) => {
      const main = tokens.reduce((a, b) => (b.text.length > a.text.length ? b : a));
      const size = tokens.reduce((most, token) => Math.max(most, token.size), 0);
      return segmentOf(tokens, main.y, size, mirrored);
    });
  });
  return segments.length === line.segments.length ? line : { ...line, segments };
}
