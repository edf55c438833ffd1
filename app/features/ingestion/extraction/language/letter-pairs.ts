import { isKnownWord, knownWords } from './known-words.ts';

/*
 * Whether letters make words of any language that is written in Latin ones. How likely a letter follows another is
 * much the same in all of them, and quite another thing where a file names its letters wrongly: words of some forty
 * languages cost 3.5 to 4.7 bits a letter by the pairs of English, English with its letters exchanged 5.3 to 7.
 */

const [A, SIDES, BORDER] = ['a'.charCodeAt(0), 27, 26];
/** Bits a letter from which words are of no language. */
const UNLIKELY = 5;
/** Share of different words that are known, up to which they may be none. */
const KNOWN = 0.2;
/** With fewer words or letters nothing is said; with more no more are looked at. */
const [FEWEST, FEW_LETTERS, ENOUGH] = [4, 16, 400];

let pairs: Float64Array | undefined;

/** Bits that each letter costs behind another, by the words that are known. */
function costs(): Float64Array {
  if (pairs) return pairs;
  const seen = new Float64Array(SIDES * SIDES).fill(0.5);
  for (const word of knownWords())
    if (/^[a-z]{2,40}$/.test(word)) eachPair(word, (pair) => (seen[pair] = seen[pair]! + 1));
  pairs = new Float64Array(seen.length);
  for (let row = 0; row < seen.length; row += SIDES) {
    const all = seen.subarray(row, row + SIDES).reduce((sum, count) => sum + count, 0);
    for (let at = row; at < row + SIDES; at += 1) pairs[at] = -Math.log2(seen[at]! / all);
  }
  return pairs;
}

function eachPair(word: string, take: (pair: number) => void): void {
  let before = BORDER;
  for (let at = 0; at <= word.length; at += 1) {
    const letter = at < word.length ? word.charCodeAt(at) - A : BORDER;
    take(before * SIDES + letter);
    before = letter;
  }
}

const folded = (word: string) => word.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** The words of a line, three letters or more: of codes, where figures stand beside letters, none. */
export const wordsOfLine = (line: string): string[] =>
  (line.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).filter((word) => /^[\p{L}\p{M}]{3,40}$/u.test(word)).map(folded);

/** Whether these lines are Latin letters that make no language. */
export function makesNoLanguage(lines: Iterable<string>): boolean {
  const costOf = costs();
  const different = new Set<string>();
  let [words, foreign, letters, bits] = [0, 0, 0, 0];
  for (const line of lines) {
    for (const word of wordsOfLine(line)) {
      if (!/^[a-z]+$/.test(word)) {
        foreign += 1;
        continue;
      }
      words += 1;
      different.add(word);
      letters += word.length + 1;
      eachPair(word, (pair) => (bits += costOf[pair] ?? 0));
    }
    if (words > ENOUGH) break;
  }
  if (words < FEWEST || words < foreign || letters - words < FEW_LETTERS) return false;
  if (bits / letters <= UNLIKELY) return false;
  return [...different].filter(isKnownWord).length <= different.size * KNOWN;
}

/** Whether two readings of a page have their words in common, so far as recognition reads them alike. */
export function sharesWords(text: string, other: string): boolean {
  const words = new Set(wordsOfLine(text));
  const others = new Set(wordsOfLine(other));
  let common = 0;
  for (const word of words) common += Number(others.has(word));
  return words.size > 0 && common / words.size >= 0.3;
}
