/** Numbers in the margin that count the lines of a text, as deeds and drafts have them: no steps, no content. Pure. */

import type { Line } from './lay-out/page-lines.ts';
import type { Face } from './lay-out/page-sheet.ts';

const NUMBER = /^\d{1,4}$/;
/** Numbers that stand below one another, at the least, and how far their edges may be apart, points. */
const LEAST = 4;
const SAME_EDGE = 3;
/** Of lines that are counted so many go on in mid-sentence, and so many reach the right edge. */
const GO_ON = 0.4;
const FULL = 0.6;

const markerOf = ({ segments, table, panel }: Line) =>
  !table && !panel && segments.length > 1 && NUMBER.test(segments[0]?.text.trim() ?? '') ? segments[0] : undefined;

/** Whether most of these lines go on from one another, as the steps of a list and the rows of a table do not. */
function isProse(lines: Line[]): boolean {
  const texts = lines.map((line) => (markerOf(line) ? line.segments.slice(1) : line.segments));
  const right = Math.max(...texts.map((own) => own.at(-1)?.x1 ?? 0));
  const left = Math.min(...texts.map((own) => own[0]?.x0 ?? Infinity));
  const goOn = texts.filter((own) => /^\p{Ll}/u.test(own[0]?.text ?? '')).length;
  const full = texts.filter((own) => right - (own.at(-1)?.x1 ?? 0) < (right - left) * 0.15).length;
  return goOn >= lines.length * GO_ON && full >= lines.length * FULL;
}

/** A face without the numbers of its lines, and the first and the last of them; null where it has none. */
export function withoutLineNumbers(face: Face): { face: Face; text: string } | null {
  const counted = face.lines.flatMap((line, at) => {
    const marker = markerOf(line);
    return marker ? [{ at, line, marker, value: Number(marker.text) }] : [];
  });
  const [first, last] = [counted[0], counted.at(-1)];
  if (!first || !last || counted.length < LEAST) return null;
  const isOne = counted.every(
    ({ at, marker, value }) =>
      value - at === first.value - first.at &&
      (Math.abs(marker.x0 - first.marker.x0) < SAME_EDGE || Math.abs(marker.x1 - first.marker.x1) < SAME_EDGE),
  );
  const lines = face.lines.slice(first.at, last.at + 1);
  // Each line has its number, or each fifth or tenth.
  const even = counted.every(
    ({ at }, i) => i === 0 || at - (counted[i - 1]?.at ?? 0) === (counted[1]?.at ?? 0) - first.at,
  );
  if (!isOne || !even || !isProse(lines)) return null;
  const marked = new Set(counted.map(({ line }) => line));
  return {
    face: {
      ...face,
      lines: face.lines.map((line) => (marked.has(line) ? { ...line, segments: line.segments.slice(1) } : line)),
    },
    text: `${first.value} – ${last.value}`,
  };
}
