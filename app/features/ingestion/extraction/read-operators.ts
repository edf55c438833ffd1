/**
 * Words with their places from a page's pdf.js operator list. The list, not `getTextContent`, because only it tells how
 * a glyph is painted and what lies around it.
 */

import {
  asColour,
  asMatrix,
  boxOf,
  IDENTITY,
  multiply,
  num,
  overlapOf,
  partsOf,
  type Box,
  type Matrix,
} from './operator-geometry.ts';
import type { PageWords } from './page-words.ts';
import { seenOnPage, type Ground, type PaintedWord } from './painted-page.ts';
import { inReadingOrder, isRightToLeft } from './right-to-left.ts';

export type FontInfo = { name?: string; vertical?: boolean; fontMatrix?: number[] };
export type OperatorList = { fnArray: number[]; argsArray: unknown[] };
type Glyph = { unicode?: string; width?: number; isSpace?: boolean };
/** What a page's list is read with: its place, its fonts, and the name of a switched-off layer (or undefined). */
export type PageView = {
  transform: Matrix;
  width: number;
  height: number;
  fontOf: (ref: string) => FontInfo | undefined;
  offLayer?: (group: unknown) => string | undefined;
};

/** Lines and edges of a page that are kept. */
const MAX_RULES = 50_000;
const THIN_PT = 3;
/** Bent and slanting shapes of a page that are kept; one with more is a drawing in any case. */
const MAX_SHAPES = 5_000;

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
  fill: string | null;
  stroke: string | null;
  alpha: number;
  blends: boolean;
  clip: Box | null;
  /** Nothing was painted since the matching save, and something was placed: an image that was left out. */
  placed: boolean;
  painted: boolean;
};
const START: State = {
  ctm: IDENTITY,
  font: '',
  size: 0,
  charSpace: 0,
  wordSpace: 0,
  scale: 1,
  leading: 0,
  rise: 0,
  mode: 0,
  fill: '#000000',
  stroke: '#000000',
  alpha: 1,
  blends: false,
  clip: null,
  placed: false,
  painted: false,
};

/** Reads one operator list; `ops` is pdf.js's OPS. */
export function readWords(list: OperatorList, ops: Record<string, number>, view: PageView): PageWords {
  let s: State = { ...START, ctm: view.transform };
  let stack: State[] = [];
  const outer: { s: State; stack: State[] }[] = [];
  let tm = IDENTITY;
  let tlm = IDENTITY;
  let order = 0;
  let clips = false;
  let annotation: string | undefined;
  /** Marked content that is open: the name of a switched-off layer, or undefined. */
  let marks: (string | undefined)[] = [];
  const marksOf: number[] = [];
  let off: string | undefined;
  const words: PaintedWord[] = [];
  const grounds: Ground[] = [];
  const rules: Box[] = [];
  const bars: Box[] = [];
  const shapes: Box[] = [];
  const fonts = new Map<string, { bold: boolean; unit: number; vertical: boolean }>();

  const fontInfo = (ref: string) => {
    let info = fonts.get(ref);
    if (!info) {
      const font = view.fontOf(ref);
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
  const paint = (box: Box, colour: string | null, exact: boolean, picture = false) => {
    s.painted = true;
    if (off !== undefined) return;
    const visible = s.clip ? overlapOf(box, s.clip) : box;
    if (visible.x1 <= visible.x0 || visible.y1 <= visible.y0 || s.alpha <= 0.02) return;
    grounds.push({ ...visible, colour, order, exact, opaque: s.alpha > 0.9 && !s.blends, picture });
  };
  const unitSquare = () => boxOf(s.ctm, 0, 0, 1, 1);
  const closeMarks = (to: number) => {
    marks = marks.slice(0, to);
    off = marks.find((mark) => mark !== undefined);
  };
  const openMark = (name: string | undefined) => {
    marks.push(name);
    off ??= name;
  };

  const drawPath = (paintOp: unknown, path: ArrayLike<number>) => {
    const fills = paintOp !== ops.stroke && paintOp !== ops.closeStroke;
    const strokes = paintOp !== ops.fill && paintOp !== ops.eoFill;
    s.painted = true;
    if (off !== undefined || s.alpha <= 0.02) return;
    for (const part of partsOf(path)) {
      const box = boxOf(s.ctm, part.x0, part.y0, part.x1, part.y1);
      if (fills) paint(box, s.fill, part.exact);
      if (!part.exact && shapes.length < MAX_SHAPES) shapes.push(s.clip ? overlapOf(box, s.clip) : box);
      // The edges of a white shape on white paper are seen by nobody.
      if (!part.exact || (!strokes && s.fill === '#ffffff')) continue;
      const [wide, high] = [box.x1 - box.x0, box.y1 - box.y0];
      if (wide > view.width * 1.5 || high > view.height * 1.5) continue;
      if (high < THIN_PT) {
        if (wide > 5 && rules.length < MAX_RULES) rules.push(box);
      } else if (wide < THIN_PT) {
        if (high > 5 && bars.length < MAX_RULES) bars.push(box);
      } else if (wide > 4 && high > 4 && rules.length < MAX_RULES && bars.length < MAX_RULES) {
        // The edges of a shaded row or a framed cell divide rows as lines do.
        rules.push({ ...box, y1: box.y0 }, { ...box, y0: box.y1 });
        bars.push({ ...box, x1: box.x0 }, { ...box, x0: box.x1 });
      }
    }
  };

  const show = (glyphs: unknown) => {
    s.painted = true;
    if (!Array.isArray(glyphs)) return;
    const font = fontInfo(s.font);
    const invisible = s.mode === 3 || s.mode === 7 || s.alpha < 0.02;
    const colour = s.mode % 4 === 1 ? s.stroke : s.fill;
    let letters: string[] = [];
    let start: Matrix = tm;
    let spaced = false;
    const advance = (by: number) => {
      tm = font.vertical ? multiply(tm, [1, 0, 0, 1, 0, by]) : multiply(tm, [1, 0, 0, 1, by * s.scale, 0]);
    };
    const flush = () => {
      if (letters.length > 0) {
        const at = multiply(multiply(s.ctm, start), [1, 0, 0, 1, 0, s.rise]);
        const to = multiply(s.ctm, multiply(tm, [1, 0, 0, 1, 0, s.rise]));
        const turned = font.vertical ? 90 : Math.round((Math.atan2(at[1], at[0]) * 180) / Math.PI);
        // Slightly askew is upright; so is what is mirrored.
        const quarter = Math.round(turned / 90) * 90;
        const angle = (Math.abs(turned - quarter) <= 8 ? quarter : turned) + 360;
        const text = letters.join('');
        order += 1;
        words.push({
          text: isRightToLeft(text) ? inReadingOrder(letters) : text,
          x0: Math.min(at[4], to[4]),
          x1: Math.max(at[4], to[4]),
          y: at[5],
          ...(angle % 360 === 0 ? {} : { ends: { x0: at[4], y0: at[5], x1: to[4], y1: to[5] } }),
          size: Math.abs(s.size) * Math.hypot(at[2], at[3]),
          bold: font.bold,
          spaced,
          angle: angle % 360,
          ...(annotation === undefined ? {} : { from: annotation }),
          invisible,
          colour,
          order,
          clipped: s.clip !== null && isOutside(s.clip, (at[4] + to[4]) / 2, (at[5] + to[5]) / 2),
          layer: off,
        });
      }
      letters = [];
      spaced = false;
    };
    for (const glyph of glyphs as (Glyph | number | null)[]) {
      if (typeof glyph === 'number') {
        const gap = ((font.vertical ? 1 : -1) * glyph * s.size) / 1000;
        // A kern wider than a thin space separates words, and so does a step back.
        if (gap > Math.abs(s.size) * 0.18 || gap < -Math.abs(s.size) * 0.5) {
          flush();
          spaced = gap > 0 && gap < Math.abs(s.size);
        }
        advance(gap);
        continue;
      }
      if (!glyph) continue;
      const unicode = glyph.unicode ?? '';
      const blank = unicode.trim() === '';
      if (blank) flush();
      else if (letters.length === 0) start = tm;
      const width = (glyph.width ?? 0) * font.unit * s.size;
      if (!blank) letters.push(unicode);
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
        if (s.placed && !s.painted) paint(unitSquare(), null, true, true);
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
        marksOf.push(marks.length);
        s = { ...s, placed: false, painted: false };
        const m = asMatrix(args?.[0] ? [args[0]] : null);
        if (m) s.ctm = multiply(s.ctm, m);
        const box = asMatrix(args?.[1] ? [[...Array.from(args[1] as ArrayLike<number>), 0, 0]] : null);
        if (box) clipTo(s, boxOf(s.ctm, box[0], box[1], box[2], box[3]));
        break;
      }
      case ops.paintFormXObjectEnd:
        if (s.placed && !s.painted) paint(unitSquare(), null, true, true);
        s = stack.pop() ?? s;
        s.painted = true;
        closeMarks(marksOf.pop() ?? marks.length);
        break;
      case ops.beginAnnotation: {
        outer.push({ s, stack });
        marksOf.push(marks.length);
        stack = [];
        annotation = String(args?.[0] ?? '');
        const [to, own] = [asMatrix([args?.[2]]) ?? IDENTITY, asMatrix([args?.[3]]) ?? IDENTITY];
        s = { ...START, ctm: multiply(multiply(view.transform, to), own) };
        const rect = args?.[1] as ArrayLike<number> | undefined;
        if (rect?.length === 4) clipTo(s, boxOf(view.transform, num(rect), num(rect, 1), num(rect, 2), num(rect, 3)));
        break;
      }
      case ops.endAnnotation: {
        const before = outer.pop();
        if (before) ({ s, stack } = before);
        annotation = undefined;
        closeMarks(marksOf.pop() ?? marks.length);
        break;
      }
      case ops.beginMarkedContentProps:
        openMark(args?.[0] === 'OC' ? view.offLayer?.(args[1]) : undefined);
        break;
      case ops.beginMarkedContent:
        openMark(undefined);
        break;
      case ops.endMarkedContent:
        closeMarks(Math.max(marks.length - 1, marksOf.at(-1) ?? 0));
        break;
      case ops.paintImageXObject:
      case ops.paintInlineImageXObject:
      case ops.paintImageMaskXObject:
        paint(unitSquare(), null, true, true);
        break;
      case ops.shadingFill:
        paint({ x0: 0, y0: 0, x1: view.width, y1: view.height }, null, false);
        break;
      case ops.clip:
      case ops.eoClip:
        clips = true;
        break;
      case ops.constructPath: {
        const bounds = args?.[2] as ArrayLike<number> | null | undefined;
        const path = (args?.[1] as ArrayLike<unknown> | undefined)?.[0] as ArrayLike<number> | null | undefined;
        if (bounds && Number.isFinite(bounds[0])) {
          if (args?.[0] !== ops.endPath && path) drawPath(args?.[0], path);
          if (clips) clipTo(s, boxOf(s.ctm, num(bounds), num(bounds, 1), num(bounds, 2), num(bounds, 3)));
        }
        clips = false;
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
          if (key === 'BM') s.blends = value !== 'source-over' && value !== 'Normal';
          if (key === 'Font' && Array.isArray(value)) {
            s.font = String(value[0]);
            s.size = Number(value[1]) || s.size;
          }
        }
        break;
      case ops.setFillRGBColor:
        s.fill = asColour(args?.[0]);
        break;
      case ops.setStrokeRGBColor:
        s.stroke = asColour(args?.[0]);
        break;
      case ops.setFillColorN:
      case ops.setFillTransparent:
        s.fill = null;
        break;
      case ops.setStrokeColorN:
        s.stroke = null;
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
  const { width, height } = view;
  return { ...seenOnPage(words, grounds, { width, height }), rules, bars, shapes, width, height };
}

function clipTo(s: State, box: Box): void {
  s.clip = s.clip ? overlapOf(s.clip, box) : box;
}

const isOutside = (clip: Box, x: number, y: number): boolean =>
  x < clip.x0 - 2 || x > clip.x1 + 2 || y < clip.y0 - 2 || y > clip.y1 + 2;
