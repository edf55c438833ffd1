import type { RawPage } from '../../extracted-document.ts';
import { readDrawn } from './drawn-parts.ts';
import { findColumns } from './find-columns.ts';
import { readFields } from './form-fields.ts';
import { settleHangingNumbers } from './hanging-numbers.ts';
import { headingLevel, lookOf, type Surroundings } from './heading-level.ts';
import { boxAround, markAsides, placeNotes, startsNote, type LaidBlock } from './laid-blocks.ts';
import { joinWrappedLines } from '../../language/normalise-text.ts';
import type { Box } from '../paint/operator-geometry.ts';
import { lineText, type Line, type Segment } from './page-lines.ts';
import { asEntry } from '../../passages/page-roles.ts';
import type { Face } from './page-sheet.ts';
import { readTable, tableLength } from '../tables/read-table.ts';
import { merge } from '../tables/ruled-grid.ts';
import { markTitleBand } from './title-band.ts';
import type { Panel } from './panels.ts';
import { cellsOf, withoutBars } from '#app/features/documents/pages/table-row.ts';
import { isListItem } from '../../language/split-sentences.ts';

export type PageText = Pick<RawPage, 'text' | 'headings' | 'headingLevels' | 'marks'>;

type Kind = LaidBlock['kind'];
type Paragraph = { lines: Line[]; kind: Kind; level: number };

/** How far a paragraph's first line is set in at most, in sizes. */
const MAX_INDENT = 2.6;
/** Letters of a text that is no label. */
const SENTENCE = 40;

/** Lines between rows that are looked at; a page with more of them is a drawing. */
const MAX_RULES = 2_000;

/** Whether `line` starts at an edge that the paragraph so far does not have. */
function breaksIndent(kind: Kind, lines: Line[], line: Line): boolean {
  const start = (of?: Line) => of?.segments[0]?.x0 ?? 0;
  const step = start(line) - start(lines.at(-1));
  const em = line.size * 0.9;
  // After its first line a paragraph may move out (first-line indent), a list item in (hanging).
  if (lines.length === 1) return kind === 'item' ? step < -2 : step > em || step < -em * MAX_INDENT;
  return Math.abs(step) > em;
}

/** About which value most of these lie, the least of several. */
function mostOften(values: number[]): number | undefined {
  let best: { value: number; count: number } | undefined;
  const sorted = values.toSorted((a, b) => a - b);
  for (let [from, to] = [0, 0]; from < sorted.length; from += 1) {
    while ((sorted[to] ?? Infinity) - (sorted[from] ?? 0) < 0.06) to += 1;
    if (!best || to - from > best.count) best = { value: sorted[(from + to) >> 1] ?? 0, count: to - from };
  }
  return best?.value;
}

const isBold = (line: Line | undefined) => line !== undefined && line.segments.every((segment) => segment.bold);
/** A name and its value: "Cover ends: in May". */
const NAMED = /^\p{Lu}[^:.!?]{0,40}:\s/u;
/** Whether a line names a value as the one before does, which is no sentence. */
function isNextName(text: string, before: Line | undefined): boolean {
  const last = before ? lineText(before) : '';
  return NAMED.test(text) && NAMED.test(last) && !/[.!?]$/.test(last.trimEnd());
}
/** A marker that may as well be the end of a sentence: "0.9" / "m. Then", "of" / "30. Then". */
const COUNTED = /^[\p{L}\d]{1,4}\.\s/u;
/** How far a line stands below another, in sizes; without end above it. */
const gapOf = (a?: Line, b?: Line) => (!a || !b || b.y < a.y ? Infinity : (b.y - a.y) / Math.max(a.size, b.size));
/** Whether a line begins where the one before does, which ends no sentence. */
const goesOnLevel = (before: Line | undefined, line: Line) =>
  before !== undefined &&
  Math.abs((before.segments[0]?.x0 ?? 0) - (line.segments[0]?.x0 ?? 0)) < 2 &&
  !/[.!?:;…]["'”’)\]]?$/.test(lineText(before).trimEnd().slice(-3));
/** Whether a line begins with the number of a step or clause. */
const isNumbered = (line: Line | undefined) => line?.numbered?.has(line.segments[0] as Segment) ?? false;
/** A line of contents: its title and number stand apart, with dots between. */
const isEntry = (line: Line) => (line.table ? false : (asEntry(lineText(line))?.dotted ?? false));

/** A name whose value stands apart with dots between, without them; null for another line. */
function ledValue(text: string): string | null {
  const [name = '', value = '', ...others] = text.split(/\.{4,}|…{2,}|·{4,}/).map((part) => part.trim());
  return others.length === 0 && /\p{L}/u.test(name) && value ? `${name.replace(/:$/, '')}: ${value}` : null;
}

/** Between which edges each line is set: those of its block where that is a filled one, else those of all lines. */
function edgesOf(lines: Line[], leading: number): { left: number; right: number }[] {
  const around = (part: Line[]) => ({
    left: part.reduce((least, line) => Math.min(least, line.segments[0]?.x0 ?? 0), Infinity),
    right: part.reduce((most, line) => Math.max(most, line.segments.at(-1)?.x1 ?? 0), -Infinity),
  });
  const all = around(lines);
  const out: { left: number; right: number }[] = [];
  let block: Line[] = [];
  const close = () => {
    const own = around(block);
    const full = block.filter((line) => own.right - (line.segments.at(-1)?.x1 ?? 0) < (own.right - own.left) * 0.15);
    const filled = block.length >= 4 && full.length >= block.length * 0.6;
    for (let i = 0; i < block.length; i += 1) out.push(filled ? own : all);
    block = [];
  };
  for (const line of lines) {
    const before = block.at(-1);
    if (before && (line.y - before.y) / line.size > leading * 1.4) close();
    block.push(line);
  }
  close();
  return out;
}

/** What lines are laid out with: what is drawn between them, the size of the text, and how wrapped lines are joined. */
type Setting = { rules: Box[]; bodySize: number; join: (parts: string[]) => string };

/** Lines of one look from here on that are looked at. */
const MAX_RUN = 6;

/** The lines of one look from a line on, what stands below them, and whether they stand apart from the line above. */
function surroundings(lines: Line[], from: number, far: (a?: Line, b?: Line) => boolean): Surroundings {
  const line = lines[from] as Line;
  const alike = (other: Line | undefined) =>
    other !== undefined &&
    !other.table &&
    !other.panel &&
    Math.abs(other.size - line.size) < line.size * 0.04 &&
    isBold(other) === isBold(line);
  // A second line of a heading stands apart with the first.
  let start = from;
  while (start > 0 && from - start < MAX_RUN && alike(lines[start - 1]) && !far(lines[start - 1], lines[start]))
    start -= 1;
  let end = from + 1;
  while (end < lines.length && end - from < MAX_RUN && alike(lines[end]) && !far(lines[end - 1], lines[end])) end += 1;
  const above = lines[start - 1];
  const alone = far(above, lines[start]) || (above !== undefined && above.size > line.size * 1.25);
  return { run: lines.slice(start, end), below: lines[end], alone };
}

/** Sizes in which several small headings are set, and the text is not. */
function looksOfHeadings(lines: Line[], bodySize: number, far: (a?: Line, b?: Line) => boolean): Set<number> {
  const counts = new Map<number, number>();
  for (const [at, line] of lines.entries()) {
    if (!isBold(line) || line.table || line.panel || Math.abs(line.size / bodySize - 1) < 0.008) continue;
    if (headingLevel(line, bodySize, surroundings(lines, at, far)) === 4)
      counts.set(lookOf(line), (counts.get(lookOf(line)) ?? 0) + 1);
  }
  return new Set([...counts].flatMap(([look, count]) => (count > 1 ? [look] : [])));
}

function readLines(lines: Line[], setting: Setting): LaidBlock[] {
  const { bodySize, join } = setting;
  const blocks: LaidBlock[] = [];
  const gaps = lines
    .slice(1)
    .map((line, i) => (line.y - (lines[i]?.y ?? 0)) / line.size)
    .filter((gap) => gap > 0.8 && gap < 2);
  const leading = mostOften(gaps) ?? 1.3;
  const edges = edgesOf(lines, leading);
  const far = (a?: Line, b?: Line) => gapOf(a, b) > leading * 1.22;

  const looks = looksOfHeadings(lines, bodySize, far);
  let open: Paragraph | undefined;
  const close = (paragraph: Paragraph | undefined) => {
    const whole = join((paragraph?.lines ?? []).map(lineText));
    if (!paragraph || !whole) return;
    const { lines: own, kind, level } = paragraph;
    // A step's number is told from a figure that a sentence begins with.
    const text = kind === 'item' && isNumbered(own[0]) ? whole.replace(/^(\d{1,3}) /, '$1. ') : whole;
    blocks.push({ kind, text, level, box: boxAround(own), size: own[0]?.size ?? bodySize });
  };
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i];
    if (!line) continue;
    const entry = isEntry(line);
    const alone = standsAlone(lines, i, setting, () => {
      close(open);
      open = undefined;
      return blocks.at(-1);
    });
    if (alone) {
      blocks.push(...alone.blocks);
      i += alone.length - 1;
      continue;
    }
    const text = lineText(line).trim();
    const previous = open?.lines.at(-1);
    const near = !far(previous, line);
    // A word in small letters under an open sentence is of it, though a raised figure or a picture spread the lines.
    const spread =
      !near && /^\p{Ll}/u.test(text) && goesOnLevel(previous, line) && gapOf(previous, line) < leading * 1.6;
    // What stands in parts right under a heading, though larger than the text, belongs to what the heading is of.
    const under = near && open?.kind === 'heading' && line.segments.length > 1 && previous?.segments.length === 1;
    const level = under ? 0 : headingLevel(line, bodySize, { ...surroundings(lines, i, far), looks });
    const { left, right } = edges[i] ?? { left: 0, right: 0 };
    // The line before stopped well short of the edge, so that the next word would have fitted.
    const firstWord = text.split(' ')[0]?.length ?? 0;
    const x1 = previous?.segments.at(-1)?.x1 ?? 0;
    const room = right - x1 > (right - left) * 0.12 + firstWord * line.size * 0.6;
    const inSentence = open?.kind === 'prose' && !room && near && goesOnLevel(previous, line);
    const item =
      level === 0 && (entry || isNumbered(line) || (isListItem(text) && !(inSentence && COUNTED.test(text))));
    let joins = false;
    const named = level === 0 && !item && open?.level === 0 && near && isNextName(text, previous);
    if (named && open?.kind === 'prose') open.kind = 'field';
    const follows = near || (spread && !room);
    if (open && previous && !item && !startsNote(text) && !named && open.level === level && follows) {
      const sameSize = Math.abs(previous.size - line.size) < line.size * 0.12;
      const broken = /(?:[\p{L}\p{N}]-|[–,;(&/])$/u.test(lineText(previous).trimEnd().slice(-4));
      joins = level > 0 ? sameSize : sameSize && (broken || !(room && /^[\p{Lu}\p{Lo}\d"“‘(]/u.test(text)));
      if (level === 0 && breaksIndent(open.kind, open.lines, line)) joins = false;
    }
    if (previous && isEntry(previous)) joins = false;
    if (joins && open) {
      open.lines.push(line);
    } else {
      close(open);
      open = { lines: [line], kind: level > 0 ? 'heading' : item ? 'item' : named ? 'field' : 'prose', level };
    }
  }
  close(open);
  return blocks;
}

/**
 * What begins at a line and is no paragraph: a table, a panel, fields; with how many lines it takes. `above` ends what
 * is open before it, and tells which block stands there.
 */
function standsAlone(
  lines: Line[],
  i: number,
  setting: Setting,
  above: () => LaidBlock | undefined,
): { blocks: LaidBlock[]; length: number } | undefined {
  const { rules, join } = setting;
  const line = lines[i]!;
  if (line.table) {
    above();
    const blocks = line.table.map((row, at): LaidBlock => ({
      kind: 'row',
      text: row,
      level: 0,
      head: at === 0 && line.headed,
      apart: at === 0 && line.apart,
    }));
    return { blocks, length: 1 };
  }
  if (line.panel) {
    above();
    return { blocks: layOutLines(line.panel, setting), length: 1 };
  }
  const { fields, length } = readFields(lines, i, join);
  if (length > 0) {
    above();
    return { blocks: fields.map((text): LaidBlock => ({ kind: 'field', text, level: 0 })), length };
  }
  if (isEntry(line)) return undefined;
  const led = ledValue(lineText(line));
  if (led) {
    above();
    return { blocks: [{ kind: 'field', text: led, level: 0 }], length: 1 };
  }
  const table = tableLength(lines, i, rules);
  if (table === 0) return undefined;
  const own = lines.slice(i, i + table);
  const headed = isBold(own[0]) && !own.every(isBold);
  const rows = readTable(own, rules, join);
  // What has other columns than the drawn table above it is no part of it.
  const before = above();
  const apart = before?.kind === 'row' && cellsOf(before.text).length !== cellsOf(rows[0] ?? '').length;
  const blocks = rows.map((row, at): LaidBlock => ({
    kind: 'row',
    text: row,
    level: 0,
    head: at === 0 && headed,
    apart: at === 0 && apart,
  }));
  return { blocks, length: table };
}

/** A page set a little smaller or larger than the others is measured against itself. */
function bodySizeOf(faces: Face[], documentSize: number): number {
  const weights = new Map<number, number>();
  let total = 0;
  for (const segment of faces.flatMap((face) => face.lines.flatMap((line) => line.segments))) {
    const size = Math.round(segment.size * 4) / 4;
    weights.set(size, (weights.get(size) ?? 0) + segment.text.length);
    total += segment.text.length;
  }
  const [best] = [...weights].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]);
  if (!best || total < 300 || best[1] < total * 0.5) return documentSize;
  return best[0] > documentSize * 0.7 && best[0] < documentSize * 1.35 ? best[0] : documentSize;
}

/** What a page is laid out with: sizes in points, and the lower-case words of the whole document. */
export type LayoutContext = { bodySize: number; vocabulary: ReadonlySet<string> };

/** Whether the last line of a column reaches its edge: what ends short of it ends a paragraph. */
function endsFull(column: Line[]): boolean {
  const left = column.reduce((least, line) => Math.min(least, line.segments[0]?.x0 ?? Infinity), Infinity);
  const right = column.reduce((most, line) => Math.max(most, line.segments.at(-1)?.x1 ?? -Infinity), -Infinity);
  return right - (column.at(-1)?.segments.at(-1)?.x1 ?? left) < (right - left) * 0.25;
}

/** Whether the text at a column's head goes on with a sentence from the foot of the column before. */
const goesOnBeside = (last: LaidBlock, first: LaidBlock): boolean =>
  (last.kind === 'prose' || last.kind === 'item') &&
  first.kind === 'prose' &&
  last.text.length >= SENTENCE &&
  !/[.!?:;…]["'”’)\]]{0,3}$/.test(last.text.slice(-4)) &&
  /^\p{Ll}/u.test(first.text) &&
  Math.abs((last.size ?? 0) - (first.size ?? 0)) < (last.size ?? 0) * 0.12;

/** Lines in columns or across, as blocks. */
function layOutLines(lines: Line[], setting: Setting, floating: Panel[] = []): LaidBlock[] {
  const blocks: LaidBlock[] = [];
  const left = floating.toSorted((a, b) => a.box.y0 - b.box.y0);
  const addPanels = (above: number) => {
    while (left[0] && left[0].box.y0 < above)
      for (const block of layOutLines(left.shift()?.lines ?? [], setting)) blocks.push(block);
  };
  for (const band of findColumns(lines, setting.rules)) {
    let before: Line[] | undefined;
    for (const part of band.kind === 'rows' ? [band.lines] : band.columns) {
      const [first, ...others] = readLines(part, setting);
      const last = blocks.at(-1);
      if (before && endsFull(before) && last && first && goesOnBeside(last, first))
        last.text = setting.join([last.text, first.text]);
      else if (first) blocks.push(first);
      for (const block of others) blocks.push(block);
      before = part;
    }
    addPanels((band.kind === 'rows' ? band.lines : band.columns.flat()).reduce((y, line) => Math.max(y, line.y), 0));
  }
  addPanels(Infinity);
  return blocks;
}

function layOutFace(face: Face, bodySize: number, join: (parts: string[]) => string): LaidBlock[] {
  // Lines may be drawn cell by cell.
  const strokes = face.rules.map((rule) => ({ at: (rule.y0 + rule.y1) / 2, from: rule.x0, to: rule.x1 }));
  const rules = merge(strokes, 30)
    .slice(0, MAX_RULES)
    .map(({ at, from, to }) => ({ x0: from, x1: to, y0: at, y1: at }));
  const drawn = readDrawn(face, join);
  const settle = (part: Line[]) => settleHangingNumbers(part, face.mirrored);
  const lines = settle(drawn.lines).map((line) => (line.panel ? { ...line, panel: settle(line.panel) } : line));
  const floating = drawn.floating.map((panel) => ({ ...panel, lines: settle(panel.lines) }));
  const blocks = layOutLines(lines, { rules, bodySize, join }, floating);
  // What lies across the page is a stamp or a watermark, no heading of what follows.
  if (face.angle % 90 !== 0) for (const block of blocks) if (block.kind === 'heading') block.kind = 'prose';
  markTitleBand(blocks, face.rules, face.bars);
  markAsides(blocks, face.pictures, bodySize);
  return placeNotes(blocks, bodySize);
}

/**
 * A page's words put back into reading order, whichever way they are turned: columns one after another, a table row on
 * one line with its cells joined by ` | `, wrapped lines joined to paragraphs, headings told by size and weight.
 */
export function layOutPage(faces: Face[], context: LayoutContext): PageText {
  // A bar that is painted as text parts no cells.
  const join = (parts: string[]) => withoutBars(joinWrappedLines(parts, context.vocabulary)).replaceAll('~~ ~~', ' ');
  const bodySize = bodySizeOf(faces, context.bodySize);
  const blocks = faces.flatMap((face) => layOutFace(face, bodySize, join));
  let text = '';
  let last: LaidBlock | undefined;
  for (const block of blocks) {
    const tight =
      last?.kind === block.kind &&
      (block.kind === 'row' || block.kind === 'item' || block.kind === 'field') &&
      !block.head &&
      !block.apart;
    text += (text ? (tight ? '\n' : '\n\n') : '') + block.text;
    last = block;
  }
  const headings = blocks.filter((block) => block.kind === 'heading');
  const textsOf = (which: 'aside' | 'note' | 'head' | 'band') =>
    blocks.filter((block) => block[which]).map(({ text: own }) => own);
  return {
    text,
    headings: headings.map((block) => block.text),
    headingLevels: headings.map((block) => block.level),
    marks: { asides: textsOf('aside'), notes: textsOf('note'), heads: textsOf('head'), band: textsOf('band') },
  };
}
