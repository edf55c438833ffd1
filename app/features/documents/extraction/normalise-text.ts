/** Text clean-up shared by every format. Pure. */

const LIGATURES: Record<string, string> = {
  '\uFB00': 'ff', '\uFB01': 'fi', '\uFB02': 'fl', '\uFB03': 'ffi', '\uFB04': 'ffl', '\uFB05': 'st', '\uFB06': 'st',
};
// What Symbol and Wingdings bullets and ticks look like when a font has no Unicode map.
const PRIVATE_USE: Record<string, string> = {
  '\uF0B7': '•', '\uF0A7': '•', '\uF076': '•', '\uF0D8': '•', '\uF0A8': '•', '\uF0FC': '✓', '\uF0FE': '✓', '\uF0FB': '✗',
  '\uF0B0': '°', '\uF0E0': '→',
};
// Zero-width, bidi controls, soft hyphen, fillers, variation selectors, tags (text smuggled
// past a reader's eyes), interlinear annotation, byte order mark.
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu;
// eslint-disable-next-line no-control-regex -- removing control characters is the point
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;
const SPACES = /[\t\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g;

// First halves of compounds that keep their hyphen when a line breaks after it.
const COMPOUND = new Set(
  'air all built cross double dual end energy ex far first follow full half heat high in large left long low mid multi near non off on one open part plug post pre pressure push re right second self semi set short single six slow small solid stand state step ten third thermo three through top touch triple two under up user water weather well wall'.split(' '),
);

/** Ligatures, spaces, invisible and control characters, without touching line structure. */
export function cleanCharacters(text: string): string {
  return (
    text
      .toWellFormed()
      .normalize('NFC')
      .replace(/\r\n?|\u2028|\u2029|\u0085|\v/g, '\n')
      .replace(/[\uFB00-\uFB06]/g, (c) => LIGATURES[c] ?? c)
      // Full-width forms to ASCII; ², °, ½, ™ keep their shape, unlike under plain NFKC.
      .replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
      .replace(/[\u2010\u2011]/g, '-')
      .replace(/[\uE000-\uF8FF]/g, (c) => PRIVATE_USE[c] ?? '')
      // A soft hyphen at a line's end is a visible one there, and a break inside a word.
      .replace(/\u00AD[ \t]*\n[ \t]*/g, '')
      .replace(INVISIBLE, '')
      .replace(CONTROL, '')
      .replace(SPACES, ' ')
      .replace(/\uFFFD+/g, '')
  );
}

/**
 * Joins the wrapped lines of one paragraph into one line. A hyphen at a line's end is
 * removed when it splits a word ("ventil-" + "ation") and kept in a compound ("self-" +
 * "closing"); `vocabulary` (lower-case words of the page) decides where it can.
 */
export function joinWrappedLines(lines: string[], vocabulary: ReadonlySet<string> = new Set()): string {
  let out = '';
  for (const raw of lines) {
    const line = raw.trim();
    if (!line) continue;
    const left = /(\p{L}+)-$/u.exec(out)?.[1];
    const right = /^\p{Ll}+/u.exec(line)?.[0];
    if (left && right) {
      const joined = (left + right).toLowerCase();
      const compound = `${left}-${right}`.toLowerCase();
      const keep =
        vocabulary.has(compound) ||
        (!vocabulary.has(joined) && (COMPOUND.has(left.toLowerCase()) || /-\p{L}+-$/u.test(out)));
      out = keep ? out + line : out.slice(0, -1) + line;
    } else if (/[\p{L}\p{N}]-$/u.test(out) && /^[\p{L}\p{N}]/u.test(line)) {
      out += line; // "UF-" + "B2", "21-" + "day": part of the term
    } else {
      out += (out ? ' ' : '') + line;
    }
  }
  return out;
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
  const vocabulary = clean.includes('-\n') ? vocabularyOf(clean) : undefined;
  const joined = vocabulary
    ? clean.replace(/(\p{L}+(?:-\p{L}+)*-)\n(\p{Ll}+)/gu, (_, a: string, b: string) => joinWrappedLines([a, b], vocabulary))
    : clean;
  return joined.replace(/\n{3,}/g, '\n\n').trim();
}
