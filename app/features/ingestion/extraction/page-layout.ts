import type { RawPage } from './extracted-document.ts';
import { findColumns } from './find-columns.ts';
import { boxAround, markAsides, placeNotes, startsNote, type LaidBlock } from './laid-blocks.ts';
import { joinWrappedLines } from './normalise-text.ts';
import type { Box } from './operator-geometry.ts';
import { lineText, type Line } from './page-lines.ts';
import { asEntry } from './page-roles.ts';
import type { Face } from './page-sheet.ts';
import { readGrid } from './read-grid.ts';
import { readTable, tableLength } from './read-table.ts';
import { findGrids } from './ruled-grid.ts';
import { isListItem } from './split-sentences.ts';

export type PageText = Pick<RawPage, 'text' | 'headings' | 'headingLevels' | 'marks'>;

type Kind = LaidBlock['kind'];
type Paragraph = { lines: Line[]; kind: Kind; level: number };

const MAX_HEADING_CHARS = 120;
/** Lines between rows that are looked at; a page with more of them is a drawing. */
const MAX_RULES = 2_000;

/** 1 to 4 by size against the body text (4: bold at body size), or 0 for no heading. */
function headingLevel(line: Line, bodySize: number, alone: boolean): number {
  const text = lineText(line).trim();
  if (text.length > MAX_HEADING_CHARS || !/\p{L}{2}/u.test(text)) return 0;
  const ratio = line.size / bodySize;
  if (ratio >= 1.7) return 1;
  if (ratio >= 1.35) return /[.;,]$/.test(text) && text.length > 60 ? 0 : 2;
  if (ratio >= 1.12) return /[.;,]$/.test(text) ? 0 : 3;
  const bold = line.segments.every((segment) => segment.bold);
  return bold &&
    alone &&
    ratio > 0.95 &&
    text.length <= 90 &&
    !/[.;,:!?]$/.test(text) &&
    !isListItem(`${text} `.slice(0, 4))
    ? 4
    : 0;
}

/** Whether `line` starts at an edge that the paragraph so far does not have. */
function breaksIndent(kind: Kind, lines: Line[], line: Line): boolean {
  const start = (of?: Line) => of?.segments[0]?.x0 ?? 0;
  const step = start(line) - start(lines.at(-1));
  const em = line.size * 0.9;
  // After its first line a paragraph may move out (first-line indent), a list item in (hanging).
  if (lines.length === 1) return kind === 'item' ? step < -2 : step > em;
  return Math.abs(step) > em;
}

const isBold = (line: Line | undefined) => line !== undefined && line.segments.every((segment) => segment.bold);
/** A line of contents: its title and number stand apart, with dots between. */
const isEntry = (line: Line) => (line.table ? false : (asEntry(lineText(line))?.dotted ?? false));

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

function readLines(lines: Line[], rules: Box[], bodySize: number, join: (parts: string[]) => string): LaidBlock[] {
  const blocks: LaidBlock[] = [];
  const gaps = lines
    .slice(1)
    .map((line, i) => (line.y - (lines[i]?.y ?? 0)) / line.size)
    .filter((gap) => gap > 0.8 && gap < 2);
  const leading = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 1.3;
  const edges = edgesOf(lines, leading);

  let open: Paragraph | undefined;
  const close = (paragraph: Paragraph | undefined) => {
    const text = join((paragraph?.lines ?? []).map(lineText));
    if (!paragraph || !text) return;
    const { lines: own, kind, level } = paragraph;
    blocks.push({ kind, text, level, box: boxAround(own), size: own[0]?.size ?? bodySize });
  };
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i];
    if (!line) continue;
    if (line.table) {
      close(open);
      open = undefined;
      for (const [at, row] of line.table.entries())
        blocks.push({ kind: 'row', text: row, level: 0, head: at === 0 && line.headed });
      continue;
    }
    const entry = isEntry(line);
    const table = entry ? 0 : tableLength(lines, i, rules);
    if (table > 0) {
      close(open);
      open = undefined;
      const own = lines.slice(i, i + table);
      const headed = isBold(own[0]) && !own.every(isBold);
      for (const [at, row] of readTable(own, rules, join).entries())
        blocks.push({ kind: 'row', text: row, level: 0, head: at === 0 && headed });
      i += table - 1;
      continue;
    }
    const before = lines[i - 1];
    const after = lines[i + 1];
    const far = (a?: Line, b?: Line) =>
      !a || !b || (b.y - a.y) / Math.max(a.size, b.size) > leading * 1.22 || b.y < a.y;
    const boldBelow = after?.segments.every((segment) => segment.bold) && !far(line, after);
    const level = headingLevel(line, bodySize, far(before, line) && !boldBelow);
    const text = lineText(line).trim();
    const item = level === 0 && (entry || isListItem(text));
    const previous = open?.lines.at(-1);
    let joins = false;
    if (open && previous && !item && !startsNote(text) && open.level === level && !far(previous, line)) {
      const sameSize = Math.abs(previous.size - line.size) < line.size * 0.12;
      const x1 = previous.segments.at(-1)?.x1 ?? 0;
      // The line before stopped well short of the edge, so that the next word would have fitted.
      const firstWord = text.split(' ')[0]?.length ?? 0;
      const { left, right } = edges[i] ?? { left: 0, right: 0 };
      const room = right - x1 > (right - left) * 0.12 + firstWord * line.size * 0.6;
      joins = level > 0 ? sameSize : sameSize && !(room && /^[\p{Lu}\d"“‘(]/u.test(text));
      if (level === 0 && breaksIndent(open.kind, open.lines, line)) joins = false;
    }
    if (previous && isEntry(previous)) joins = false;
    if (joins && open) {
      open.lines.push(line);
    } else {
      close(open);
      open = { lines: [line], kind: level > 0 ? 'heading' : item ? 'item' : 'prose', level };
    }
  }
  close(open);
  return blocks;
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

/** The lines of a face with its drawn tables read, each as a line at the height at which it begins. */
function readDrawnTables(face: Face, join: (parts: string[]) => string): Line[] {
  let lines = face.lines;
  const tables: Line[] = [];
  for (const grid of findGrids(face.rules, face.bars)) {
    const { rows, headed, rest } = readGrid(grid, lines, join, face.mirrored);
    if (!rows) continue;
    lines = rest;
    const y = grid.y0 + 8;
    const place = { text: '', x0: grid.x0, x1: grid.x1, y, size: 10, bold: false, tokens: [] };
    tables.push({ segments: [place], y, size: 10, table: rows, headed });
  }
  return tables.length === 0 ? lines : [...lines, ...tables].toSorted((a, b) => a.y - b.y);
}

function layOutFace(face: Face, bodySize: number, join: (parts: string[]) => string): LaidBlock[] {
  const blocks: LaidBlock[] = [];
  const rules = face.rules.filter((rule) => rule.x1 - rule.x0 > 30).slice(0, MAX_RULES);
  for (const band of findColumns(readDrawnTables(face, join), rules)) {
    for (const lines of band.kind === 'rows' ? [band.lines] : band.columns) {
      for (const block of readLines(lines, rules, bodySize, join)) blocks.push(block);
    }
  }
  // What lies across the page is a stamp or a watermark, no heading of what follows.
  if (face.angle % 90 !== 0) for (const block of blocks) if (block.kind === 'heading') block.kind = 'prose';
  markAsides(blocks, face.pictures, bodySize);
  return placeNotes(blocks, bodySize);
}

/**
 * A page's words put back into reading order, whichever way they are turned: columns one after another, a table row on
 * one line with its cells joined by ` | `, wrapped lines joined to paragraphs, headings told by size and weight.
 */
export function layOutPage(faces: Face[], context: LayoutContext): PageText {
  const join = (parts: string[]) => joinWrappedLines(parts, context.vocabulary);
  const bodySize = bodySizeOf(faces, context.bodySize);
  const blocks = faces.flatMap((face) => layOutFace(face, bodySize, join));
  let text = '';
  let last: LaidBlock | undefined;
  for (const block of blocks) {
    const tight = last?.kind === block.kind && (block.kind === 'row' || block.kind === 'item') && !block.head;
    text += (text ? (tight ? '\n' : '\n\n') : '') + block.text;
    last = block;
  }
  const headings = blocks.filter((block) => block.kind === 'heading');
  const textsOf = (which: 'aside' | 'note' | 'head') =>
    blocks.filter((block) => block[which]).map(({ text: own }) => own);
  return {
    text,
    headings: headings.map((block) => block.text),
    headingLevels: headings.map((block) => block.level),
    marks: { asides: textsOf('aside'), notes: textsOf('note'), heads: textsOf('head') },
  };
}
