import type { Word } from './page-words.ts';
import { joinPieces, joinWords } from './right-to-left.ts';

/** A word of a line: what stands together without a space. `parts`: where each of its painted pieces begins. */
export type Token = { text: string; x0: number; x1: number; bold: boolean; parts: LinePart[] };
type LinePart = { x0: number; x1: number; text: string };
/** Words of one baseline that stand together: a run of prose, or one cell of a table. */
export type Segment = {
  text: string;
  x0: number;
  x1: number;
  y: number;
  size: number;
  bold: boolean;
  tokens: Token[];
};
/** `table`: the rows of a table that was read already and stands here; `headed`: its first looks like a head. */
export type Line = {
  segments: Segment[];
  y: number;
  size: number;
  table?: string[] | undefined;
  headed?: boolean | undefined;
};

/** A gap of this many times the font size may separate cells or columns. */
const CELL_GAP = 1;
const MARKER = /^(?:[•●▪◦‣·✓✗\-–—*]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)])$/;
const RAISED: Record<string, string> = {
  0: '⁰',
  1: '¹',
  2: '²',
  3: '³',
  4: '⁴',
  5: '⁵',
  6: '⁶',
  7: '⁷',
  8: '⁸',
  9: '⁹',
  '+': '⁺',
  '-': '⁻',
  '−': '⁻',
};

export const segmentOf = (tokens: Token[], y: number, size: number, mirrored = false): Segment => {
  let weight = 0;
  let boldWeight = 0;
  let x1 = -Infinity;
  for (const token of tokens) {
    weight += token.text.length;
    if (token.bold) boldWeight += token.text.length;
    x1 = Math.max(x1, token.x1);
  }
  const text = joinWords(
    tokens.map((token) => token.text),
    mirrored,
  );
  return { text, x0: tokens[0]?.x0 ?? 0, x1, y, size, bold: boldWeight > weight * 0.9, tokens };
};

/** A raised figure as such, so that 10² is not read as 102. */
function raisedText(word: Word, line: { y: number; size: number }): string {
  if (word.y >= line.y - line.size * 0.15 || word.size >= line.size * 0.85) return word.text;
  return /^[\d+−-]{1,6}$/.test(word.text)
    ? Array.from(word.text, (letter) => RAISED[letter] ?? letter).join('')
    : word.text;
}

function toSegments(words: Word[], line: { y: number; size: number }, mirrored: boolean): Segment[] {
  const sorted = words.toSorted((a, b) => a.x0 - b.x0);
  const out: Segment[] = [];
  let tokens: Token[] = [];
  let main: Word | undefined;
  let size = 0;
  let last: Word | undefined;
  let end = -Infinity;
  const close = () => {
    if (tokens.length > 0) out.push(segmentOf(tokens, main?.y ?? 0, size, mirrored));
    tokens = [];
    main = undefined;
    size = 0;
    end = -Infinity;
  };
  for (const word of sorted) {
    // The same glyphs painted twice a hair apart are a fake bold.
    if (last && last.text === word.text && Math.abs(last.x0 - word.x0) < word.size * 0.2 && tokens.length > 0) continue;
    if (last && tokens.length > 0) {
      const marker = tokens.length === 1 && MARKER.test(tokens[0]?.text ?? '');
      if (word.x0 - end > Math.max(last.size, word.size) * (marker ? 4 : CELL_GAP)) close();
    }
    const token = tokens.at(-1);
    const text = raisedText(word, line);
    const part = text === word.text ? word : { x0: word.x0, x1: word.x1, text };
    const gap = word.x0 - end;
    if (token && !word.spaced && gap <= Math.min(word.size, last?.size ?? word.size) * 0.16) {
      token.text = joinPieces(token.text, text, mirrored);
      token.x1 = Math.max(token.x1, word.x1);
      token.bold &&= word.bold;
      token.parts.push(part);
    } else tokens.push({ text, x0: word.x0, x1: word.x1, bold: word.bold, parts: [part] });
    if (!main || word.text.length > main.text.length) main = word;
    size = Math.max(size, word.size);
    end = Math.max(end, word.x1);
    last = word;
  }
  close();
  return out;
}

/**
 * Groups words by baseline, top to bottom; superscripts stay with their line. `mirrored`: the words' places are counted
 * from the right.
 */
export function toLines(words: Word[], mirrored = false): Line[] {
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
    .map((group) => ({ segments: toSegments(group.words, group, mirrored), y: group.y, size: group.size }));
}

/** The text of a line whose segments are no table cells. */
export const lineText = (line: Line): string => line.segments.map((segment) => segment.text).join(' ');
