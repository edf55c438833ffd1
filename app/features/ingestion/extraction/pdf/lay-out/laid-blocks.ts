/** Blocks of a page in reading order: what of them is a note, a caption or a call-out. Pure. */

import type { Box } from '../paint/operator-geometry.ts';
import type { Line } from './page-lines.ts';

export type LaidBlock = {
  kind: 'heading' | 'prose' | 'item' | 'row' | 'field';
  text: string;
  level: number;
  /** Where it stands, and in which size its first line is set, points; absent for rows and fields. */
  box?: Box;
  size?: number;
  /** Never quoted: a caption or a call-out. */
  aside?: boolean | undefined;
  note?: boolean | undefined;
  /** It stands around the title in a band at the page's head. */
  band?: boolean | undefined;
  /** The head of a table, by its look. */
  head?: boolean | undefined;
  /** The first row of a table that is no part of the one before. */
  apart?: boolean | undefined;
};

/** How far a caption may be from its picture, points. */
const CAPTION_GAP = 26;
const MAX_CAPTION_CHARS = 220;
const MAX_CALL_OUT_CHARS = 60;
/** "Figure 3", "Abb. 4": a word and a number. */
const NUMBERED = /^\p{Lu}\p{L}{1,11}\.?\s\d/u;
const NOTE = /^(?:([¹²³⁰⁴-⁹]{1,3})\)?|([*†‡§]{1,3}|[ᵃᵇᶜᵈᵉᶠᵍʰ]))\s?[\p{L}\p{N}"“‘(]/u;
const PLAIN_NOTE = /^(\d{1,2})[.)]?\s+\p{L}/u;
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';

export const startsNote = (text: string): boolean => NOTE.test(text);

export function boxAround(lines: Line[]): Box {
  const box = { x0: Infinity, x1: -Infinity, y0: Infinity, y1: -Infinity };
  for (const line of lines) {
    box.y0 = Math.min(box.y0, line.y - line.size * 0.8);
    box.y1 = Math.max(box.y1, line.y + line.size * 0.2);
    for (const segment of line.segments) {
      box.x0 = Math.min(box.x0, segment.x0);
      box.x1 = Math.max(box.x1, segment.x1);
    }
  }
  return box;
}

/** Marks what is written in a picture, and the captions of pictures: small, or a word and a number. */
export function markAsides(blocks: LaidBlock[], pictures: Box[], bodySize: number): void {
  for (const block of blocks) {
    const { box, size = bodySize } = block;
    if (!box || block.kind === 'heading' || block.text.length > MAX_CAPTION_CHARS) continue;
    const [x, y] = [(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2];
    block.aside ||= pictures.slice(0, 200).some((picture) => {
      const across = x > picture.x0 && x < picture.x1;
      if (across && y > picture.y0 && y < picture.y1) return block.text.length <= MAX_CALL_OUT_CHARS;
      const gap = box.y0 >= picture.y1 - 4 ? box.y0 - picture.y1 : picture.y0 - box.y1;
      const near = gap > -6 && gap < CAPTION_GAP && box.x0 < picture.x1 && box.x1 > picture.x0;
      return near && (size < bodySize * 0.95 || NUMBERED.test(block.text));
    });
  }
}

/** The marker that a footnote begins with, as it stands in the text that it is a note to; null for another block. */
function markerOf(block: LaidBlock, bodySize: number): string | null {
  if ((block.kind !== 'prose' && block.kind !== 'item') || (block.size ?? bodySize) > bodySize * 0.95) return null;
  const match = NOTE.exec(block.text);
  if (match) return match[1] ?? match[2] ?? null;
  const plain = PLAIN_NOTE.exec(block.text)?.[1];
  return plain ? Array.from(plain, (digit) => RAISED[Number(digit)]).join('') : null;
}

/** Whether a text refers to a note: the marker stands behind a word or a full stop, and no other figure beside it. */
function refersTo(text: string, marker: string): boolean {
  for (let at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, at + 1)) {
    const [before, after] = [text.slice(Math.max(0, at - 4), at).trimEnd(), text.charAt(at + marker.length)];
    // "m²" is a unit.
    const word = /[²³]/.test(marker) ? /(?:\p{L}{3}|[.,;:!?)”"’])$/u : /[\p{L}.,;:!?)”"’]$/u;
    if (word.test(before) && !RAISED.includes(after || ' ')) return true;
  }
  return false;
}

/** Puts each footnote behind the paragraph, item or table that refers to it. */
export function placeNotes(blocks: LaidBlock[], bodySize: number): LaidBlock[] {
  let from = blocks.length;
  while (from > 0 && markerOf(blocks[from - 1] as LaidBlock, bodySize) !== null) from -= 1;
  if (from === blocks.length || blocks.length - from > 30) return blocks;
  const body = blocks.slice(0, from);
  const behind = new Map<number, LaidBlock[]>();
  const loose: LaidBlock[] = [];
  for (const note of blocks.slice(from)) {
    const marker = markerOf(note, bodySize) ?? '';
    let at = body.findIndex((block) => refersTo(block.text, marker));
    while (at >= 0 && body[at]?.kind === 'row' && body[at + 1]?.kind === 'row') at += 1;
    const placed = { ...note, kind: 'prose' as const, note: true };
    if (at < 0) loose.push(note);
    else behind.set(at, [...(behind.get(at) ?? []), placed]);
  }
  return [...body.flatMap((block, at) => [block, ...(behind.get(at) ?? [])]), ...loose];
}
