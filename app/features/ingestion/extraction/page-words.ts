/**
 * Words with their places from a page's pdf.js operator list. The list, not
 * `getTextContent`, because only it tells how a glyph is painted: invisible (render mode 3
 * or 7), transparent, white on nothing, or too small to read. Such text is dropped, so that
 * nobody can hide instructions or keywords in a document (E9).
 *
 * Not covered: text hidden under a later drawing, outside a clip, in an optional-content
 * layer that is switched off, or in a colour close to a coloured background.
 * Kept on purpose: invisible text over a picture of most of the page (a scan with OCR).
 */

import { asMatrix, boxOf, IDENTITY, isWhite, multiply, num, type Box, type Matrix } from './operator-geometry.ts';

/** Device space: points at scale 1, y downwards. `y` is the baseline. */
export type Word = {
  text: string;
  x0: number;
  x1: number;
  y: number;
  size: number;
  bold: boolean;
  /** Whether a space glyph stood before it. */
  spaced: boolean;
  /** Not upright on the page. */
  rotated: boolean;
};

export type PageWords = { words: Word[]; rules: Box[]; hidden: number };

export type FontInfo = { name?: string; vertical?: boolean; fontMatrix?: number[] };
export type OperatorList = { fnArray: number[]; argsArray: unknown[] };
type Glyph = { unicode?: string; width?: number; isSpace?: boolean };

const MIN_READABLE_PT = 2;
/** Boxes that are looked at for each word or line; a page with more of them is a drawing. */
const MAX_BOXES = 2_000;
type State = {
  ctm: Matrix;
  font: string;
  size: number;
  charSpace: number;
  wordSpace: number;
  scale: number;
  leading: number;
  rise: number;
  mode: number;
  white: boolean;
  alpha: number;
  /** Nothing was painted since the matching save, and something was placed: an image that was left out. */
  placed: boolean;
  painted: boolean;
};

type PaintedWord = Word & { invisible: boolean; pale: boolean };
type Page = { transform: Matrix; width: number; height: number };

/** `grounds`: what was painted that text can stand on, pictures among them; `scan`: one of them is most of the page. */
function isVisible(word: PaintedWord, grounds: Box[], scan: boolean, page: Page): boolean {
  if (word.size < MIN_READABLE_PT) return false;
  if (word.x1 < -1 || word.x0 > page.width + 1 || word.y < -1 || word.y - word.size > page.height + 1) return false;
  if (word.invisible) return scan;
  if (!word.pale) return true;
  const x = (word.x0 + word.x1) / 2;
  const y = word.y - word.size * 0.3;
  return grounds.some((box) => x >= box.x0 && x <= box.x1 && y >= box.y0 && y <= box.y1);
}

/** Reads one operator list; `ops` is pdf.js's OPS, `view` its viewport's box and transform. */
export function readWords(
  list: OperatorList,
  ops: Record<string, number>,
  viewport: Page,
  fontOf: (ref: string) => FontInfo | undefined,
): PageWords {
  let s: State = {
    ctm: viewport.transform,
    font: '',
    size: 0,
    charSpace: 0,
    wordSpace: 0,
    scale: 1,
    leading: 0,
    rise: 0,
    mode: 0,
    white: false,
    alpha: 1,
    placed: false,
    painted: false,
  };
  const stack: State[] = [];
  let tm = IDENTITY;
  let tlm = IDENTITY;
  const words: PaintedWord[] = [];
  const grounds: Box[] = [];
  const rules: Box[] = [];
  const fonts = new Map<string, { bold: boolean; unit: number; vertical: boolean }>();

  const fontInfo = (ref: string) => {
    let info = fonts.get(ref);
    if (!info) {
      const font = fontOf(ref);
      info = {
        bold: /bold|black|heavy|semibold|demi/i.test(font?.name ?? ''),
        unit: font?.fontMatrix?.[0] || 0.001,
        vertical: Boolean(font?.vertical),
      };
      fonts.set(ref, info);
    }
    return info;
  };
  const move = (x: number, y: number) => {
    tlm = multiply(tlm, [1, 0, 0, 1, x, y]);
    tm = tlm;
  };
  const paintBox = (box: Box) => {
    s.painted = true;
    grounds.push(box);
  };

  const show = (glyphs: unknown) => {
    s.painted = true;
    if (!Array.isArray(glyphs)) return;
    const font = fontInfo(s.font);
    const invisible = s.mode === 3 || s.mode === 7 || s.alpha < 0.02;
    const pale = s.white && (s.mode === 0 || s.mode === 4);
    let text = '';
    let start: Matrix = tm;
    let spaced = false;
    const advance = (by: number) => {
      tm = font.vertical ? multiply(tm, [1, 0, 0, 1, 0, by]) : multiply(tm, [1, 0, 0, 1, by * s.scale, 0]);
    };
    const flush = () => {
      if (text) {
        const at = multiply(multiply(s.ctm, start), [1, 0, 0, 1, 0, s.rise]);
        const to = multiply(s.ctm, tm);
        const upright = Math.abs(at[0]) >= Math.abs(at[1]) && at[0] >= 0 && !font.vertical;
        const size = Math.abs(s.size) * Math.hypot(at[2], at[3]);
        words.push({
          text,
          x0: Math.min(at[4], to[4]),
          x1: Math.max(at[4], to[4]),
          y: at[5],
          size,
          bold: font.bold,
          spaced,
          rotated: !upright,
          invisible,
          pale,
        });
      }
      text = '';
      spaced = false;
    };
    for (const glyph of glyphs as (Glyph | number | null)[]) {
      if (typeof glyph === 'number') {
        const gap = ((font.vertical ? 1 : -1) * glyph * s.size) / 1000;
        // A kern wider than a thin space separates words.
        if (gap > Math.abs(s.size) * 0.18) {
          flush();
          spaced = gap < Math.abs(s.size);
        }
        advance(gap);
        continue;
      }
      if (!glyph) continue;
      const unicode = glyph.unicode ?? '';
      const blank = unicode.trim() === '';
      if (blank) flush();
      else if (!text) start = tm;
      const width = (glyph.width ?? 0) * font.unit * s.size;
      if (!blank) text += unicode;
      advance(width + s.charSpace + (glyph.isSpace ? s.wordSpace : 0));
      if (blank && unicode) spaced = true;
    }
    flush();
  };

  for (let i = 0; i < list.fnArray.length; i += 1) {
    const args = list.argsArray[i] as ArrayLike<unknown> | null;
    switch (list.fnArray[i]) {
      case ops.save:
        stack.push(s);
        s = { ...s, placed: false, painted: false };
        break;
      case ops.restore: {
        // Pictures are not decoded; what is left of one is a placement without a painting.
        if (s.placed && !s.painted) grounds.push(boxOf(s.ctm, 0, 0, 1, 1));
        const painted = s.painted;
        s = stack.pop() ?? s;
        s.painted ||= painted;
        break;
      }
      case ops.transform: {
        const m = asMatrix(args);
        if (m) s.ctm = multiply(s.ctm, m);
        s.placed = true;
        break;
      }
      case ops.paintFormXObjectBegin: {
        stack.push(s);
        s = { ...s, placed: false, painted: false };
        const m = asMatrix(args?.[0] ? [args[0]] : null);
        if (m) s.ctm = multiply(s.ctm, m);
        break;
      }
      case ops.paintFormXObjectEnd:
        if (s.placed && !s.painted) grounds.push(boxOf(s.ctm, 0, 0, 1, 1));
        s = stack.pop() ?? s;
        s.painted = true;
        break;
      case ops.paintImageXObject:
      case ops.paintInlineImageXObject:
      case ops.paintImageMaskXObject:
        paintBox(boxOf(s.ctm, 0, 0, 1, 1));
        break;
      case ops.shadingFill:
        paintBox({ x0: 0, y0: 0, x1: viewport.width, y1: viewport.height });
        break;
      case ops.constructPath: {
        const bounds = args?.[2] as ArrayLike<number> | undefined;
        const paint = args?.[0];
        if (paint === ops.endPath || !bounds || !Number.isFinite(bounds[0])) break;
        s.painted = true;
        const box = boxOf(s.ctm, bounds[0] ?? 0, bounds[1] ?? 0, bounds[2] ?? 0, bounds[3] ?? 0);
        const filled = paint !== ops.stroke && paint !== ops.closeStroke;
        if (filled && !s.white && s.alpha > 0.02) grounds.push(box);
        if (box.y1 - box.y0 < 3 && box.x1 - box.x0 > 30 && box.x1 - box.x0 < viewport.width * 1.5) rules.push(box);
        // The edges of a shaded row or a framed cell divide rows as lines do.
        else if (box.x1 - box.x0 > 30 && box.y1 - box.y0 > 8 && box.y1 - box.y0 < viewport.height / 3) {
          rules.push({ ...box, y1: box.y0 }, { ...box, y0: box.y1 });
        }
        break;
      }
      case ops.beginText:
        tm = tlm = IDENTITY;
        break;
      case ops.setTextMatrix:
        tm = tlm = asMatrix(args) ?? IDENTITY;
        break;
      case ops.moveText:
        move(num(args, 0), num(args, 1));
        break;
      case ops.setLeadingMoveText:
        s.leading = -num(args, 1);
        move(num(args, 0), num(args, 1));
        break;
      case ops.nextLine:
        move(0, -s.leading);
        break;
      case ops.setLeading:
        // pdf.js keeps the operand as written; nextLine moves down by it.
        s.leading = num(args);
        break;
      case ops.setCharSpacing:
        s.charSpace = num(args);
        break;
      case ops.setWordSpacing:
        s.wordSpace = num(args);
        break;
      case ops.setHScale:
        s.scale = num(args) / 100 || 1;
        break;
      case ops.setTextRise:
        s.rise = num(args);
        break;
      case ops.setTextRenderingMode:
        s.mode = num(args);
        break;
      case ops.setFont:
        s.font = String(args?.[0] ?? '');
        s.size = num(args, 1);
        break;
      case ops.setGState:
        for (const [key, value] of (args?.[0] ?? []) as [string, unknown][]) {
          if (key === 'ca') s.alpha = Number(value);
          if (key === 'Font' && Array.isArray(value)) {
            s.font = String(value[0]);
            s.size = Number(value[1]) || s.size;
          }
        }
        break;
      case ops.setFillRGBColor:
        s.white = isWhite(args?.[0]);
        break;
      case ops.setFillColorN:
      case ops.setFillTransparent:
        s.white = false;
        break;
      case ops.showText:
      case ops.showSpacedText:
        show(args?.[0]);
        break;
      case ops.nextLineShowText:
        move(0, -s.leading);
        show(args?.[0]);
        break;
      default:
    }
  }

  const area = (box: Box) => (box.x1 - box.x0) * (box.y1 - box.y0);
  const scan = grounds.some((box) => area(box) > viewport.width * viewport.height * 0.5);
  const widest =
    grounds.length > MAX_BOXES ? grounds.toSorted((a, b) => area(b) - area(a)).slice(0, MAX_BOXES) : grounds;
  const visible = words.filter((word) => isVisible(word, widest, scan, viewport));
  return {
    words: visible.map(({ invisible: _i, pale: _p, ...word }) => word),
    rules: rules.slice(0, MAX_BOXES),
    hidden: words.length - visible.length,
  };
}
