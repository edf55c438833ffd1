/** What goes on from one page to the next. Pure. */

import { cellsOf, headOfTwoRows, rowOf } from '#app/features/documents/pages/table-row.ts';
import { joinWrappedLines } from '../language/normalise-text.ts';
import { splitSentences } from '../language/split-sentences.ts';

/** A paragraph, a list item or a table. `headed`: its first row looks like a head. */
export type Block = {
  kind: 'prose' | 'item' | 'table';
  lines: string[];
  page: number;
  lastPage: number;
  /** What it goes on with on the pages after its own; joined by `wholeText` at the end, however many there are. */
  rest?: string[] | undefined;
  note: boolean;
  headed: boolean;
};

const ENDED = /[.!?:;…。]["'”’)\]]{0,3}$/;
/** In the middle of a sentence. */
const GOES_ON = /^["'“‘(]?\p{Ll}/u;
/** A figure, or a letter of those that are neither small nor capital: begins a line of its own, or goes on. */
const MAY_GO_ON = /^["'“‘(]?[\p{Lo}\d]/u;
/** Lines of an end that say so themselves. */
const OPEN = /[,\-–—(]$/;
/** A sentence that has ended with another behind it: running text, no label. */
const RUNNING = /[.!?…。]["'”’)\]]{0,3}\s/;
const NUMBER = /^\(?(\d{1,3}|[a-z])[.)]/i;

const columns = (row: string) => cellsOf(row).length;
const textOf = (block: Block) => block.lines.join('\n');
/** The part of a block that stands on its last page. */
const lastPart = (block: Block) => block.rest?.at(-1) ?? textOf(block);

/** A block's text with what it goes on with. */
export const wholeText = (block: Block): string =>
  block.rest ? joinWrappedLines([textOf(block), ...block.rest]) : textOf(block);

/** The next marker of a list after this one, or null: "3." after "2.", "c)" after "b)", a bullet after the same. */
function follows(before: string, next: string): boolean {
  const [a, b] = [NUMBER.exec(before)?.[1], NUMBER.exec(next)?.[1]];
  if (!a || !b) return !a && !b && before[0] === next[0];
  if (/\d/.test(a) !== /\d/.test(b)) return false;
  return /\d/.test(a) ? Number(b) === Number(a) + 1 : b.charCodeAt(0) === a.charCodeAt(0) + 1;
}

/** Whether `next`, the first of its page, goes on with `last`, the end of the page before: as text, or as a list. */
export function goesOn(last: Block, next: Block): 'text' | 'list' | null {
  if (last.kind === 'table' || next.kind === 'table') return null;
  const part = lastPart(last).trimEnd();
  const end = part.slice(-8);
  const start = textOf(next).slice(0, 40);
  if (next.kind === 'item') {
    if (last.kind === 'item') return follows(textOf(last), start) ? 'list' : null;
    return end.endsWith(':') ? 'list' : null;
  }
  if (next.note || ENDED.test(end)) return null;
  const running = last.kind === 'prose' && RUNNING.test(part);
  return GOES_ON.test(start) || OPEN.test(end) || (running && MAY_GO_ON.test(start)) ? 'text' : null;
}

/** A text with the sentence that a page break cuts in two, and what follows it on the next page. */
export function joinOver(last: Block, next: Block): { joined: Block; rest: Block | null } {
  const [sentence = '', ...others] = splitSentences(textOf(next));
  return {
    joined: { ...last, rest: [...(last.rest ?? []), sentence], lastPage: next.lastPage },
    rest: others.length > 0 ? { ...next, lines: [others.join(' ')] } : null,
  };
}

/**
 * The last row of a table with what a page break cuts off it: the next page begins with a row without a name whose
 * cells go on with those above. Null where it begins with a row of its own.
 */
export function wholeRow(last: Block, next: Block): string | null {
  if (last.kind !== 'table' || next.kind !== 'table' || next.headed || last.lines.length < 2) return null;
  const [above, below] = [cellsOf(last.lines.at(-1) ?? ''), cellsOf(next.lines[0] ?? '')];
  if (above.length !== below.length || below[0] !== '' || above[0] === '') return null;
  const open = below.map((cell, at) => {
    const before = above[at] ?? '';
    if (cell === '') return null;
    return before !== '' && !ENDED.test(before.slice(-8)) && (GOES_ON.test(cell) || OPEN.test(before.slice(-2)));
  });
  if (open.includes(false) || !open.includes(true)) return null;
  return rowOf(above.map((cell, at) => joinWrappedLines([cell, below[at] ?? '']))).trim();
}

/** The rows that head a table: the first, and the second where that tells apart what the first covers. */
export function headRowsOf(lines: readonly string[]): string[] {
  // What stands further below is made like the rest.
  const rows = lines.slice(0, 12).map((line) => cellsOf(line));
  return lines.slice(0, headOfTwoRows(rows) ? 2 : 1);
}

/** The head of a table that goes on overleaf without one of its own, or null. */
export function headOf(last: Block, next: Block): string[] | null {
  const heads = headRowsOf(last.lines);
  const [head] = heads;
  const rows = last.lines.slice(heads.length);
  const [first] = next.lines;
  if (last.kind !== 'table' || next.kind !== 'table' || !head || !first || rows.length === 0) return null;
  if (next.headed || first === head || columns(first) !== columns(head)) return null;
  const digits = (row: string) => /\d/.test(row);
  const looks = last.headed || (!digits(head) && rows.filter(digits).length >= rows.length * 0.5);
  return looks ? heads : null;
}
