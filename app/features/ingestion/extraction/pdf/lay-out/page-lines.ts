import { LONE_MARKER } from '#app/features/documents/pages/list-marker.ts';
import { baselinesOf, isScale, RING } from './baselines.ts';
import { settleDropCapitals } from './drop-capitals.ts';
import type { Word } from './page-words.ts';
import { raise, raiseLetter } from '../../language/raised-figures.ts';
import { inReadingOrder, isRightToLeft, joinWords } from './right-to-left.ts';
import { spacedLetters } from './spaced-letters.ts';

/** A word of a line: what stands together without a space. `parts`: where each of its painted pieces begins. */
export type Token = {
  text: string;
  x0: number;
  x1: number;
  y: number;
  size: number;
  bold: boolean;
  parts: LinePart[];
};
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
/**
 * `table`: the rows of a table that was read already and stands here; `headed`: its first looks like a head; `apart`:
 * it is no part of the one before. `panel`: the lines of a box that stands here. `numbered`: the segments that begin
 * with the number of a step or clause.
 */
export type Line = {
  segments: Segment[];
  y: number;
  size: number;
  table?: string[] | undefined;
  headed?: boolean | undefined;
  apart?: boolean | undefined;
  panel?: Line[] | undefined;
  numbered?: ReadonlySet<Segment> | undefined;
};

/** A gap of this many times the font size may separate cells or columns. */
const CELL_GAP = 1;
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

/** The text of a token, whose pieces stand from its line's beginning on. */
function textOf(parts: LinePart[], mirrored: boolean): string {
  const pieces = parts.map((part) => part.text);
  const plain = pieces.join('');
  if (pieces.length < 2) return plain;
  const fromLeft = mirrored ? pieces.toReversed() : pieces;
  return isRightToLeft(plain) ? inReadingOrder(fromLeft) : mirrored ? fromLeft.join('') : plain;
}

/** A raised figure as such, so that 10² is not read as 102. `beside`: the word before it, or its line. */
function raisedText(word: Word, beside: { y: number; size: number }, next: Word | undefined): string {
  const above = word.raised ?? (word.y < beside.y - beside.size * 0.15 && word.size < beside.size * 0.85);
  if (!above) return word.text;
  const isRing = RING.test(word.text) && (word.text > '\u2000' || isScale(next));
  if (isRing && (!next || next.x0 - word.x1 < word.size * 0.3)) return '°';
  const [, figures = '', end = ''] = /^([\d+−-]{1,6})(\)?)$/.exec(word.text) ?? [];
  return figures ? (raise(figures) ?? figures) + end : isNoteLetter(word) ? (raiseLetter(word.text) ?? '') : word.text;
}

/** The letter of a note, which stands at a word as "2" does: of a word of its own, so that it is not read into it. */
const isNoteLetter = (word: Word) => word.raised === true && raiseLetter(word.text) !== null;

const endOf = (token: Token | undefined) =>
  (token?.parts ?? [])
    .slice(-3)
    .map((part) => part.text)
    .join('');

function toSegments(words: Word[], line: { y: number; size: number }, mirrored: boolean): Segment[] {
  const sorted = words.toSorted((a, b) => a.x0 - b.x0);
  const out: Segment[] = [];
  let tokens: Token[] = [];
  let main: Word | undefined;
  let size = 0;
  let last: Word | undefined;
  let end = -Infinity;
  const spaced = spacedLetters(sorted);
  const close = () => {
    for (const token of tokens) token.text = textOf(token.parts, mirrored);
    if (tokens.length > 0) out.push(segmentOf(tokens, main?.y ?? 0, size, mirrored));
    tokens = [];
    main = undefined;
    size = 0;
    end = -Infinity;
  };
  for (const [i, word] of sorted.entries()) {
    // The same glyphs painted twice a hair apart are a fake bold.
    if (last && last.text === word.text && Math.abs(last.x0 - word.x0) < word.size * 0.2 && tokens.length > 0) continue;
    if (last && tokens.length > 0) {
      const marker = tokens.length === 1 && LONE_MARKER.test(tokens[0]?.text ?? '');
      if (word.x0 - end > Math.max(last.size, word.size) * (marker ? 4 : CELL_GAP)) close();
    }
    const token = tokens.at(-1);
    const gap = word.x0 - end;
    const text = raisedText(word, last && tokens.length > 0 && gap < last.size * 0.5 ? last : line, sorted[i + 1]);
    const part = text === word.text ? word : { x0: word.x0, x1: word.x1, text };
    const touches = !word.spaced && gap <= Math.min(word.size, last?.size ?? word.size) * 0.16;
    const isMark = isNoteLetter(word) && /(?:\p{L}{2}|[.,;:)])$/u.test(endOf(token));
    if (token && !isMark && (touches || spaced.has(word))) {
      token.x1 = Math.max(token.x1, word.x1);
      token.bold &&= word.bold;
      token.parts.push(part);
    } else {
      const { x0, x1, y, size: own, bold } = word;
      tokens.push({ text, x0, x1, y, size: own, bold, parts: [part] });
    }
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
  return baselinesOf(settleDropCapitals(words)).map((group) => ({
    segments: toSegments(group.words, group, mirrored),
    y: group.y,
    size: group.size,
  }));
}

/** The text of a line whose segments are no table cells. */
export const lineText = (line: Line): string => line.segments.map((segment) => segment.text).join(' ');
