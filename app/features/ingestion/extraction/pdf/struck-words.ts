import type { Box, Rule, Slant } from './paint/operator-geometry.ts';
import type { PageWords, Word } from './lay-out/page-words.ts';

/** A line through a word stands so high above its baseline, in sizes of its letters. */
const [LOWEST, HIGHEST] = [0.12, 0.48];
/** Its other edge, where it is drawn as a bar; what is thicker is a mark behind the text. */
const THICKEST = 0.15;
/** A slanting line runs between these heights, and falls by so much at most. */
const [FOOT, HEAD, FALL] = [-0.35, 1.05, 2.2];
/** So much of a word's width is struck through, at least. */
const COVERED = 0.7;
/** Points of height whose lines are looked at together. */
const STEP = 8;
/** Pieces of one line are so near, points. */
const PIECES = 3;
/** Slanting lines of a page that are looked at; one with more is a drawing. */
const MAX_SLANTS = 200;

/**
 * Puts `~~` around the words that are struck through, as in Word and Markdown: they say the contrary of what they read
 * as. `marks`: boxes that annotations strike; what is painted is told by lines through the middle of the letters, in
 * one piece or several, by slanting ones, and by two that cross upon the words. Pure.
 */
export function markStruck(page: PageWords, marks: readonly Box[] = []): PageWords {
  const whole = [...page.rules, ...ofPieces(page)];
  const lines = Map.groupBy(whole, (rule) => Math.round(rule.y0 / STEP));
  const near = (y: number) => [-1, 0, 1].flatMap((step) => lines.get(Math.round(y / STEP) + step) ?? []);
  const slants = (page.slants?.length ?? 0) > MAX_SLANTS ? [] : (page.slants ?? []);
  const crossed = crossesOf(slants);
  const groups = new Map<Box, Word[]>();
  for (const word of page.words) {
    if (word.angle !== 0 || /^[☐☑☒]$/u.test(word.text)) continue;
    const by =
      marks.find((mark) => isMarked(word, mark)) ??
      near(word.y - word.size * 0.3).find((rule) => strikes(rule, word, near)) ??
      crossed.find((cross) => isMarked(word, cross)) ??
      slants.find((slant) => slantsThrough(slant, word));
    if (!by) continue;
    const group = groups.get(by);
    if (group) group.push(word);
    else groups.set(by, [word]);
  }
  if (groups.size === 0) return page;
  const told = new Map<Word, Word>();
  for (const words of groups.values())
    for (const line of Map.groupBy(words, (word) => Math.round(word.y)).values()) {
      const inOrder = line.toSorted((a, b) => a.x0 - b.x0);
      // The cells of a row are struck one by one.
      const apart = (a?: Word, b?: Word) => !a || !b || b.x0 - a.x1 > Math.max(a.size, b.size);
      for (const [at, word] of inOrder.entries()) {
        const before = apart(inOrder[at - 1], word) ? '~~' : '';
        const behind = apart(word, inOrder[at + 1]) ? '~~' : '';
        if (before || behind) told.set(word, { ...word, text: `${before}${word.text}${behind}` });
      }
    }
  return { ...page, words: page.words.map((word) => told.get(word) ?? word) };
}

/** Lines that are drawn in pieces: letter by letter, word by word, or dashed. */
function ofPieces({ rules, dashes = [] }: PageWords): Rule[] {
  const pieces = [...rules.filter(({ edge, x0, x1 }) => !edge && x1 - x0 < 100), ...dashes];
  const out: Rule[] = [];
  for (const level of Map.groupBy(pieces, (piece) => Math.round(piece.y0 * 2)).values()) {
    let open: (Rule & { count: number }) | undefined;
    for (const piece of level.toSorted((a, b) => a.x0 - b.x0)) {
      if (open && piece.x0 <= open.x1 + PIECES) {
        open.x1 = Math.max(open.x1, piece.x1);
        open.count += 1;
      } else {
        if (open && open.count > 1) out.push(open);
        open = { x0: piece.x0, x1: piece.x1, y0: piece.y0, y1: piece.y1, count: 1 };
      }
    }
    if (open && open.count > 1) out.push(open);
  }
  return out;
}

/** The boxes of lines that cross from corner to corner. */
function crossesOf(slants: Slant[]): Box[] {
  const alike = (a: Slant, b: Slant) => {
    const [x, y] = [Math.max(3, (a.x1 - a.x0) * 0.15), Math.max(3, (a.y1 - a.y0) * 0.25)];
    return (
      Math.abs(a.x0 - b.x0) < x && Math.abs(a.x1 - b.x1) < x && Math.abs(a.y0 - b.y0) < y && Math.abs(a.y1 - b.y1) < y
    );
  };
  const up = slants.filter(({ down }) => !down);
  return slants.filter((slant) => slant.down && up.some((other) => alike(slant, other)));
}

/** Whether a slanting line runs through the letters of a word from side to side. */
function slantsThrough(slant: Slant, word: Word): boolean {
  const high = slant.y1 - slant.y0;
  if (high > word.size * FALL || !covers(slant, word)) return false;
  const heightAt = (x: number) => {
    const share = (x - slant.x0) / (slant.x1 - slant.x0);
    const y = slant.down ? slant.y0 + share * high : slant.y1 - share * high;
    return (word.y - y) / word.size;
  };
  return [word.x0, word.x1]
    .map((x) => heightAt(Math.min(slant.x1, Math.max(slant.x0, x))))
    .every((height) => height > FOOT && height < HEAD);
}

const covers = (box: Box, word: Word) =>
  Math.min(box.x1, word.x1) - Math.max(box.x0, word.x0) >= (word.x1 - word.x0) * COVERED;

function isMarked(word: Word, mark: Box): boolean {
  const middle = word.y - word.size * 0.3;
  return middle > mark.y0 && middle < mark.y1 && covers(mark, word);
}

/** Whether a line stands as high as one through the letters. */
function isThrough(rule: Box, word: Word): boolean {
  const height = (word.y - (rule.y0 + rule.y1) / 2) / word.size;
  return height >= LOWEST && height <= HIGHEST;
}

/**
 * A line through the letters. The edge of a shape is none where its other edge is that of a mark behind them or of a
 * cell; two edges as near as the sides of a bar strike as one.
 */
function strikes(rule: Rule, word: Word, near: (y: number) => Rule[]): boolean {
  if (!isThrough(rule, word) || !covers(rule, word)) return false;
  if (!rule.edge) return true;
  return !near(rule.y0).some(
    (other) =>
      !isThrough(other, word) &&
      Math.abs(other.x0 - rule.x0) < 1 &&
      Math.abs(other.x1 - rule.x1) < 1 &&
      Math.abs(other.y0 - rule.y0) > word.size * THICKEST &&
      Math.abs(other.y0 - rule.y0) < word.size * 1.6,
  );
}
