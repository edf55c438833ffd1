/**
 * Letters that are set apart by the space between signs alone. A title is so set letter by letter; a printer's driver
 * (groff by way of PostScript) writes the space between two words so, in the middle of a line. Pure.
 */

import type { Cut, PaintedWord } from './painted-page.ts';

/** A space of so many sizes or more parts words, where something else than a title is set. */
export const LOOSE = 0.18;
/** No title is set this wide, in sizes, by two letters. */
const WIDE = 1;
/** How near letters stand that touch, in sizes. */
const TOUCH = 0.06;

/** A word's parts, where it was found to be several. */
function partsOf(word: PaintedWord, cuts: readonly Cut[]): PaintedWord[] {
  const { loose: _, ...plain } = word;
  const signs = Array.from(word.text);
  return [...cuts, undefined].map((cut, i) => {
    const from = cuts[i - 1];
    return {
      ...plain,
      text: signs.slice(from?.at ?? 0, cut?.at).join(''),
      x0: from?.x0 ?? word.x0,
      x1: cut?.x1 ?? word.x1,
      spaced: word.spaced && i === 0,
    };
  });
}

/** Whether one goes on where the other ends, on its line: letters of one word, set otherwise. */
const touches = (one: PaintedWord, next: PaintedWord) =>
  one.angle === next.angle &&
  Math.abs(one.y - next.y) < one.size * 0.02 &&
  Math.abs(next.x0 - one.x1) < one.size * TOUCH &&
  !next.spaced;

/**
 * Parts the words at the end of those painted so far, the last one being new: a loose word whose neighbour goes on with
 * it and is set close is none of a title, nor are two letters far from each other.
 */
export function partLoose(words: PaintedWord[]): void {
  const last = words.at(-1);
  const before = words.at(-2);
  if (!last || (!last.loose && !before?.loose)) return;
  const meets = before !== undefined && !(before.loose && last.loose) && touches(before, last);
  if (last.loose) {
    const [first] = last.loose;
    const even = last.loose.length > 1 && last.loose.length === Array.from(last.text).length - 1;
    const wide = first !== undefined && first.x0 - first.x1 > last.size * WIDE;
    if (meets || (wide && !even)) words.splice(-1, 1, ...partsOf(last, last.loose));
  } else if (meets && before.loose) words.splice(-2, 1, ...partsOf(before, before.loose));
}
