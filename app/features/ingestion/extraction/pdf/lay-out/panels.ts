/** Framed or shaded boxes of text that stand beside other text: cards, call-outs, notes in the margin. Pure. */

import type { Box } from '../paint/operator-geometry.ts';
import { segmentOf, type Line, type Segment, type Token } from './page-lines.ts';

/** `floats`: the page's own text stands beside it, and goes on around it. */
export type Panel = { box: Box; lines: Line[]; floats: boolean };

/** Boxes of a page that are looked at. */
const MAX_BOXES = 60;
/** Fewer lines are a value in its frame, or a cell. */
const MIN_LINES = 3;

const isIn = (box: Box, segment: Segment) =>
  segment.x0 >= box.x0 - 1 && segment.x1 <= box.x1 + 1 && isLevel(box, segment);
const isLevel = (box: Box, segment: Segment) =>
  segment.y - segment.size * 0.3 > box.y0 && segment.y - segment.size * 0.3 < box.y1;
const cuts = (box: Box, segment: Segment) =>
  isLevel(box, segment) && segment.x0 < box.x1 - 1 && segment.x1 > box.x0 + 1 && !isIn(box, segment);
const contains = (a: Box, b: Box) => a.x0 <= b.x0 + 1 && a.x1 >= b.x1 - 1 && a.y0 <= b.y0 + 1 && a.y1 >= b.y1 - 1;

function parted(lines: Line[], keep: (segment: Segment) => boolean): Line[] {
  return lines.flatMap((line) => {
    const segments = line.segments.filter(keep);
    const [first] = segments;
    if (!first || segments.length === line.segments.length) return first ? [line] : [];
    return [{ ...line, segments, y: first.y, size: segments.reduce((most, s) => Math.max(most, s.size), 0) }];
  });
}

/** Lines whose words stand to either side of a box's edges, near as they are, parted there. */
function partedAt(box: Box, lines: Line[], mirrored: boolean): Line[] {
  const sideOf = (token: Token) => (token.x1 <= box.x0 + 1 ? 0 : token.x0 >= box.x1 - 1 ? 2 : 1);
  const isWhole = (token: Token) => sideOf(token) !== 1 || (token.x0 >= box.x0 - 1 && token.x1 <= box.x1 + 1);
  return lines.map((line) => {
    if (!line.segments.some((segment) => cuts(box, segment) && segment.tokens.every(isWhole))) return line;
    const segments = line.segments.flatMap((segment) => {
      if (!cuts(box, segment) || !segment.tokens.every(isWhole)) return [segment];
      return [...Map.groupBy(segment.tokens, sideOf)]
        .toSorted((a, b) => a[0] - b[0])
        .map(([, tokens]) => segmentOf(tokens, segment.y, segment.size, mirrored));
    });
    return { ...line, segments };
  });
}

/** Takes panels out of a page's lines. A box that nothing stands beside is part of the text's flow. */
export function takePanels(whole: Line[], boxes: Box[], mirrored = false): { panels: Panel[]; rest: Line[] } {
  let lines = whole;
  const widest = boxes.toSorted((a, b) => b.x1 - b.x0 - (a.x1 - a.x0)).slice(0, MAX_BOXES);
  const found: { box: Box; lines: Line[]; beside: Segment[] }[] = [];
  for (const box of widest) {
    if (found.some((other) => contains(other.box, box))) continue;
    const split = partedAt(box, lines, mirrored);
    const level = split.filter((line) => line.segments.some((segment) => isLevel(box, segment)));
    const own = parted(level, (segment) => isIn(box, segment));
    const beside = level.flatMap((line) => line.segments.filter((s) => isLevel(box, s) && !isIn(box, s)));
    if (own.length < MIN_LINES || beside.length === 0 || beside.some((segment) => cuts(box, segment))) continue;
    if (level.some((line) => line.table)) continue;
    found.push({ box, lines: own, beside });
    lines = split;
  }
  if (found.length === 0) return { panels: [], rest: lines };
  const taken = new Set(found.flatMap((panel) => panel.lines.flatMap((line) => line.segments)));
  const panels = found.map(({ box, lines: own, beside }) => ({
    box,
    lines: own,
    floats: beside.some((segment) => !taken.has(segment)),
  }));
  return { panels, rest: parted(lines, (segment) => !taken.has(segment)) };
}
