/** The band across a page's head that a document's title stands in, with what is printed around it (C11). Pure. */

import type { Box } from '../paint/operator-geometry.ts';
import type { LaidBlock } from './laid-blocks.ts';

/** Words of a band at most. */
const MAX_WORDS = 60;
const SAME = 2;
/** Lines of a page that are looked at. */
const MAX_LINES = 400;

const isBeside = (edge: Box, x: number, band: Box) =>
  Math.abs(edge.x0 - x) < SAME && Math.abs(edge.y0 - band.y0) < SAME && Math.abs(edge.y1 - band.y1) < SAME;

/** The filled or framed box around a block, as wide as `width` at least, or null. */
function bandAround(block: Box, width: number, rules: Box[], bars: Box[]): Box | null {
  const wide = rules.slice(0, MAX_LINES).filter((rule) => rule.x1 - rule.x0 >= width);
  for (const above of wide) {
    if (above.y0 > block.y0) continue;
    for (const below of wide) {
      if (below.y0 < block.y1 || Math.abs(below.x0 - above.x0) > SAME || Math.abs(below.x1 - above.x1) > SAME) continue;
      const band = { x0: above.x0, x1: above.x1, y0: above.y0, y1: below.y0 };
      const edges = bars.slice(0, MAX_LINES);
      if ([band.x0, band.x1].every((x) => edges.some((edge) => isBeside(edge, x, band)))) return band;
    }
  }
  return null;
}

/**
 * Marks the lines around the title in a band at the page's head. Which of them are no content is told once all pages
 * are read (title-lines.ts).
 */
export function markTitleBand(blocks: LaidBlock[], rules: Box[], bars: Box[]): void {
  const title = blocks.find((block) => block.kind === 'heading');
  if (!title?.box || title.level !== 1) return;
  const x0 = blocks.reduce((least, { box }) => Math.min(least, box?.x0 ?? least), Infinity);
  const x1 = blocks.reduce((most, { box }) => Math.max(most, box?.x1 ?? most), -Infinity);
  const band = bandAround(title.box, (x1 - x0) * 0.9, rules, bars);
  if (!band) return;
  const end = blocks.findIndex(({ box }) => !box || box.y0 < band.y0 || box.y1 > band.y1);
  const within = blocks.slice(0, end < 0 ? blocks.length : end);
  const words = within.reduce((sum, { text }) => sum + text.split(' ').length, 0);
  // A page of a band alone is a cover, or a card.
  if (within.length === blocks.length || words > MAX_WORDS || !within.includes(title)) return;
  for (const block of within) if (block.kind === 'prose') block.band = true;
}
