/**
 * What no answer needs and a reader cannot see: control characters and NUL, bidi overrides and other format characters,
 * private use, halves of surrogate pairs. Line feed and tab stay, and the joiners that scripts and emoji need.
 */
const UNSEEN = /(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Noncharacter_Code_Point}]/gu;

/** A model's text without what cannot be seen; other line ends become line feeds. */
export function cleanWords(text: string): string {
  return text.replace(/[\u0085\u2028\u2029]/g, '\n').replace(UNSEEN, '');
}

/**
 * cleanWords for a text that comes in pieces: a surrogate pair may be cut in two; a half that is left at the end is
 * dropped.
 */
export function createWordCleaner(): { push(piece: string): string } {
  let half = '';
  return {
    push(piece) {
      const text = half + piece;
      half = /[\ud800-\udbff]$/.test(text) ? text.slice(-1) : '';
      return cleanWords(half ? text.slice(0, -1) : text);
    },
  };
}
