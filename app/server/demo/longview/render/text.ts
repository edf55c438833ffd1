import type { Token } from 'marked';
import type { Face } from '#app/platform/fonts.ts';
import type { Sheet } from './page.ts';
import { INK } from './page.ts';
import { breakRuns, toRuns, type Line } from './runs.ts';

export interface TextStyle {
  face: Face;
  size: number;
  leading: number;
  colour?: string;
}

export const BODY: TextStyle = { face: 'body', size: 11.2, leading: 15 };

/** Breaks inline Markdown into lines no wider than `width` points. */
export function layLines(sheet: Sheet, tokens: readonly Token[], width: number, style: TextStyle): Line[] {
  return breakRuns(toRuns(tokens, style.face), width, ({ text, face }) => sheet.widthOf(text, face, style.size));
}

/** Draws one laid line at (x, y). */
export function drawLine(sheet: Sheet, line: Line, x: number, y: number, style: TextStyle): void {
  let at = x;
  for (const run of line) {
    sheet.put(run.text, at, y, run.face, style.size, style.colour ?? INK);
    at += sheet.widthOf(run.text, run.face, style.size);
  }
}

/** Draws lines downwards, leaving the page between lines but never after the first or before the last. */
export function drawFlow(sheet: Sheet, lines: readonly Line[], x: number, style: TextStyle): void {
  lines.forEach((line, index) => {
    const orphan = index === 0 && lines.length > 1;
    const widow = index === lines.length - 2 && lines.length > 2;
    sheet.need(orphan || widow ? style.leading * 2 : style.leading);
    drawLine(sheet, line, x, sheet.y, style);
    sheet.y += style.leading;
    sheet.fresh = false;
  });
}

/** Draws lines at a fixed place without leaving the page. */
export function drawBlock(sheet: Sheet, lines: readonly Line[], x: number, y: number, style: TextStyle): void {
  lines.forEach((line, index) => drawLine(sheet, line, x, y + index * style.leading, style));
}
