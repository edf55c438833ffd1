import { cellsOf as splitRow, isTableRow } from '#app/features/documents/table-row.ts';
import { isListItem, splitSentences } from '#app/features/ingestion/extraction/language/split-sentences.ts';

/** A part of a passage that can be quoted by itself: a sentence, a list item, a table row. Verbatim. */
export type Unit = { text: string; block: number };

export type Block = {
  kind: 'prose' | 'list' | 'table';
  /** A numbered procedure: its steps belong together. */
  ordered: boolean;
  /** The sentence that leads to a list or table ("Then do this:"), if there is one. */
  lead?: string;
  /** A table's first row. */
  header?: string;
  units: Unit[];
};

const ORDERED = /^\(?\d{1,3}[.)]\s/;

/**
 * Parts a passage's text into blocks of quotable units, in order. A question and the sentence that answers it are one
 * unit, since neither says anything alone. A table's header (see `tableOf`) is no unit.
 */
export function passageBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  const tables = new Map<Block, string[]>();
  let open = false;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line === '') {
      open = false;
      continue;
    }
    const kind = isTableRow(line) ? 'table' : isListItem(line) ? 'list' : 'prose';
    let block = blocks.at(-1);
    const answers = block?.kind === 'prose' && kind === 'prose' && isQuestion(block.units.at(-1));
    if (!block || !(open || answers) || block.kind !== kind) {
      block = { kind, ordered: kind === 'list' && ORDERED.test(line), units: [], ...leadFrom(blocks.at(-1), kind) };
      blocks.push(block);
    }
    open = true;
    const at = blocks.length - 1;
    if (kind === 'table') {
      const rows = tables.get(block) ?? [];
      rows.push(line);
      tables.set(block, rows);
    } else if (kind === 'list') block.units.push({ text: line, block: at });
    else {
      // Verbatim: what stands on two lines does so in the unit.
      let joiner = '\n';
      for (const sentence of splitSentences(line)) {
        const before = block.units.at(-1);
        if (before && isQuestion(before) && !sentence.endsWith('?')) before.text += joiner + sentence;
        else block.units.push({ text: sentence, block: at });
        joiner = ' ';
      }
    }
  }
  for (const [at, block] of blocks.entries()) {
    const table = tables.get(block);
    if (table) Object.assign(block, tableOf(table, at));
  }
  return blocks;
}

const isQuestion = (unit: Unit | undefined): boolean => unit?.text.endsWith('?') ?? false;

/**
 * A table's header and its rows as units. The first row is its header, with the second where that tells apart what
 * cells of the first cover; not a row that is made like those below it, nor the only one.
 */
function tableOf(lines: readonly string[], block: number): Pick<Block, 'header' | 'units'> {
  const rows = lines.map(cellsOf);
  const [first = [], second = []] = rows;
  const unitsFrom = (from: number) => lines.slice(from).map((text) => ({ text, block }));
  if (lines.length < 2 || isLikeTheOthers(rows)) return { units: unitsFrom(0) };
  const covers = first.some((cell, at) => cell !== '' && cell === first[at + 1]);
  const divides = first.every((cell, at) => {
    const covered = cell !== '' && (cell === first[at + 1] || cell === first[at - 1]);
    return covered ? second[at] !== '' && second[at] !== cell : second[at] === '' || second[at] === cell;
  });
  if (!covers || !divides || lines.length < 3) return { header: lines[0], units: unitsFrom(1) };
  const header = first.map((cell, at) => (second[at] && second[at] !== cell ? `${cell} ${second[at]}` : cell).trim());
  return { header: header.join(' | '), units: unitsFrom(2) };
}

/** Whether the first row has a code or number in a column that has one of its form in every row: "PR-1", "PR-2". */
function isLikeTheOthers([first = [], ...others]: readonly string[][]): boolean {
  return first.some((cell, at) => {
    const form = formOf(cell);
    const telling = (form.includes('9') && form.includes('a')) || cell.replace(/\D/g, '').length >= 6;
    return telling && others.every((row) => formOf(row[at] ?? '') === form);
  });
}

/** The form of a cell: a for letters, 9 for figures. */
const formOf = (cell: string): string =>
  cell
    .slice(0, 60)
    .replace(/\p{L}+/gu, 'a')
    .replace(/\d+/g, '9');

function leadFrom(before: Block | undefined, kind: Block['kind']): { lead?: string } {
  const last = before?.kind === 'prose' && kind !== 'prose' ? before.units.at(-1)?.text : undefined;
  return last && /[:?]$/.test(last) ? { lead: last } : {};
}

/** The cells of a table row. A bar at one end alone has an empty cell behind it; bars at both ends are its edges. */
export function cellsOf(row: string): string[] {
  const edged = row.startsWith('|') && row.endsWith('|');
  return splitRow(edged ? row.slice(1, -1).trim() : row);
}
