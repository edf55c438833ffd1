/** What the model says when the passages do not carry an answer. */
export const NOT_IN_DOCUMENTS = 'NOT_IN_DOCUMENTS';

/** Characters between a mark's brackets. */
const MAX_MARK = 120;
/** White space is kept up to so many characters in a row. */
const MAX_SPACES = 32;
/** Inside the brackets: `1`, `2, 3`, `1-3`, `passage 4`, `5†source`. */
const NUMBERS = /^\s?(?:[Pp]assages?\s?)?\d+(?:\s?(?:[,;&–-]|and)\s?(?:[Pp]assages?\s?)?\d+)*(?:†.*)?\s?$/;
const RANGE = /(\d+)(?:\s?[-–]\s?(\d+))?/g;
const SPACE = /\s/;

export type Resolved = {
  text: string;
  /** Numbers of the passages in the order of their first mention; marker [n] in `text` is the n-th of them. */
  cited: number[];
};

/**
 * Keeps the markers that name one of `count` passages, numbered anew in order of mention, and drops all others: a model
 * cannot invent a source (E9).
 */
export function resolveMarkers(text: string, count: number): Resolved {
  const gate = createMarkerGate(count);
  return { text: gate.push(text) + gate.rest(), cited: gate.cited };
}

/** `1, 3-5` → 1, 3, 4, 5: those of 1 to `count`. */
function numbersOf(list: string, count: number): number[] {
  return [...list.matchAll(RANGE)].flatMap(([, first, last]) => {
    const from = Math.max(1, Number(first));
    const to = Math.min(count, Number(last ?? first));
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index).filter(
      (number) => last !== undefined || number === Number(first),
    );
  });
}

type Mark = { end: number; /** Of passages, as the model says; '' for none. */ list: string };

/**
 * resolveMarkers for a text that comes in pieces, however it is cut. Held back is what may be the beginning of a
 * marker, with the white space before it: at most MAX_SPACES + MAX_MARK characters, looked at again with each piece; so
 * the work is linear in the text.
 */
export function createMarkerGate(count: number): {
  push(piece: string): string;
  rest(): string;
  readonly cited: number[];
} {
  const cited: number[] = [];
  let held = '';
  let begun = false;
  /** A bracket that is no marker's is open: what is left out inside it must not leave the look of a marker behind. */
  let bracket = false;

  function show({ list }: Mark): string {
    const shown = numbersOf(list, count).map((number) => {
      if (!cited.includes(number)) cited.push(number);
      return `[${cited.indexOf(number) + 1}]`;
    });
    if (shown.length === 0) return bracket ? ' ' : '';
    return `${begun ? ' ' : ''}${[...new Set(shown)].join('')}`;
  }

  function scan(text: string, last: boolean): string {
    let out = '';
    let at = 0;
    held = '';
    while (at < text.length) {
      const start = at;
      while (at < text.length && SPACE.test(text.charAt(at))) at += 1;
      const spaces = text.slice(start, Math.min(at, start + MAX_SPACES));
      const mark = at < text.length ? readMark(text, at, last) : undefined;
      if (at === text.length || mark === 'open') {
        if (!last) held = spaces + text.slice(at);
        return out;
      }
      if (mark) {
        const shown = show(mark);
        out += shown;
        begun ||= shown.trim() !== '';
        at = mark.end;
        continue;
      }
      const character = text.charAt(at);
      if (character === '[' || character === '【') bracket = true;
      else if (character === ']' || character === '】' || spaces.includes('\n')) bracket = false;
      out += (begun ? spaces : '') + character;
      begun = true;
      at += 1;
    }
    return out;
  }

  return { cited, push: (piece) => scan(held + piece, false), rest: () => scan(held, true) };
}

/** The mark, or word for "not in there", that begins at `at`; 'open' when that cannot be said yet. */
function readMark(text: string, at: number, last: boolean): Mark | 'open' | undefined {
  const first = text.charAt(at);
  if (first === 'N') {
    if (!text.startsWith(NOT_IN_DOCUMENTS, at))
      return !last && NOT_IN_DOCUMENTS.startsWith(text.slice(at, at + NOT_IN_DOCUMENTS.length)) ? 'open' : undefined;
    const end = at + NOT_IN_DOCUMENTS.length;
    if (end === text.length && !last) return 'open';
    return { end: text.charAt(end) === '.' ? end + 1 : end, list: '' };
  }
  if (first !== '[' && first !== '【') return undefined;
  for (let end = at + 1; end <= at + 1 + MAX_MARK; end += 1) {
    if (end >= text.length) return last ? undefined : 'open';
    const character = text.charAt(end);
    if (character === '[' || character === '【' || character === '\n') return undefined;
    if (character !== ']' && character !== '】') continue;
    const list = text.slice(at + 1, end);
    return NUMBERS.test(list) ? { end: end + 1, list: list.split('†', 1)[0] ?? '' } : undefined;
  }
  return undefined;
}
