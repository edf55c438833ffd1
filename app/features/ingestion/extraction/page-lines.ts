import type { Word } from './page-words.ts';

/** Words of one baseline that stand together: a run of prose, or one cell of a table. */
export type Segment = { text: string; x0: number; x1: number; y: number; size: number; bold: boolean };
export type Line = { segments: Segment[]; y: number; size: number };

/** A gap of this many times the font size may separate cells or columns. */
const CELL_GAP = 1;
const MARKER = /^(?:[•●▪◦‣·✓✗\-–—*]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)])$/;

function toSegments(words: Word[]): Segment[] {
  const sorted = words.toSorted((a, b) => a.x0 - b.x0);
  const out: Segment[] = [];
  let group: Word[] = [];
  const close = () => {
    if (group.length === 0) return;
    let text = '';
    let weight = 0;
    let boldWeight = 0;
    let size = 0;
    let previous: Word | undefined;
    for (const word of group) {
      const gap = previous ? word.x0 - previous.x1 : 0;
      const space = previous && (word.spaced || gap > Math.min(word.size, previous.size) * 0.16);
      text += (space ? ' ' : '') + word.text;
      weight += word.text.length;
      if (word.bold) boldWeight += word.text.length;
      size = Math.max(size, word.size);
      previous = word;
    }
    const main = group.reduce((a, b) => (b.text.length > a.text.length ? b : a));
    out.push({
      text,
      x0: group[0]?.x0 ?? 0,
      x1: group.reduce((most, w) => Math.max(most, w.x1), -Infinity),
      y: main.y,
      size,
      bold: boldWeight > weight * 0.9,
    });
    group = [];
  };
  for (const word of sorted) {
    const last = group.at(-1);
    if (last) {
      // The same glyphs painted twice a hair apart are a fake bold.
      if (last.text === word.text && Math.abs(last.x0 - word.x0) < word.size * 0.2) continue;
      const marker = group.length === 1 && MARKER.test(last.text);
      if (word.x0 - last.x1 > Math.max(last.size, word.size) * (marker ? 4 : CELL_GAP)) close();
    }
    group.push(word);
  }
  close();
  return out;
}

/** Groups words by baseline, top to bottom; superscripts stay with their line. */
export function toLines(words: Word[]): Line[] {
  const sorted = words.toSorted((a, b) => a.y - b.y || a.x0 - b.x0);
  const groups: { y: number; size: number; words: Word[] }[] = [];
  for (const word of sorted) {
    let home: (typeof groups)[number] | undefined;
    for (let i = groups.length - 1; i >= 0 && i >= groups.length - 4; i -= 1) {
      const group = groups[i];
      if (!group) break;
      const near = Math.abs(word.y - group.y);
      // Of one size: the same baseline. Much smaller: a superscript or subscript beside it.
      const limit =
        Math.min(word.size, group.size) < Math.max(word.size, group.size) * 0.8
          ? Math.max(word.size, group.size) * 0.45
          : Math.max(word.size, group.size) * 0.3;
      if (near <= limit) {
        home = group;
        break;
      }
    }
    if (!home) {
      groups.push({ y: word.y, size: word.size, words: [word] });
      continue;
    }
    home.words.push(word);
    if (word.size > home.size * 1.2) {
      home.y = word.y;
      home.size = word.size;
    }
  }
  return groups
    .toSorted((a, b) => a.y - b.y)
    .map((group) => ({ segments: toSegments(group.words), y: group.y, size: group.size }));
}

/** The text of a line whose segments are no table cells. */
export const lineText = (line: Line): string => line.segments.map((segment) => segment.text).join(' ');
