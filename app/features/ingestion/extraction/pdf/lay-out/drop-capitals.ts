/** Large first letters that reach down beside several lines. Pure. */

import { isKnownWord } from '../../language/known-words.ts';
import type { Word } from './page-words.ts';

/** Larger than its text by this much. */
const LARGE = 1.6;
/** Letters of a page that are looked at. */
const MAX_CAPITALS = 40;
const CAPITAL = /^["“‘]?\p{Lu}$/u;

/** The size of most letters. */
function bodySizeOf(words: Word[]): number {
  const weights = new Map<number, number>();
  for (const { size, text } of words) {
    const key = Math.round(size * 2) / 2;
    weights.set(key, (weights.get(key) ?? 0) + text.length);
  }
  return [...weights].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [0, 0])[0];
}

/**
 * Sets large first letters as letters of the first line beside them, and lets the other lines beside them begin where
 * they do.
 */
export function settleDropCapitals(words: Word[]): Word[] {
  const body = bodySizeOf(words);
  const capitals = words.filter((word) => word.size > body * LARGE && CAPITAL.test(word.text)).slice(0, MAX_CAPITALS);
  if (capitals.length === 0) return words;
  const changed = new Map<Word, Word>();
  for (const capital of capitals) settle(capital, words, changed);
  return changed.size === 0 ? words : words.map((word) => changed.get(word) ?? word);
}

function settle(capital: Word, words: Word[], changed: Map<Word, Word>): void {
  const { x0, x1, y, size } = capital;
  const [top, bottom] = [y - size * 0.8, y + size * 0.08];
  // The first word of each line that begins right beside it; one of its own size belongs to a title.
  const beside = words.filter((word) => word !== capital && word.y > top && word.y < bottom && word.x0 >= x1 - 2);
  if (beside.some((word) => word.size > size * 0.7 && word.x0 < x1 + size)) return;
  const rows = [...Map.groupBy(beside, (word) => Math.round(word.y)).values()]
    .map((row) => row.reduce((a, b) => (b.x0 < a.x0 ? b : a)))
    .filter((word) => word.x0 - x1 < Math.max(word.size, size * 0.35))
    .toSorted((a, b) => a.y - b.y);
  const [first, ...others] = rows;
  if (!first || size < first.size * LARGE) return;
  if (others.length === 0 && Math.abs(first.y - y) > 1.5) return;
  const { text } = first;
  const apart =
    first.spaced || (isKnownWord(text.toLowerCase()) && !isKnownWord(`${capital.text}${text}`.toLowerCase()));
  changed.set(capital, {
    ...capital,
    y: first.y,
    size: first.size,
    bold: first.bold,
    x1: apart ? Math.min(x1, first.x0 - first.size * 0.25) : first.x0,
  });
  for (const word of others) changed.set(word, { ...word, x0 });
}
