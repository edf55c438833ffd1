/** Letters that are set apart ("W A R R A N T Y") put together again. Pure. */

import type { Word } from './page-words.ts';

/** Fewer letters beside each other are initials, or the names of columns. */
const MIN_LETTERS = 4;
/** With spaces typed between them they may be a row of names as well. */
const MIN_TYPED = 5;
/** Gaps of one word differ by kerning, in sizes. */
const EVEN = 0.14;
const LETTER = /^[\p{L}\p{N}]$/u;

const isLetter = (word: Word) => LETTER.test(word.text);
const gapBefore = (words: Word[], at: number) => (words[at]?.x0 ?? 0) - (words[at - 1]?.x1 ?? 0);

/** Of words from left to right, those that go on with the word before them. */
export function spacedLetters(words: Word[]): Set<Word> {
  const joined = new Set<Word>();
  for (let from = 0; from < words.length;) {
    let end = from;
    while (end < words.length && isPartOfRun(words, from, end)) end += 1;
    if (end - from >= MIN_LETTERS) joinRun(words, from, end, joined);
    from = Math.max(end, from + 1);
  }
  return joined;
}

function isPartOfRun(words: Word[], from: number, at: number): boolean {
  const [first, word] = [words[from], words[at]];
  if (!first || !word || Math.abs(word.size - first.size) > first.size * 0.05) return false;
  // What closes a word, a full stop say, is set apart as its letters are.
  if (!isLetter(word) && (at === from || !/^[.,:;!?&'’-]$/.test(word.text))) return false;
  return at === from || gapBefore(words, at) < word.size;
}

function joinRun(words: Word[], from: number, end: number, joined: Set<Word>): void {
  const run = words.slice(from, end);
  const gaps = run.slice(1).map((_, i) => gapBefore(words, from + i + 1));
  const size = run[0]?.size ?? 1;
  const typed = run.slice(1).filter((word) => word.spaced).length;
  const usual = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length * 0.35)] ?? 0;
  // Letters that touch are words as they are; what follows a space that was painted begins one, unless all do.
  if (usual < size * 0.1) return;
  const all = typed > gaps.length * 0.75;
  const breaks = (i: number) => (gaps[i] ?? 0) > usual + size * (all ? 0.2 : EVEN) || (!all && run[i + 1]?.spaced);
  const inside = gaps.filter((_, i) => !breaks(i));
  if (inside.length < gaps.length * 0.5 || inside.some((gap) => gap < usual - size * EVEN * 1.5)) return;
  const text = run.map((word) => word.text).join('');
  if (all && (run.length < MIN_TYPED || text !== text.toUpperCase())) return;
  if (isRowOfNames(text)) return;
  for (const [i] of gaps.entries()) if (!breaks(i)) joined.add(run[i + 1] as Word);
}

/** "ABCDE", "12345", "XXXX": names in their order, figures, marks. */
function isRowOfNames(text: string): boolean {
  const codes = Array.from(text, (sign) => sign.charCodeAt(0));
  const inOrder = codes.slice(1).every((code, i) => code === (codes[i] ?? 0) + 1);
  return inOrder || new Set(codes).size === 1 || text.replace(/[^\p{L}]/gu, '').length < text.length * 0.7;
}
