/**
 * Words with their places from a page's pdf.js operator list. The list, not `getTextContent`, because only it tells how
 * a glyph is painted and what lies around it.
 */

import { asColour, asMatrix, boxOf, IDENTITY, num } from './operator-geometry.ts';
import type { PageWords } from '../lay-out/page-words.ts';
import { drawnTicks } from './drawn-ticks.ts';
import { clipTo } from './paint-state.ts';
import { seenOnPage } from './painted-page.ts';
import { Painting, type PageView } from './painting.ts';
import { showText } from './show-text.ts';

export type OperatorList = { fnArray: number[]; argsArray: unknown[] };
type Ops = Record<string, number>;
type Args = ArrayLike<unknown> | null;
/** What an operator does to a page that is being painted. */
type Does = (page: Painting, args: Args, ops: Ops) => void;

const PLACES: Record<string, Does> = {
  save: (page) => page.save(),
  restore: (page) => page.restore(),
  transform(page, args) {
    page.transform(asMatrix(args));
    page.s.placed = true;
  },
  paintFormXObjectBegin(page, args) {
    const box = args?.[1] ? asMatrix([[...Array.from(args[1] as ArrayLike<number>), 0, 0]]) : null;
    page.openForm(asMatrix(args?.[0] ? [args[0]] : null), box);
  },
  paintFormXObjectEnd: (page) => page.closeForm(),
  beginAnnotation: (page, args) => page.openAnnotation(args),
  endAnnotation: (page) => page.closeAnnotation(),
  beginMarkedContentProps: (page, args) =>
    page.openMark(args?.[0] === 'OC' ? page.view.offLayer?.(args[1]) : undefined),
  beginMarkedContent: (page) => page.openMark(undefined),
  endMarkedContent: (page) => page.closeMark(),
};

const SHAPES: Record<string, Does> = {
  paintImageXObject: (page) => page.paintPicture(),
  paintInlineImageXObject: (page) => page.paintPicture(),
  paintImageMaskXObject: (page) => page.paintPicture(),
  setLineWidth: ({ s }, args) => void (s.lineWidth = num(args)),
  shadingFill: (page) => page.paint({ x0: 0, y0: 0, x1: page.view.width, y1: page.view.height }, null, false),
  clip: clipsNext,
  eoClip: clipsNext,
  constructPath(page, args, ops) {
    const bounds = args?.[2] as ArrayLike<number> | null | undefined;
    const path = (args?.[1] as ArrayLike<unknown> | undefined)?.[0] as ArrayLike<number> | null | undefined;
    const by = args?.[0];
    if (bounds && Number.isFinite(bounds[0])) {
      const fills = by !== ops.stroke && by !== ops.closeStroke;
      const strokes = by !== ops.fill && by !== ops.eoFill;
      if (by !== ops.endPath && path) page.drawPath(path, fills, strokes);
      if (page.clips) clipTo(page.s, boxOf(page.s.ctm, num(bounds), num(bounds, 1), num(bounds, 2), num(bounds, 3)));
    }
    page.clips = false;
  },
};

const TEXT: Record<string, Does> = {
  beginText(page) {
    page.tm = page.tlm = IDENTITY;
  },
  setTextMatrix(page, args) {
    page.tm = page.tlm = asMatrix(args) ?? IDENTITY;
  },
  moveText: (page, args) => page.move(num(args, 0), num(args, 1)),
  setLeadingMoveText(page, args) {
    page.s.leading = -num(args, 1);
    page.move(num(args, 0), num(args, 1));
  },
  nextLine: (page) => page.move(0, -page.s.leading),
  // pdf.js keeps the operand as written; nextLine moves down by it.
  setLeading: (page, args) => void (page.s.leading = num(args)),
  setCharSpacing: (page, args) => void (page.s.charSpace = num(args)),
  setWordSpacing: (page, args) => void (page.s.wordSpace = num(args)),
  setHScale: (page, args) => void (page.s.scale = num(args) / 100 || 1),
  setTextRise: (page, args) => void (page.s.rise = num(args)),
  setTextRenderingMode: (page, args) => void (page.s.mode = num(args)),
  setFont(page, args) {
    page.s.font = String(args?.[0] ?? '');
    page.s.size = num(args, 1);
  },
  showText: (page, args) => showText(page, args?.[0]),
  showSpacedText: (page, args) => showText(page, args?.[0]),
  nextLineShowText(page, args) {
    page.move(0, -page.s.leading);
    showText(page, args?.[0]);
  },
};

const COLOURS: Record<string, Does> = {
  setGState({ s }, args) {
    for (const [key, value] of (args?.[0] ?? []) as [string, unknown][]) {
      if (key === 'ca') s.alpha = Number(value);
      if (key === 'LW') s.lineWidth = Number(value) || 0;
      if (key === 'BM') s.blends = value !== 'source-over' && value !== 'Normal';
      if (key === 'Font' && Array.isArray(value)) {
        s.font = String(value[0]);
        s.size = Number(value[1]) || s.size;
      }
    }
  },
  setFillRGBColor: ({ s }, args) => void (s.fill = asColour(args?.[0])),
  setStrokeRGBColor: ({ s }, args) => void (s.stroke = asColour(args?.[0])),
  setFillColorN: ({ s }) => void (s.fill = null),
  setFillTransparent: ({ s }) => void (s.fill = null),
  setStrokeColorN: ({ s }) => void (s.stroke = null),
};

const EVERY = Object.entries({ ...PLACES, ...SHAPES, ...TEXT, ...COLOURS });
const known = new WeakMap<Ops, (Does | undefined)[]>();

/** What each operator does, by its number in pdf.js's OPS. */
function doesOf(ops: Ops): (Does | undefined)[] {
  let table = known.get(ops);
  if (!table) {
    table = [];
    for (const [name, does] of EVERY) {
      const number = ops[name];
      if (number !== undefined) table[number] = does;
    }
    known.set(ops, table);
  }
  return table;
}

/** Reads one operator list; `ops` is pdf.js's OPS. */
export function readWords(list: OperatorList, ops: Ops, view: PageView): PageWords {
  const page = new Painting(view);
  const does = doesOf(ops);
  for (let i = 0; i < list.fnArray.length; i += 1) does[list.fnArray[i] ?? -1]?.(page, list.argsArray[i] as Args, ops);
  page.finish();
  const { words, grounds, rules, dashes, bars, shapes, slants } = page;
  const { width, height } = view;
  const seen = seenOnPage(words, grounds, { width, height });
  return { ...seen, rules, dashes, bars, shapes, slants, ticks: drawnTicks(page, seen.words), width, height };
}

function clipsNext(page: Painting): void {
  page.clips = true;
}
