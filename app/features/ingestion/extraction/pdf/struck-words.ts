import type { Box } from './paint/operator-geometry.ts';
import type { PageWords, Word } from './lay-out/page-words.ts';

/** A line through a word stands so high above its baseline, in sizes of its letters. */
const [LOWEST, HIGHEST] = [0.12, 0.48];
/** Its other edge, where it is drawn as a bar; what is thicker is a mark behind the text. */
const THICKEST = 0.15;
/** So much of a word's width is struck through, at least. */
const COVERED = 0.7;
/** Points of height whose lines are looked at together. */
const STEP = 8;

/**
 * Puts `~~` around the words that are struck through, as in Word and Markdown: they say the contrary of what they read
 * as. `marks`: boxes that annotations strike; what is painted is told by lines through the middle of the letters. Pure.
 */
export function markStruck(page: PageWords, marks: readonly Box[] = []): PageWords {
  const lines = Map.groupBy(page.rules, (rule) => Math.round(rule.y0 / STEP));
  const near = (y: number) => [-1, 0, 1].flatMap((step) => lines.get(Math.round(y / STEP) + step) ?? []);
  const groups = new Map<Box, Word[]>();
  for (const word of page.words) {
    if (word.angle !== 0) continue;
    const by =
      marks.find((mark) => isMarked(word, mark)) ??
      near(word.y - word.size * 0.3).find((rule) => strikes(rule, word, near));
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
      for (const [at, word] of inOrder.entries()) {
        const [before, behind] = [at === 0 ? '~~' : '', at === inOrder.length - 1 ? '~~' : ''];
        if (before || behind) told.set(word, { ...word, text: `${before}${word.text}${behind}` });
      }
    }
  return { ...page, words: page.words.map((word) => told.get(word) ?? word) };
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

/** A line through the letters, and not the edge of a mark behind them or of a cell; two such lines strike as one. */
function strikes(rule: Box, word: Word, near: (y: number) => Box[]): boolean {
  if (!isThrough(rule, word) || !covers(rule, word)) return false;
  return !near(rule.y0).some(
    (other) =>
      !isThrough(other, word) &&
      Math.abs(other.x0 - rule.x0) < 1 &&
      Math.abs(other.x1 - rule.x1) < 1 &&
      Math.abs(other.y0 - rule.y0) > word.size * THICKEST &&
      Math.abs(other.y0 - rule.y0) < word.size * 1.6,
  );
}
