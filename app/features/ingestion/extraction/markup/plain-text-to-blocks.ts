import type { FlowBlock } from './flow-to-pages.ts';
import { joinWrappedLines } from '../language/normalise-text.ts';
import { isListItem } from '../language/split-sentences.ts';
import { rowsFrom, withPlainFrame } from './plain-text-tables.ts';

/** A line at least this long was probably broken by an editor, not by its author. */
const WRAPPED = 50;

type Group = { kind: 'prose' | 'item'; lines: string[] };

/**
 * Blocks of a plain text: form feeds break pages, columns of bars, tabs or gaps are cells, hard-wrapped paragraphs are
 * joined; short lines below one another (an address, a list of names) stay lines of one block. Pure.
 */
export function plainTextToBlocks(text: string): FlowBlock[] {
  const blocks: FlowBlock[] = [];
  for (const [i, part] of text.split('\f').entries()) {
    if (i > 0) blocks.push({ kind: 'page-break' });
    let paragraph: string[] = [];
    for (const raw of part.split(/\r\n?|\n/)) {
      if (raw.trim()) paragraph.push(withPlainFrame(raw));
      else {
        addParagraph(blocks, paragraph);
        paragraph = [];
      }
    }
    addParagraph(blocks, paragraph);
  }
  return blocks;
}

/** A line across, drawn with signs. */
const isRule = (line: string) => /^(?:={3,}|-{3,}|_{3,}|~{3,}|\*{3,}|#{3,}|\.{3,})$/.test(line);

/** Whether a line is a title with a line of signs below it that is about as long. */
const isUnderlined = (line: string, below: string) =>
  line.length <= 80 &&
  /\p{L}{2}/u.test(line) &&
  !isListItem(line) &&
  /^(?:=+|-+|~+)$/.test(below) &&
  Math.abs(below.length - line.length) <= Math.max(3, line.length * 0.3);

/** Whether a line goes on in the middle of a sentence, however short the one before is. */
const goesOn = (before: string, line: string) =>
  /^\p{Ll}/u.test(line) && !/[.!?:;]$/.test(before) && before.split(' ').length >= 4;

/** Adds the blocks of lines between two blank ones. */
function addParagraph(blocks: FlowBlock[], lines: readonly string[]): void {
  let group: Group | null = null;
  const close = () => {
    const joined = group && linesOf(group).join('\n');
    if (group && joined) blocks.push({ kind: group.kind, text: joined });
    group = null;
  };
  for (let at = 0; at < lines.length;) {
    const raw = lines[at] ?? '';
    const table = rowsFrom(lines, at);
    if (table) {
      close();
      // One row alone may be of a table with a space between any two.
      const begins = table.rows.length > 1;
      for (const [row, text] of table.rows.entries())
        blocks.push({ kind: 'row', text, ...(begins && row === 0 ? { begins } : {}) });
      at += table.taken;
      continue;
    }
    at += 1;
    const line = raw.trim();
    if (isRule(line)) {
      close();
      continue;
    }
    if (isUnderlined(line, (lines[at] ?? '').trim())) {
      close();
      blocks.push({ kind: 'heading', text: line, level: (lines[at] ?? '').trim().startsWith('=') ? 1 : 2 });
      continue;
    }
    const kind = isListItem(line) ? 'item' : 'prose';
    const open: Group | null = group;
    if (open && continues(open, kind, raw)) open.lines.push(line);
    else {
      close();
      group = { kind, lines: [line] };
    }
  }
  close();
}

/** Running text goes on with running text; an item with what is indented below it, or with what it was too long for. */
function continues(open: Group, kind: Group['kind'], raw: string): boolean {
  if (kind !== 'prose') return false;
  if (open.kind === 'prose') return true;
  return /^(?: {2}|\t)/.test(raw) || (open.lines.at(-1)?.length ?? 0) >= WRAPPED;
}

/**
 * The lines of a group as their author meant them. Of three or more, wrapped text has one that begins in the middle of
 * a sentence.
 */
function linesOf({ kind, lines }: Group): string[] {
  if (kind === 'item') return [joinWrappedLines(lines)];
  const wrapped = lines.length < 3 || lines.some((line, at) => at > 0 && /^\p{Ll}/u.test(line));
  const out: string[] = [];
  let paragraph: string[] = [];
  for (const line of lines) {
    const before = paragraph.at(-1);
    if (before !== undefined && !(wrapped && (before.length >= WRAPPED || goesOn(before, line)))) {
      out.push(joinWrappedLines(paragraph));
      paragraph = [];
    }
    paragraph.push(line);
  }
  out.push(joinWrappedLines(paragraph));
  return out;
}
