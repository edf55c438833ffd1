import { kindOfLine, type FlowBlock } from './flow-to-pages.ts';
import { joinWrappedLines } from '../language/normalise-text.ts';

/** A line at least this long was probably broken by an editor, not by its author. */
const WRAPPED = 50;

type Group = { kind: 'prose' | 'item' | 'row'; lines: string[] };

/**
 * Blocks of a plain text: form feeds break pages, columns of tabs or spaces are cells, hard-wrapped paragraphs are
 * joined; short lines below one another (an address, a list of names) stay lines of one block. Pure.
 */
export function plainTextToBlocks(text: string): FlowBlock[] {
  const blocks: FlowBlock[] = [];
  for (const [i, part] of text.split('\f').entries()) {
    if (i > 0) blocks.push({ kind: 'page-break' });
    let group: Group | null = null;
    const close = () => {
      const joined = group && linesOf(group).join('\n');
      // One row alone may be of a table with a space between any two.
      const begins = group?.kind === 'row' && group.lines.length > 1;
      if (group && joined)
        blocks.push(begins ? { kind: 'row', text: joined, begins } : { kind: group.kind, text: joined });
      group = null;
    };
    for (const raw of part.split(/\r\n?|\n/)) {
      const line = withCells(raw.trim());
      if (!line) {
        close();
        continue;
      }
      const kind = kindOfLine(line);
      const open: Group | null = group;
      if (open && continues(open, kind, raw)) open.lines.push(line);
      else {
        close();
        group = { kind, lines: [line] };
      }
    }
    close();
  }
  return blocks;
}

/** Columns made with tabs or runs of spaces are cells. */
const withCells = (line: string): string =>
  /\S(?:\t+| {3,})\S/.test(line)
    ? line
        .split(/\t+| {3,}/)
        .map((cell) => cell.trim())
        .join(' | ')
    : line;

/** Running text goes on with running text; an item with what is indented below it, or with what it was too long for. */
function continues(open: Group, kind: Group['kind'], raw: string): boolean {
  if (kind !== 'prose' || open.kind === 'row') return false;
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
    if (before !== undefined && !(wrapped && before.length >= WRAPPED)) {
      out.push(joinWrappedLines(paragraph));
      paragraph = [];
    }
    paragraph.push(line);
  }
  out.push(joinWrappedLines(paragraph));
  return out;
}
