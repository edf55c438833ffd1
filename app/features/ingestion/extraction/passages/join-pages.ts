/** What goes on from one page to the next. Pure. */

import { cellsOf } from '#app/features/documents/pages/table-row.ts';
import { joinWrappedLines } from '../language/normalise-text.ts';
import { splitSentences } from '../language/split-sentences.ts';

/** A paragraph, a list item or a table. `headed`: its first row looks like a head. */
export type Block = {
  kind: 'prose' | 'item' | 'table';
  lines: string[];
  page: number;
  lastPage: number;
  /** Where the text of the next page begins in its own. */
  cut?: number | undefined;
  note: boolean;
  headed: boolean;
};

const ENDED = /[.!?:;…。]["'”’)\]]{0,3}$/;
const GOES_ON = /^["'“‘(]?[\p{Ll}\p{Lo}\d]/u;
/** Lines of an end that say so themselves. */
const OPEN = /[,\-–—(]$/;
const NUMBER = /^\(?(\d{1,3}|[a-z])[.)]/i;

const columns = (row: string) => cellsOf(row).length;
const textOf = (block: Block) => block.lines.join('\n');

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
  const end = textOf(last).trimEnd().slice(-8);
  const start = textOf(next).slice(0, 40);
  if (next.kind === 'item') {
    if (last.kind === 'item') return follows(textOf(last), textOf(next)) ? 'list' : null;
    return end.endsWith(':') ? 'list' : null;
  }
  if (next.note || ENDED.test(end)) return null;
  return GOES_ON.test(start) || OPEN.test(end) ? 'text' : null;
}

/** A text with the sentence that a page break cuts in two, and what follows it on the next page. */
export function joinOver(last: Block, next: Block): { joined: Block; rest: Block | null } {
  const [sentence = '', ...others] = splitSentences(textOf(next));
  const text = joinWrappedLines([textOf(last), sentence]);
  return {
    joined: { ...last, lines: [text], lastPage: next.lastPage, cut: last.cut ?? textOf(last).length },
    rest: others.length > 0 ? { ...next, lines: [others.join(' ')] } : null,
  };
}

/** The head of a table that goes on overleaf without one of its own, or null. */
export function headOf(last: Block, next: Block): string | null {
  const [head, ...rows] = last.lines;
  const [first] = next.lines;
  if (last.kind !== 'table' || next.kind !== 'table' || !head || !first || rows.length === 0) return null;
  if (next.headed || first === head || columns(first) !== columns(head)) return null;
  const digits = (row: string) => /\d/.test(row);
  const looks = last.headed || (!digits(head) && rows.filter(digits).length >= rows.length * 0.5);
  return looks ? head : null;
}
