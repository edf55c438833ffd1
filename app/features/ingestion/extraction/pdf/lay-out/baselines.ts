/** Words put on their baselines, raised and lowered ones on that of the word they stand at. Pure. */

import type { Word } from './page-words.ts';

export type Baseline = { y: number; size: number; words: Word[] };
/** With the pieces that stand at its words. */
type Hosting = Baseline & { pieces: Word[] };

/** Groups before the last one that a word may still belong to. */
const OPEN_GROUPS = 4;
/** How far a raised or lowered piece is from its neighbour's baseline at most, in the neighbour's size. */
const RAISED = 0.62;
const LOWERED = 0.55;
/** Baselines that are looked at on each side of a piece. */
const NEAR_GROUPS = 6;
const FIGURES = /^[\d+−-]{1,6}$/;
/** What a note begins with, and how far its text may stand from it, in sizes. */
const MARK = /^(?:\d{1,3}\)?|[a-z]\)?|[*†‡§]{1,3}|\S)$/;
const BEFORE_NOTE = 0.9;
/** A degree that is no sign of its own: a ring or a letter, raised before its scale. */
export const RING = /^[oº◦∘]$/;
export const isScale = (word: Word | undefined): word is Word =>
  word !== undefined && /^[CF](?!\p{L})/u.test(word.text);

/** The baselines of a page, from top to bottom. */
export function baselinesOf(words: Word[]): Baseline[] {
  const groups: Baseline[] = [];
  for (const word of words.toSorted((a, b) => a.y - b.y || a.x0 - b.x0)) {
    const home = groups.slice(-OPEN_GROUPS).findLast((group) => {
      const most = Math.max(word.size, group.size);
      const sameSize = Math.min(word.size, group.size) >= most * 0.8;
      return Math.abs(word.y - group.y) <= most * (sameSize ? 0.3 : 0.25);
    });
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
  return attachPieces(groups.toSorted((a, b) => a.y - b.y));
}

/** Moves raised and lowered pieces to the baseline of the word that they stand at. */
function attachPieces(groups: Baseline[]): Baseline[] {
  // Pieces are kept apart until all are placed: the words that are searched stay in their order.
  const sorted = groups.map((group) => ({ ...group, words: group.words.toSorted(byLeftEdge), pieces: [] as Word[] }));
  for (const [at, group] of sorted.entries()) {
    let before: { word: Word; home: Hosting; raised: boolean } | undefined;
    const kept = group.words.filter((word) => {
      if (before && word.x0 - before.word.x1 < word.size * 0.2 && word.size < before.home.size) {
        before = { ...before, word };
      } else {
        const found = hostOf(word, sorted, at);
        before = found && { word, ...found };
      }
      before?.home.pieces.push({ ...word, raised: before.raised });
      return before === undefined;
    });
    // What stood beside it was put on its line before.
    if (kept.length < group.words.length) group.words = kept;
  }
  return sorted.flatMap(({ pieces, ...group }) => {
    const words = pieces.length === 0 ? group.words : [...group.words, ...pieces].toSorted(byLeftEdge);
    return words.length === 0 ? [] : [{ ...group, words }];
  });
}

const byLeftEdge = (one: Word, other: Word) => one.x0 - other.x0;

function hostOf(word: Word, groups: Hosting[], at: number): { home: Hosting; raised: boolean } | undefined {
  if (word.text.length > 6) return undefined;
  for (let i = Math.max(0, at - NEAR_GROUPS); i < Math.min(groups.length, at + NEAR_GROUPS + 1); i += 1) {
    const home = groups[i];
    // Its words may be somewhat larger, and stand a little off its baseline.
    if (!home || i === at || Math.abs(home.y - word.y) > home.size * RAISED * 1.6) continue;
    const next = firstFrom(home.words, word.x0);
    const [left, right] = [home.words[next - 1], home.words[next]];
    if (left && isPieceOf(word, left, word.x0 - left.x1)) return { home, raised: word.y < left.y };
    // A mark that a note begins with.
    const isMark = right && word.y < right.y && !left && MARK.test(word.text);
    if (isMark && isPieceOf(word, right, right.x0 - word.x1, BEFORE_NOTE)) return { home, raised: true };
    const isDegree = right && word.y < right.y && RING.test(word.text) && isScale(right);
    if (isDegree && isPieceOf(word, right, right.x0 - word.x1)) return { home, raised: true };
  }
  return undefined;
}

/** Whether a word is set above or below another that it touches, `gap` points away. */
function isPieceOf(word: Word, host: Word, gap: number, most = 0.22): boolean {
  const rise = (host.y - word.y) / host.size;
  if (gap < -0.2 * host.size || gap > most * host.size || rise > RAISED || rise < -LOWERED) return false;
  if (word.size <= host.size * 0.87) return Math.abs(rise) > 0.08;
  // Some programs set figures at nearly the size of the text.
  return word.size <= host.size * 1.02 && Math.abs(rise) > 0.3 && FIGURES.test(word.text);
}

/** The index of the first word that begins at `x` or right of it. */
function firstFrom(words: Word[], x: number): number {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle]?.x0 ?? 0) < x) low = middle + 1;
    else high = middle;
  }
  return low;
}
