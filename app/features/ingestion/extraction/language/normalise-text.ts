import { isKnownWord } from './known-words.ts';

/** Text clean-up shared by every format. */

const LIGATURES: Record<string, string> = {
  '\uFB00': 'ff',
  '\uFB01': 'fi',
  '\uFB02': 'fl',
  '\uFB03': 'ffi',
  '\uFB04': 'ffl',
  '\uFB05': 'st',
  '\uFB06': 'st',
};
// What Symbol and Wingdings bullets and ticks look like when a font has no Unicode map.
const PRIVATE_USE: Record<string, string> = {
  '\uF0B7': '•',
  '\uF0A7': '•',
  '\uF076': '•',
  '\uF0D8': '•',
  '\uF0A8': '•',
  '\uF0FC': '✓',
  '\uF0FE': '✓',
  '\uF0FB': '✗',
  '\uF0B0': '°',
  '\uF0E0': '→',
};
// Zero-width, bidi controls, soft hyphen, fillers, variation selectors, tags (text smuggled
// past a reader's eyes), interlinear annotation, byte order mark.
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu;
// eslint-disable-next-line no-control-regex -- removing control characters is the point
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;
const SPACES = /[\t\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g;

/**
 * More marks than this on one letter are no writing; putting a run of them in order takes time by the square of its
 * length.
 */
const STACKED_MARKS = /(\p{M}{30})\p{M}+/gu;

/** Halves of a pair without the other. */
const LONE_SURROGATES = /\p{Surrogate}/gu;

/** The first `max` characters, never half of a surrogate pair. */
export function cutText(text: string, max: number): string {
  return text.length <= max ? text : text.slice(0, isHighSurrogate(text, max - 1) ? max - 1 : max);
}

/** Whether the character at `at` is the first half of a pair. */
export const isHighSurrogate = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xd800;

/** Ligatures, spaces, invisible and control characters, without touching line structure. */
export function cleanCharacters(text: string): string {
  return (
    text
      .replace(LONE_SURROGATES, '')
      .replace(STACKED_MARKS, '$1')
      .normalize('NFC')
      .replace(/\r\n?|\u2028|\u2029|\u0085|\v/g, '\n')
      .replace(/[\uFB00-\uFB06]/g, (c) => LIGATURES[c] ?? c)
      // The shapes that Arabic letters take within words, to the letters that people type.
      .replace(/[\uFB50-\uFDF9\uFE70-\uFEFC]/g, (c) => c.normalize('NFKC'))
      // Full-width forms to ASCII; ², °, ½, ™ keep their shape, unlike under plain NFKC.
      .replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
      .replace(/[\u2010\u2011]/g, '-')
      .replace(/[\uE000-\uF8FF]/g, (c) => PRIVATE_USE[c] ?? '')
      // A soft hyphen at a line's end is a visible one there, and a break inside a word.
      .replace(/\u00AD[ \t]*\n[ \t]*/g, '')
      .replace(INVISIBLE, '')
      .replace(CONTROL, '')
      .replace(SPACES, ' ')
      // Lines to write upon, which would be part of the words on them.
      .replace(/_{3,}|(?<![\p{L}\d])__|__(?![\p{L}\d])/gu, ' ')
  );
}

/**
 * Joins the wrapped lines of one paragraph into one line. A hyphen at a line's end is
 * removed where the joined word is known ("ventil-" + "ation"): it stands in `vocabulary` (lower-case words of the
 * document) or is an ordinary word. Else it is one that belongs ("self-" + "closing", "anti-" + "legionella").
 */
export function joinWrappedLines(lines: string[], vocabulary: ReadonlySet<string> = new Set()): string {
  const parts: string[] = [];
  // The end of what is joined so far: all that a decision needs, however long the paragraph grows.
  let end = '';
  const add = (text: string) => {
    parts.push(text);
    end = (end + text.slice(-WORD_CHARS)).slice(-WORD_CHARS);
  };
  for (const raw of lines) {
    const line = raw.trim();
    if (!line) continue;
    const hyphenated = end.endsWith('-');
    const left = hyphenated ? lastWord(end.slice(0, -1)) : '';
    const right = hyphenated ? (/^\p{Ll}+/u.exec(line.slice(0, WORD_CHARS))?.[0] ?? '') : '';
    if (left && SHARED.test(line.slice(0, WORD_CHARS))) {
      add(` ${line}`);
    } else if (left && right) {
      const joined = (left + right).toLowerCase();
      const compound = `${left}-${right}`.toLowerCase();
      const before = end.slice(0, -1 - left.length);
      const keep =
        vocabulary.has(compound) ||
        (!vocabulary.has(joined) && (before.endsWith('-') || !(isKnownWord(joined) || areHalves(left, right))));
      if (!keep) {
        parts.push((parts.pop() ?? '').slice(0, -1));
        end = end.slice(0, -1);
      }
      add(line);
    } else if (hyphenated && /[\p{L}\p{N}]-$/u.test(end.slice(-3)) && /^[\p{L}\p{N}]/u.test(line)) {
      add(line); // "UF-" + "B2", "21-" + "day": part of the term
    } else if (/\d[–—]$/.test(end) && /^\d/.test(line)) {
      add(line);
    } else if (isOpenAddress(end) && /^[\w%#?&=~-]/.test(line)) {
      add(line);
    } else {
      add((parts.length > 0 ? ' ' : '') + line);
    }
  }
  return parts.join('');
}

/** Whether neither part is a word by itself: "recircu-" and "lation" are one that was parted, "anti-" is none. */
const areHalves = (left: string, right: string) =>
  Math.min(left.length, right.length) > 1 && !isKnownWord(left.toLowerCase()) && !isKnownWord(right);

/** What follows the hyphen of a word whose end is told later: "low-" + "and mid-rise". */
const SHARED = /^(?:and|or|to|nor|und|oder|bis|et|ou|agus|nó)\s/;
/** Whether a short text ends in an address that goes on in the next line. */
function isOpenAddress(text: string): boolean {
  const last = text.slice(text.lastIndexOf(' ') + 1);
  return /^(?:https?:\/\/|www\.)/i.test(last) && /[/_=&?]/.test(last.at(-1) ?? '');
}

/** Longest run of letters that is looked at as a word, characters. */
const WORD_CHARS = 100;

/** The letters at the end of a short text. */
function lastWord(text: string): string {
  const letters = Array.from(text);
  let from = letters.length;
  while (from > 0 && /^\p{L}$/u.test(letters[from - 1] ?? '')) from -= 1;
  return letters.slice(from).join('');
}

/** Lower-case words and hyphenated compounds of a text, for `joinWrappedLines`. */
export function vocabularyOf(text: string): Set<string> {
  const words = new Set<string>();
  for (const [word] of text.matchAll(/\p{L}+(?:-\p{L}+)*/gu)) words.add(word.toLowerCase());
  return words;
}

/**
 * A page's final form: clean characters, end-of-line hyphenation joined, single spaces, at
 * most one blank line in a row. Everything else stays verbatim, so that quotes match.
 */
export function normaliseText(text: string): string {
  const clean = cleanCharacters(text)
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n ?/g, '\n');
  const joined = clean.includes('-\n') ? joinBrokenWords(clean) : clean;
  return joined.replace(/\n{3,}/g, '\n\n').trim();
}

/** Joins words that a hyphen and a line break cut in two, where the next line begins with a small letter. */
function joinBrokenWords(text: string): string {
  const vocabulary = vocabularyOf(text);
  const out: string[] = [];
  let line: string | undefined;
  for (const next of text.split('\n')) {
    // "ventil-" before "ation": a letter before the hyphen is what makes it one of a word.
    if (line?.endsWith('-') && lastWord(line.slice(-3, -1)) && /^\p{Ll}/u.test(next)) {
      const [before, after] = [line.slice(-WORD_CHARS), next.slice(0, WORD_CHARS)];
      const word =
        before
          .split(/[^\p{L}-]|-(?=-)/u)
          .at(-1)
          ?.replace(/^-/, '') ?? '';
      const rest = /^\p{Ll}+/u.exec(after)?.[0] ?? '';
      const joined = joinWrappedLines([word, rest], vocabulary);
      out.push(line.slice(0, line.length - word.length), joined);
      line = next.slice(rest.length);
    } else {
      if (line !== undefined) out.push(line, '\n');
      line = next;
    }
  }
  return out.join('') + (line ?? '');
}
