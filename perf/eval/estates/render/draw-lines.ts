import { breakRuns, type Line, type Run } from '#app/server/demo/longview/render/runs.ts';
import type { Leaf, Style } from './leaf.ts';

/** Breaks runs into lines no wider than `width` points. */
export const breakLines = (leaf: Leaf, runs: readonly Run[], width: number, style: Style): Line[] =>
  breakRuns(runs, width, (run) => leaf.widthOf(run, style.size));

/** Draws lines downwards through columns and pages, leaving no single line behind. */
export function drawLines(leaf: Leaf, lines: readonly Line[], indent: number, style: Style): void {
  lines.forEach((line, index) => {
    const together = lines.length > 1 && (index === 0 || index === lines.length - 2);
    leaf.need(together ? style.leading * 2 : style.leading);
    leaf.drawLine(line, leaf.left + indent, leaf.y, style);
    leaf.y += style.leading;
    leaf.fresh = false;
  });
}
