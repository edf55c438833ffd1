/** What a form says: names that end in a colon, each with its value beside it. Pure. */

import type { Line, Segment } from './page-lines.ts';

/** How far values of one form begin apart, points, and how far below a value what goes on with it, in sizes. */
const SAME_EDGE = 3;
const NEXT_LINE = 1.6;
/** Lines of a form's foot at most. */
const MAX_FOOT = 12;
const NAME = /^[^:]{1,60}:$/;

/** Whether each second part of a line is the name of what stands to its right. */
export const isField = (line: Line): boolean =>
  !line.table &&
  !line.panel &&
  line.segments.length > 0 &&
  line.segments.length % 2 === 0 &&
  line.segments.every((segment, at) => at % 2 === 1 || (NAME.test(segment.text) && /\p{L}/u.test(segment.text)));

/** A line that begins with a name and its value. */
const ENTRY = /^\p{L}[^:|.!?]{0,23}:\s\S/u;
export const isEntry = (line: Line | undefined): boolean =>
  line !== undefined && !line.table && !line.panel && ENTRY.test(line.segments[0]?.text ?? '');

/** The fields that begin at a line, each as its text, and how many lines they take; none: 0. */
export function readFields(
  lines: Line[],
  start: number,
  join: (parts: string[]) => string,
): { fields: string[]; length: number } {
  const fields: string[][] = [];
  let value: Segment | undefined;
  let at = start;
  for (; at < lines.length; at += 1) {
    const line = lines[at] as Line;
    const before = lines[at - 1];
    if (at > start && before && line.y - before.y > line.size * 4.5) break;
    if (isEntry(line) && line.segments.length > 1 && isFoot(lines, at)) {
      fields.push(line.segments.map(({ text }) => text));
      value = undefined;
      continue;
    }
    if (isField(line)) {
      for (let pair = 0; pair < line.segments.length; pair += 2)
        fields.push([line.segments[pair]?.text ?? '', line.segments[pair + 1]?.text ?? '']);
      value = line.segments.length === 2 ? line.segments[1] : undefined;
      continue;
    }
    const [only, other] = line.segments;
    const goesOn =
      value && only && !other && before && Math.abs(only.x0 - value.x0) < SAME_EDGE && !line.table && !line.panel;
    if (!goesOn || line.y - before.y > line.size * NEXT_LINE) break;
    fields.at(-1)?.push(only.text);
  }
  return { fields: fields.map(join), length: at - start };
}

/** Whether entries stand below the rows of a table. */
function isFoot(lines: Line[], at: number): boolean {
  let above = at - 1;
  while (at - above <= MAX_FOOT && isEntry(lines[above])) above -= 1;
  return (lines[above]?.segments.length ?? 0) > 1 && !isEntry(lines[above]);
}
