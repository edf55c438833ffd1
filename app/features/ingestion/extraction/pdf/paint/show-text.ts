import { accented, isAccent } from '../../language/placed-accents.ts';
import { symbolOfGlyph } from '../../language/symbols.ts';
import { LOOSE, partLoose } from './loose-letters.ts';
import { multiply, type Matrix } from './operator-geometry.ts';
import { isOutside } from './paint-state.ts';
import type { PaintedWord } from './painted-page.ts';
import type { Font, Painting } from './painting.ts';
import { inReadingOrder, isRightToLeft } from '../lay-out/right-to-left.ts';

type Glyph = { unicode?: string; fontChar?: string; originalCharCode?: number; width?: number; isSpace?: boolean };
/** The letters of a word so far, the text matrix where they begin, and the widest figure among them. */
type Letters = {
  signs: string[];
  start: Matrix;
  spaced: boolean;
  figure: number;
  /** Of the last one. */ middle: number;
  /** Where the last one ends without the space between signs, and where it is wide, before which letters. */
  end: number;
  endsAt: Matrix;
  cuts: { at: number; from: Matrix; to: Matrix }[];
};

const MAX_FIGURES = 3;
/** Text that is turned by more is brought straight, degrees. */
const ASKEW = 0.25;
/** A thin space between a number and its unit is a sixth of the size. */
const THIN_SPACE = 0.15;
/** A space that is no wider is none, in sizes. */
const KERN = 0.06;
/** How far the middles of a letter and of its accent are apart at most, in sizes. */
const SAME_PLACE = 0.2;

/** Shows a run of glyphs and gaps, and adds its words to what is painted. */
export function showText(page: Painting, glyphs: unknown): void {
  const { s } = page;
  s.painted = true;
  if (!Array.isArray(glyphs)) return;
  const font = page.font();
  const letters: Letters = {
    signs: [],
    start: page.tm,
    spaced: false,
    figure: 0,
    middle: 0,
    end: 0,
    endsAt: page.tm,
    cuts: [],
  };
  const wide = !font.vertical && s.charSpace > Math.abs(s.size) * LOOSE;
  let pen = 0;
  const advance = (by: number) => {
    pen += by;
    page.tm = multiply(page.tm, font.vertical ? [1, 0, 0, 1, 0, by] : [1, 0, 0, 1, by * s.scale, 0]);
  };
  for (const [i, glyph] of (glyphs as (Glyph | number | null)[]).entries()) {
    if (typeof glyph === 'number') {
      const gap = ((font.vertical ? 1 : -1) * glyph * s.size) / 1000;
      const unit = isFigure(letters.signs.at(-1)) && !isFigure(unicodeOf(glyphs[i + 1]));
      const overprints = isAccent(letters.signs.at(-1)) || isAccent(unicodeOf(glyphs[i + 1]));
      // A kern wider than a thin space separates words, and so does a step back, but that of an accent to its letter.
      const size = Math.abs(s.size);
      if (gap > size * (unit ? THIN_SPACE : 0.18) || gap < -size * (overprints ? 1.5 : 0.5)) {
        addWord(page, letters);
        letters.spaced = gap > 0 && gap < Math.abs(s.size);
      }
      advance(gap);
      continue;
    }
    if (!glyph) continue;
    countGlyph(font, glyph);
    // A glyph without a letter is one all the same; of a font that names others it is left out in the end.
    const own = glyph.unicode || (glyph.isSpace || !glyph.width ? '' : NO_LETTER);
    const unicode = font.symbols && own ? symbolOfGlyph(own, glyph.fontChar, font.symbols) : own;
    const blank = unicode.trim() === '';
    const width = (glyph.width ?? 0) * font.unit * s.size;
    // A space that is drawn in to nothing is a kern between two letters.
    const kern = blank && s.wordSpace < 0 && glyph.isSpace && isLetterAt(glyphs, i + 1) && letters.signs.length > 0;
    if (kern && width + s.charSpace + s.wordSpace < Math.abs(s.size) * KERN) {
      advance(width + s.charSpace + s.wordSpace);
      continue;
    }
    if (blank) addWord(page, letters);
    else if (letters.signs.length === 0) letters.start = page.tm;
    else if (wide && pen - letters.end > Math.abs(s.size) * LOOSE)
      letters.cuts.push({ at: letters.signs.length, from: letters.endsAt, to: page.tm });
    if (wide && !blank) {
      letters.end = pen + width;
      letters.endsAt = multiply(page.tm, [1, 0, 0, 1, width * s.scale, 0]);
    }
    if (!blank) addSign(letters, unicode, pen + width / 2, Math.abs(s.size) * SAME_PLACE);
    if (isFigure(unicode)) letters.figure = Math.max(letters.figure, glyph.width ?? 0);
    // Figures are about as wide as this letter, in a font that shows none of them here.
    if (unicode === 'n') font.figure = Math.max(font.figure, (glyph.width ?? 0) * 0.95);
    advance(width + s.charSpace + (glyph.isSpace ? s.wordSpace : 0));
    if (blank && unicode) letters.spaced = true;
  }
  addWord(page, letters);
}

/** Adds a letter to those of a word; an accent and the letter that it is set over are one. */
function addSign(letters: Letters, sign: string, middle: number, slack: number): void {
  const before = letters.signs.at(-1);
  const whole =
    before !== undefined && Math.abs(middle - letters.middle) < slack && (isAccent(sign) || isAccent(before))
      ? accented(before, sign)
      : null;
  if (whole === null) letters.signs.push(sign);
  else letters.signs.splice(-1, 1, whole);
  letters.middle = middle;
}

const isFigure = (text: string | undefined) => text !== undefined && text >= '0' && text <= '9' && text.length === 1;
const unicodeOf = (glyph: unknown) => (glyph as Glyph | null | undefined)?.unicode;

const isLetterAt = (glyphs: readonly unknown[], at: number) => (unicodeOf(glyphs[at]) ?? '').trim() !== '';

const NO_LETTER = '\uE000';

function countGlyph({ glyphs }: Font, { unicode = '', originalCharCode, width = 0 }: Glyph): void {
  const code = unicode.codePointAt(0) ?? 0;
  glyphs.all += 1;
  if (code === originalCharCode) glyphs.code += 1;
  if ((code === 0 && width > 0) || (code >= 0xe000 && code <= 0xf8ff)) glyphs.none += 1;
  else if (code < 0x20 && code !== 9 && code !== 10 && code !== 13) glyphs.control += 1;
}

/** Adds the letters so far, which end here, as a word, and begins the next one. */
function addWord(page: Painting, letters: Letters): void {
  const { s, annotation, off } = page;
  const { signs, start, spaced, figure, cuts } = letters;
  letters.spaced = false;
  letters.cuts = [];
  if (signs.length === 0) return;
  letters.signs = [];
  letters.figure = 0;
  const font = page.font();
  font.figure = Math.max(font.figure, figure);
  const at = multiply(multiply(s.ctm, start), [1, 0, 0, 1, 0, s.rise]);
  const to = multiply(s.ctm, multiply(page.tm, [1, 0, 0, 1, 0, s.rise]));
  const exact = font.vertical ? 90 : (Math.atan2(at[1], at[0]) * 180) / Math.PI;
  const turned = Math.round(exact);
  // Slightly askew is upright; so is what is mirrored.
  const quarter = Math.round(turned / 90) * 90;
  const angle = (Math.abs(turned - quarter) <= 8 ? quarter : turned) + 360;
  const text = signs.join('');
  page.order += 1;
  const word: PaintedWord = {
    text: isRightToLeft(text) ? inReadingOrder(signs) : text,
    x0: Math.min(at[4], to[4]),
    x1: Math.max(at[4], to[4]),
    y: at[5],
    ...(angle % 360 === 0 && Math.abs(exact - quarter) < ASKEW
      ? {}
      : { ends: { x0: at[4], y0: at[5], x1: to[4], y1: to[5] } }),
    size: Math.abs(s.size) * Math.hypot(at[2], at[3]),
    bold: font.bold,
    spaced,
    angle: angle % 360,
    ...(annotation === undefined ? {} : { from: annotation }),
    invisible: s.mode === 3 || s.mode === 7 || s.alpha < 0.02,
    colour: s.mode % 4 === 1 ? s.stroke : s.fill,
    alpha: s.alpha,
    order: page.order,
    clipped: s.clip !== null && isOutside(s.clip, (at[4] + to[4]) / 2, (at[5] + to[5]) / 2),
    layer: off,
    font,
  };
  if (mergeAccent(page.words.at(-1), word)) page.words.pop();
  if (cuts.length > 0 && word.angle === 0 && !word.ends && !isRightToLeft(text) && s.ctm[0] > 0) {
    const x = (tm: Matrix) => multiply(s.ctm, tm)[4];
    word.loose = cuts.map((cut) => ({ at: cut.at, x1: x(cut.from), x0: x(cut.to) }));
    word.x1 = x(letters.endsAt);
  }
  page.words.push(word);
  partLoose(page.words);
  if (figure > 0 && signs.length <= MAX_FIGURES && signs.every(isFigure)) font.small.push({ word, figure });
}

/** Puts an accent that was painted before a word, or is painted after it, on the letter that it stands over. */
function mergeAccent(before: PaintedWord | undefined, word: PaintedWord): boolean {
  const first = isAccent(before?.text);
  if (!before || first === isAccent(word.text) || before.angle !== word.angle || word.angle !== 0) return false;
  const [accent, host] = first ? [before, word] : [word, before];
  const signs = Array.from(host.text);
  const wide = (host.x1 - host.x0) / signs.length;
  const middle = first ? host.x0 + wide / 2 : host.x1 - wide / 2;
  if (Math.abs(host.y - accent.y) > host.size * 0.6) return false;
  if (Math.abs((accent.x0 + accent.x1) / 2 - middle) > host.size * SAME_PLACE + wide * 0.3) return false;
  const at = first ? 0 : signs.length - 1;
  const whole = accented(signs[at] ?? '', accent.text);
  if (whole === null) return false;
  const text = signs.with(at, whole).join('');
  if (first) word.text = text;
  else Object.assign(word, { ...before, text });
  word.spaced = before.spaced;
  return true;
}
