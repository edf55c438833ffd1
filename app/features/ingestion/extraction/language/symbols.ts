import { codePoint } from 'dingbat-to-unicode';

const SYMBOL_FONT = /^(?:symbol|webdings|wingdings(?: ?[23])?)$/i;
const FACES: Record<string, string> = {
  symbol: 'Symbol',
  webdings: 'Webdings',
  wingdings: 'Wingdings',
  wingdings2: 'Wingdings 2',
  wingdings3: 'Wingdings 3',
};

/** Signs of the newest blocks that few fonts have, as those that look alike. */
const COMMON = new Map(
  [
    ['☑', '🗹'],
    ['☒', '🗷🗵⮽'],
    ['☐', '🞏🞎🞐🗆⬜'],
    ['✓', '🗸'],
    ['✗', '🗶🗴'],
    ['●', '⚫'],
    ['○', '🔾'],
    ['■', '◼'],
    ['•', '🞄'],
    ['➢', '⮚'],
    ['→', '🡪'],
    ['←', '🡨'],
    ['↑', '🡩'],
    ['↓', '🡫'],
  ].flatMap(([like = '', signs = '']) => Array.from(signs, (sign): [string, string] => [sign, like])),
);

/** The face of such a font by its name in a PDF: "ABCDEF+Wingdings-Regular". */
export function symbolFace(name: string | undefined): string | undefined {
  const plain = (name ?? '').replace(/^[A-Z]{6}\+/, '').replace(/[-, ]|regular|MT$|PS$/gi, '');
  return /^zapfdingbats$/i.test(plain) || isSymbolFont(plain) ? plain.toLowerCase() : undefined;
}

/**
 * A glyph of such a face as the character that it looks like. `shape`: what pdf.js draws it with. Of Symbol a code
 * alone is turned: its letters are known by their names.
 */
export function symbolOfGlyph(unicode: string, shape: string | undefined, face: string): string {
  const code = unicode.codePointAt(0) ?? 0;
  if (code > 0xff && (code < 0xf000 || code > 0xf0ff)) return unicode;
  if (face === 'zapfdingbats') return shape && shape >= '\u2190' && shape < '\uE000' ? shape : unicode;
  return face === 'symbol' && code < 0xf000 ? unicode : (dingbat(unicode, face) ?? unicode);
}

const isSymbolFont = (font: string | undefined): boolean => font !== undefined && SYMBOL_FONT.test(font);

/** A sign of Symbol, Wingdings or Webdings as the character that it looks like; undefined for another font. */
export function dingbat(text: string, font: string | undefined): string | undefined {
  if (!isSymbolFont(font)) return undefined;
  const code = text.codePointAt(0);
  if (code === undefined) return undefined;
  // Word stores them in the private area from F000, older files as plain letters.
  const face = FACES[(font ?? '').toLowerCase().replace(/ /g, '')] ?? '';
  const sign = codePoint(face, code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code)?.string;
  return sign === undefined ? undefined : (COMMON.get(sign) ?? sign);
}

/** A text set in such a font, letter by letter; another one as it is. */
export const showSymbols = (text: string, font: string | undefined): string =>
  isSymbolFont(font)
    ? Array.from(text, (sign) => (sign === ' ' ? sign : (dingbat(sign, font) ?? sign))).join('')
    : text;
