/** Hebrew, Arabic and their kin, which are painted from right to left. Pure. */

const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;
const LETTER = /\p{L}/u;
/** Arabic and its kin, beside whose letters the parts of a number stand from right to left. */
const ARABIC = /[\u0600-\u07BF\u08A0-\u08FF\uFB50-\uFDFF\uFE70-\uFEFC]/;
/** What keeps its own direction within a word: digits and Latin letters with what joins them. */
const LEFT_TO_RIGHT = /[%°$€£₪]?[\p{Nd}\p{L}](?:[\p{Nd}\p{L}.,:/%-]*[\p{Nd}\p{L}%])?[$€£₪]?/gu;
/** Marks that stand before a word of the other direction and are read after it. */
const CLOSING = /^[.,;:!?…)\]»]*[.,;:!?…)\]»([«]/;

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

/** A word in brackets of its own, and any bracket beside. */
const PAIRS = /[([«][^()[\]«»\s]*[)\]»]/g;
const PAIRS_AND_BRACKETS = /[([«][^()[\]«»\s]*[)\]»]|[()[\]«»]/g;

/** Turns brackets about that were written down as they look; those of a word by itself are as they should be. */
function turnBrackets(text: string): string {
  const others = text.replace(PAIRS, '');
  const opens = others.search(/[([«]/);
  const closes = others.search(/[)\]»]/);
  if (closes < 0 || opens < 0 || opens < closes) return text;
  return text.replace(PAIRS_AND_BRACKETS, (found) => BRACKETS[found] ?? found);
}

/** A word of the other direction, which stands with the marks around it as they are painted. */
function withMarksTurned(word: string): string {
  let closing = CLOSING.exec(word)?.[0] ?? '';
  // A bracket whose other half is in the word is its own.
  if (/[([«]$/.test(closing) && /[)\]»]/.test(word.slice(closing.length))) closing = closing.slice(0, -1);
  if (closing.length > 0 && closing.length < word.length) return word.slice(closing.length) + reversed(closing);
  const last = word.at(-1) ?? '';
  const lone = (last === ')' && !word.includes('(')) || (last === ']' && !word.includes('['));
  return lone && word.length > 1 ? last + word.slice(0, -1) : word;
}

/**
 * Words from right to left within a line of the other direction: the line's own marks before and behind them, which
 * were read as theirs, go where the line has them.
 */
function settleMarks(run: string[]): void {
  const last = run.length - 1;
  const behind = /^[.,;:!?…)\]»]+/.exec(run[0] ?? '')?.[0] ?? '';
  const before = /[([«]{1,3}$/.exec((run[last] ?? '').slice(-3))?.[0] ?? '';
  run[0] = (run[0] ?? '').slice(behind.length);
  run[last] = (run[last] ?? '').slice(0, (run[last] ?? '').length - before.length);
  run[0] = reversed(before) + run[0];
  run[last] += reversed(behind);
}

/** A number in parts behind Arabic letters, where "01-555" is painted as "555-01" and "5%" as "%5", as it is read. */
function numberInOrder(word: string, before: readonly string[]): string {
  const [, parts = '', end = ''] = /^([\p{Nd}+%-][\p{Nd}.,:/+%-]*[\p{Nd}%])([.,;:!?…)\]»]*)$/u.exec(word) ?? [];
  if (!/[-+%]/.test(parts) || !ARABIC.test(before.findLast((other) => /\p{L}/u.test(other)) ?? '')) return word;
  return (
    parts
      .split(/([-+%])/)
      .toReversed()
      .join('') + end
  );
}

/**
 * The text of a line, of its words from its beginning on (from the right where `mirrored`). Runs of words of the other
 * direction are turned about.
 */
export function joinWords(words: string[], mirrored: boolean): string {
  const plain = words.join(' ');
  if (!mirrored && !isRightToLeft(plain)) return plain;
  // A line of such letters on a page of others is read from the right as well.
  if (!mirrored && lean(plain) > 0) return joinWords(words.toReversed(), true);
  const against = words.map((word) => (mirrored ? lean(word) < 0 : isRightToLeft(word)));
  const out: string[] = [];
  for (let i = 0; i < words.length;) {
    let end = i;
    // A run begins and ends with a word of its direction; numbers between are of it.
    for (let at = i + 1; against[i] && at < words.length; at += 1) {
      if (against[at]) end = at;
      else if (lean(words[at] ?? '') !== 0) break;
    }
    const run = words.slice(i, end + 1).toReversed();
    if (against[i] && (!mirrored || end > i)) settleMarks(run);
    for (const word of run) {
      const own = mirrored && end === i && !isRightToLeft(word) ? withMarksTurned(word) : word;
      out.push(mirrored ? numberInOrder(own, out) : own);
    }
    i = end + 1;
  }
  return turnBrackets(out.join(' '));
}
