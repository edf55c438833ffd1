/** Headings told by size and weight beside the text that they stand over. Pure. */

import { lineText, type Line } from './page-lines.ts';
import { isListItem } from '../../language/split-sentences.ts';

const MAX_HEADING_CHARS = 120;
/** Lines of one heading: of a large one, and of one that is bold at the size of the text. */
const MAX_LINES = 4;
const MAX_BOLD_LINES = 2;
/** A bold line a little smaller than its text may be a heading, not one that is much smaller. */
const SMALLEST = 0.78;

/**
 * What stands around a line: the end of the run of lines of its look, and whether that run stands apart. `looks`: sizes
 * in which headings of its column are set, and its text is not.
 */
export type Surroundings = { run: Line[]; below: Line | undefined; alone: boolean; looks?: ReadonlySet<number> };

/** A size as one that lines share. */
export const lookOf = (line: Line): number => Math.round(line.size * 20);

const isBold = (line: Line) => line.segments.every((segment) => segment.bold);
const leftOf = (line: Line) => line.segments[0]?.x0 ?? 0;

/** 1 to 4 by size against the body text (4: bold at body size), or 0 for no heading. */
export function headingLevel(line: Line, bodySize: number, { run, below, alone, looks }: Surroundings): number {
  const text = lineText(line).trim();
  if (text.length > MAX_HEADING_CHARS || !/\p{L}/u.test(text)) return 0;
  const last = run.at(-1) ?? line;
  // A letter names what is explained below it, set in from it.
  if (!/\p{L}{2}/u.test(text) && !(below && !isBold(below) && leftOf(below) > leftOf(line) + 4)) return 0;
  const end = lineText(last).trim();
  const ratio = line.size / bodySize;
  if (ratio >= 1.7) return 1;
  if (ratio >= 1.35) return /[.;,]$/.test(end) && text.length > 60 ? 0 : 2;
  const whole = run.reduce((sum, part) => sum + lineText(part).length, 0);
  if (ratio >= 1.12) return /[.;,]$/.test(end) || run.length > MAX_LINES ? 0 : 3;
  if (!isBold(line) || !alone || run.length > MAX_BOLD_LINES || whole > 200) return 0;
  if ((run.length === 1 && whole > 90) || isListItem(`${text} `.slice(0, 4))) return 0;
  // A sentence is one where it is set as the headings around it are.
  if (/[.;,:!]$/.test(end) && !(/[.!]$/.test(end) && looks?.has(lookOf(line)))) return 0;
  if (ratio > 0.95) return 4;
  // Smaller than the text, it stands right over some that begins where it does.
  if (ratio < SMALLEST || run.length > 1 || !below || isBold(below) || below.table) return 0;
  if (Math.abs(below.size / bodySize - 1) > 0.1) return 0;
  const over = below.y - last.y < below.size * 2.4 && Math.abs(leftOf(below) - leftOf(line)) < 3;
  return over && below.segments.length === 1 ? 4 : 0;
}
