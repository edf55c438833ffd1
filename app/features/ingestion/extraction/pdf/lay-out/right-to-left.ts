/** Hebrew, Arabic and their kin, which are painted from right to left. Pure. */

const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;
const LETTER = /\p{L}/u;
/** What keeps its own direction within a word: digits and Latin letters with what joins them. */
const LEFT_TO_RIGHT = /[\p{Nd}\p{L}](?:[\p{Nd}\p{L}.,:/%-]*[\p{Nd}\p{L}%])?/gu;
const CLOSING = /^[.,;:!?…]+/;

export const isRightToLeft = (text: string): boolean => RIGHT_TO_LEFT.test(text);

/** How many letters of a text are read from the right, less those that are read from the left. */
export function lean(text: string): number {
  let sum = 0;
  for (const letter of text) {
    if (RIGHT_TO_LEFT.test(letter)) sum += 1;
    else if (LETTER.test(letter)) sum -= 1;
  }
  return sum;
}

const reversed = (text: string): string => Array.from(text).toReversed().join('');

/** A word as it is read, of the letters as they stand from left to right (a ligature is one of them). */
export function inReadingOrder(letters: string[]): string {
  let word = '';
  let run = '';
  const close = () => {
    // The run stands reversed; its own stretches from left to right are turned back.
    word += reversed(run).replace(LEFT_TO_RIGHT, reversed);
    run = '';
  };
  for (const letter of letters.toReversed()) {
    if (isRightToLeft(letter)) {
      close();
      word += letter;
    } else run = letter + run;
  }
  close();
  return word;
}

const BRACKETS: Record<string, string> = { '(': ')', ')': '(', '[': ']', ']': '[', '«': '»', '»': '«' };

/** Turns brackets about that were written down as they look. */
function turnBrackets(text: string): string {
  const opens = text.search(/[([«]/);
  const closes = text.search(/[)\]»]/);
  if (closes < 0 || opens < 0 || opens < closes) return text;
  return text.replace(/[()[\]«»]/g, (bracket) => BRACKETS[bracket] ?? bracket);
}

/**
 * The text of a line, of its words from its beginning on (from the right where `mirrored`). Runs of words of the other
 * direction are turned about.
 */
export function joinWords(words: string[], mirrored: boolean): string {
  const plain = words.join(' ');
  if (!mirrored && !isRightToLeft(plain)) return plain;
  const against = words.map((word) => (mirrored ? lean(word) < 0 : isRightToLeft(word)));
  const out: string[] = [];
  for (let i = 0; i < words.length;) {
    let end = i;
    // A run begins and ends with a word of its direction; numbers between are of it.
    for (let at = i + 1; against[i] && at < words.length; at += 1) {
      if (against[at]) end = at;
      else if (lean(words[at] ?? '') !== 0) break;
    }
    const run = words.slice(i, end + 1);
    for (const word of run.toReversed()) {
      const mark = mirrored && end === i && !isRightToLeft(word) ? CLOSING.exec(word)?.[0] : undefined;
      out.push(mark && mark.length < word.length ? word.slice(mark.length) + mark : word);
    }
    i = end + 1;
  }
  return turnBrackets(out.join(' '));
}
