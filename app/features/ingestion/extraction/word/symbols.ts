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
const COMMON: Record<string, string> = { '🗹': '☑', '🗷': '☒', '🗵': '☒', '🡪': '→', '🡨': '←', '🡩': '↑', '🡫': '↓' };

const isSymbolFont = (font: string | undefined): boolean => font !== undefined && SYMBOL_FONT.test(font);

/** A sign of Symbol, Wingdings or Webdings as the character that it looks like; undefined for another font. */
export function dingbat(text: string, font: string | undefined): string | undefined {
  if (!isSymbolFont(font)) return undefined;
  const code = text.codePointAt(0);
  if (code === undefined) return undefined;
  // Word stores them in the private area from F000, older files as plain letters.
  const face = FACES[(font ?? '').toLowerCase().replace(/ /g, '')] ?? '';
  const sign = codePoint(face, code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code)?.string;
  return sign === undefined ? undefined : (COMMON[sign] ?? sign);
}

/** A text set in such a font, letter by letter; another one as it is. */
export const showSymbols = (text: string, font: string | undefined): string =>
  isSymbolFont(font)
    ? Array.from(text, (sign) => (sign === ' ' ? sign : (dingbat(sign, font) ?? sign))).join('')
    : text;
