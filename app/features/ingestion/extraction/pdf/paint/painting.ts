import {
  asMatrix,
  boxOf,
  IDENTITY,
  multiply,
  num,
  overlapOf,
  partsOf,
  type Box,
  type Matrix,
  type PathPart,
  type Rule,
  type Slant,
} from './operator-geometry.ts';
import { symbolFace } from '../../language/symbols.ts';
import { clipTo, START, type PaintState } from './paint-state.ts';
import type { Ground, PaintedWord } from './painted-page.ts';

export type FontInfo = { name?: string; vertical?: boolean; fontMatrix?: number[] };
/** What a page's list is read with: its place, its fonts, and the name of a switched-off layer (or undefined). */
export type PageView = {
  transform: Matrix;
  width: number;
  height: number;
  fontOf: (ref: string) => FontInfo | undefined;
  offLayer?: (group: unknown) => string | undefined;
};
/**
 * `unit`: what a glyph's width is counted in, of the font's size. `figure`: the widest figure that was shown, in such
 * units. `small`: words of figures alone, which may turn out to be narrower ones.
 */
export type Font = {
  bold: boolean;
  unit: number;
  vertical: boolean;
  /** The face of signs that it is, if it is one. */
  symbols: string | undefined;
  figure: number;
  small: { word: PaintedWord; figure: number }[];
  /** Its glyphs; those whose letter is none, or a control character; those whose letter is their code alone. */
  glyphs: { all: number; none: number; control: number; code: number };
  /** The file does not say which letters its glyphs are: it gives codes for them, or nothing, as for icons. */
  unnamed: 'codes' | 'nothing' | undefined;
};

/** Lines and edges of a page that are kept. */
const MAX_RULES = 50_000;
const THIN_PT = 3;
/** Bent and slanting shapes of a page that are kept; one with more is a drawing in any case. */
const MAX_SHAPES = 5_000;
/** Sides of a box that may be ticked, points, and how far they may differ, as a share. */
const TICK_BOX = { least: 5, most: 20, ratio: 1.3 };
const NARROW = 0.67;
/** Glyphs of a font with control characters for letters, at least, and as a share of all: a space is one in six. */
const UNNAMED = { least: 4, share: 0.04 };

/** A page while its list is read: what was painted so far, in order, and how the next thing would be. */
export class Painting {
  readonly view: PageView;
  readonly words: PaintedWord[] = [];
  readonly grounds: Ground[] = [];
  readonly rules: Rule[] = [];
  /** Level lines too short to part anything, of which a longer one may be made. */
  readonly dashes: Box[] = [];
  readonly bars: Box[] = [];
  readonly shapes: Box[] = [];
  readonly slants: Slant[] = [];
  /** Small square frames. */
  readonly squares: Box[] = [];
  s: PaintState;
  /** Text matrix, and that of the line's beginning. */
  tm = IDENTITY;
  tlm = IDENTITY;
  order = 0;
  /** The next path is one to clip to. */
  clips = false;
  annotation: string | undefined;
  /** The name of a switched-off layer that is open. */
  off: string | undefined;
  private stack: PaintState[] = [];
  private readonly outer: { s: PaintState; stack: PaintState[] }[] = [];
  /** Marked content that is open: the name of a switched-off layer, or undefined. */
  private marks: (string | undefined)[] = [];
  private readonly marksOf: number[] = [];
  private readonly fonts = new Map<string, Font>();

  constructor(view: PageView) {
    this.view = view;
    this.s = { ...START, ctm: view.transform };
  }

  font(): Font {
    const ref = this.s.font;
    let info = this.fonts.get(ref);
    if (!info) {
      const font = this.view.fontOf(ref);
      info = {
        bold: /bold|black|heavy|semibold|demi/i.test(font?.name ?? ''),
        unit: font?.fontMatrix?.[0] || 0.001,
        vertical: Boolean(font?.vertical),
        symbols: symbolFace(font?.name),
        figure: 0,
        small: [],
        glyphs: { all: 0, none: 0, control: 0, code: 0 },
        unnamed: undefined,
      };
      this.fonts.set(ref, info);
    }
    return info;
  }

  /**
   * Figures that are much narrower than others of their font are drawn as raised ones. A font whose glyphs have no
   * letters, or their codes with control characters among them for letters, says nothing of what is seen.
   */
  finish(): void {
    for (const font of this.fonts.values()) {
      for (const part of font.small) if (part.figure < font.figure * NARROW) part.word.raised = true;
      const { all, none, control, code } = font.glyphs;
      const byCode = control >= UNNAMED.least && control > all * UNNAMED.share && code > all * 0.95;
      const byNothing = none >= UNNAMED.least && none > all * 0.5;
      if (!font.symbols) font.unnamed = byCode ? 'codes' : byNothing ? 'nothing' : undefined;
    }
  }

  save(): void {
    this.stack.push(this.s);
    this.s = { ...this.s, placed: false, painted: false };
  }

  restore(): void {
    this.paintLeftOut();
    const { painted } = this.s;
    this.s = this.stack.pop() ?? this.s;
    this.s.painted ||= painted;
  }

  transform(m: Matrix | null): void {
    if (m) this.s.ctm = multiply(this.s.ctm, m);
  }

  /** Moves to the beginning of a line, counted from that of the last one. */
  move(x: number, y: number): void {
    this.tlm = multiply(this.tlm, [1, 0, 0, 1, x, y]);
    this.tm = this.tlm;
  }

  openMark(name: string | undefined): void {
    this.marks.push(name);
    this.off ??= name;
  }

  closeMark(): void {
    this.closeMarks(Math.max(this.marks.length - 1, this.marksOf.at(-1) ?? 0));
  }

  private closeMarks(to: number): void {
    this.marks = this.marks.slice(0, to);
    this.off = this.marks.find((mark) => mark !== undefined);
  }

  openForm(matrix: Matrix | null, box: Matrix | null): void {
    this.marksOf.push(this.marks.length);
    this.save();
    this.transform(matrix);
    if (box) clipTo(this.s, boxOf(this.s.ctm, box[0], box[1], box[2], box[3]));
  }

  closeForm(): void {
    this.paintLeftOut();
    this.s = this.stack.pop() ?? this.s;
    this.s.painted = true;
    this.closeMarks(this.marksOf.pop() ?? this.marks.length);
  }

  openAnnotation(args: ArrayLike<unknown> | null): void {
    this.outer.push({ s: this.s, stack: this.stack });
    this.marksOf.push(this.marks.length);
    this.stack = [];
    this.annotation = String(args?.[0] ?? '');
    const { transform } = this.view;
    const [to, own] = [asMatrix([args?.[2]]) ?? IDENTITY, asMatrix([args?.[3]]) ?? IDENTITY];
    this.s = { ...START, ctm: multiply(multiply(transform, to), own) };
    const rect = args?.[1] as ArrayLike<number> | undefined;
    if (rect?.length === 4) clipTo(this.s, boxOf(transform, num(rect), num(rect, 1), num(rect, 2), num(rect, 3)));
  }

  closeAnnotation(): void {
    const before = this.outer.pop();
    if (before) ({ s: this.s, stack: this.stack } = before);
    this.annotation = undefined;
    this.closeMarks(this.marksOf.pop() ?? this.marks.length);
  }

  paintPicture(): void {
    this.paint(boxOf(this.s.ctm, 0, 0, 1, 1), null, true, true);
  }

  /** Pictures are not decoded; what is left of one is a placement without a painting. */
  private paintLeftOut(): void {
    if (this.s.placed && !this.s.painted) this.paintPicture();
  }

  paint(box: Box, colour: string | null, exact: boolean, picture = false): void {
    const { s } = this;
    s.painted = true;
    if (this.off !== undefined) return;
    const visible = s.clip ? overlapOf(box, s.clip) : box;
    if (visible.x1 <= visible.x0 || visible.y1 <= visible.y0 || s.alpha <= 0.02) return;
    const opaque = s.alpha > 0.9 && !s.blends;
    this.grounds.push({ ...visible, colour, order: this.order, exact, opaque, picture });
  }

  drawPath(path: ArrayLike<number>, fills: boolean, strokes: boolean): void {
    const { s } = this;
    s.painted = true;
    if (this.off !== undefined || s.alpha <= 0.02) return;
    const parts = partsOf(path);
    const ring = fills ? ringOf(parts) : undefined;
    for (const part of parts) this.drawPart(part, fills, strokes, ring);
  }

  private drawPart(part: PathPart, fills: boolean, strokes: boolean, ring: PathPart | undefined): void {
    const { s } = this;
    const box = boxOf(s.ctm, part.x0, part.y0, part.x1, part.y1);
    // What is painted of a shape with another in it is a frame; the inner one is its hole.
    if (fills && (!ring || part === ring)) this.paint(box, s.fill, part.exact && !ring);
    if (!part.exact && this.shapes.length < MAX_SHAPES) this.keepShape(s.clip ? overlapOf(box, s.clip) : box, part);
    // The edges of a white shape on white paper are seen by nobody.
    if (!part.exact || (!strokes && s.fill === '#ffffff')) return;
    const thick = fills ? box : this.thickLine(box);
    if (thick !== box) this.paint(thick, s.stroke, true);
    const isFrame = ring ? part === ring : !fills || (strokes && s.fill === '#ffffff');
    this.keepEdges(thick, isFrame && thick === box);
  }

  /** A straight line as broad as it is drawn, where that is more than a rule is; else its box. */
  private thickLine(box: Box): Box {
    const { ctm, lineWidth } = this.s;
    const half = (lineWidth * Math.sqrt(Math.abs(ctm[0] * ctm[3] - ctm[1] * ctm[2]))) / 2;
    const [wide, high] = [box.x1 - box.x0, box.y1 - box.y0];
    if (half * 2 < THIN_PT || Math.min(wide, high) > 0.5 || Math.max(wide, high) < half * 2) return box;
    return high < wide
      ? { ...box, y0: box.y0 - half, y1: box.y1 + half }
      : { ...box, x0: box.x0 - half, x1: box.x1 + half };
  }

  private keepShape(box: Box, { points }: PathPart): void {
    this.shapes.push(box);
    const [from, to, back] = (points ?? []).map(([x, y]) => [
      this.s.ctm[0] * x + this.s.ctm[2] * y,
      this.s.ctm[1] * x + this.s.ctm[3] * y,
    ]) as [number, number][];
    if (!from || !to || (back && Math.hypot(back[0] - from[0], back[1] - from[1]) > 0.5)) return;
    this.slants.push({ ...box, down: to[0] - from[0] > 0 === to[1] - from[1] > 0 });
  }

  /** Keeps the lines that a box is drawn with, or the line that it is. */
  private keepEdges(box: Box, isFrame: boolean): void {
    const { view, rules, bars } = this;
    const [wide, high] = [box.x1 - box.x0, box.y1 - box.y0];
    if (wide > view.width * 1.5 || high > view.height * 1.5) return;
    if (high < THIN_PT) {
      if (wide > 5 && rules.length < MAX_RULES) rules.push(box);
      else if (wide > 0.5 && wide > high && this.dashes.length < MAX_SHAPES) this.dashes.push(box);
    } else if (wide < THIN_PT) {
      if (high > 5 && bars.length < MAX_RULES) bars.push(box);
    } else if (wide > 4 && high > 4 && rules.length < MAX_RULES && bars.length < MAX_RULES) {
      // The edges of a shaded row or a framed cell divide rows as lines do.
      rules.push({ ...box, y1: box.y0, edge: true }, { ...box, y0: box.y1, edge: true });
      bars.push({ ...box, x1: box.x0 }, { ...box, x0: box.x1 });
      const [small, large] = [Math.min(wide, high), Math.max(wide, high)];
      const isSquare = small >= TICK_BOX.least && large <= TICK_BOX.most && large < small * TICK_BOX.ratio;
      if (isFrame && isSquare && this.squares.length < MAX_SHAPES) this.squares.push(box);
    }
  }
}

/** The outer part of a path that is a frame around another. */
function ringOf(parts: PathPart[]): PathPart | undefined {
  if (parts.length < 2) return undefined;
  const outer = parts.reduce((a, b) => ((b.x1 - b.x0) * (b.y1 - b.y0) > (a.x1 - a.x0) * (a.y1 - a.y0) ? b : a));
  const within = (part: PathPart) =>
    part !== outer && part.x0 >= outer.x0 && part.x1 <= outer.x1 && part.y0 >= outer.y0 && part.y1 <= outer.y1;
  return parts.every((part) => part === outer || within(part)) ? outer : undefined;
}
