import { areAlike } from './alike-lines.ts';
import { LIST_MARKER } from '#app/features/documents/pages/list-marker.ts';
import { cellsOf, headOfTwoRows, isLikeTheRest, isTableRow } from '#app/features/documents/pages/table-row.ts';
import { isListItem, splitSentences } from '#app/features/ingestion/extraction/language/split-sentences.ts';

/** A part of a passage that can be quoted by itself: a sentence, a list item, a table row. Verbatim. */
export type Unit = { text: string; block: number };

export type Block = {
  kind: 'prose' | 'list' | 'table';
  /** A numbered procedure: its steps belong together. */
  ordered: boolean;
  /**
   * What leads to it, if anything: the sentence before a list or table ("Then do this:"), the printed question that it
   * answers, a line by itself that it explains ("I hear the fan all night.").
   */
  lead?: string;
  /** A table's first row. */
  header?: string;
  units: Unit[];
};

const ORDERED = /^\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]\s/;

/** A line by itself, no longer than this, stands for what follows it; characters. */
const SHORT_LINE = 120;

/**
 * Parts a passage's text into blocks of quotable units, in order. A printed question is no unit: it leads to the block
 * that answers it. Nor is a table's header (see `tableOf`).
 */
export function passageBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  const tables = new Map<Block, string[]>();
  let open = false;
  /** Printed questions that nothing has answered yet. */
  let asked: string[] = [];
  const begin = (kind: Block['kind'], line: string): Block => {
    const lead = asked.length > 0 ? { lead: asked.join(' ') } : leadFrom(blocks.at(-1), kind, line);
    asked = [];
    const block: Block = { kind, ordered: kind === 'list' && ORDERED.test(line), units: [], ...lead };
    blocks.push(block);
    return block;
  };
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line === '') {
      open = false;
      continue;
    }
    const kind = isTableRow(line) ? 'table' : isListItem(line) ? 'list' : 'prose';
    const last = blocks.at(-1);
    let block = open && last?.kind === kind && asked.length === 0 ? last : undefined;
    if (kind === 'table') {
      block ??= begin(kind, line);
      const rows = tables.get(block);
      if (rows) rows.push(line);
      else tables.set(block, [line]);
    } else if (kind === 'list') {
      if (isStruck(line.slice(LIST_MARKER.exec(line)?.[0].length ?? 0))) continue;
      block ??= begin(kind, line);
      block.units.push({ text: line, block: blocks.length - 1 });
    } else
      for (const sentence of validSentences(line)) {
        if (sentence.endsWith('?')) {
          asked.push(sentence);
          block = undefined;
          continue;
        }
        block ??= begin(kind, line);
        block.units.push({ text: sentence, block: blocks.length - 1 });
      }
    open = true;
  }
  for (const [at, block] of blocks.entries()) {
    const table = tables.get(block);
    if (table) Object.assign(block, tableOf(table, at));
  }
  return blocks;
}

/** Whether nothing is left of a text without what is struck through. */
function isStruck(text: string): boolean {
  const parts = text.split('~~');
  return parts.length > 2 && !parts.some((part, at) => at % 2 === 0 && /[\p{L}\p{N}]/u.test(part));
}

/** A line's sentences but those that are struck through, which say what is not so; each with its own marks. */
function validSentences(line: string): string[] {
  const sentences = splitSentences(line);
  const marks = line.split('~~').length - 1;
  if (marks === 0 || marks % 2 === 1) return sentences;
  let struck = false;
  return sentences.flatMap((sentence) => {
    const begun = struck ? `~~${sentence}` : sentence;
    struck = begun.split('~~').length % 2 === 0;
    const whole = struck ? `${begun}~~` : begun;
    return isStruck(whole) ? [] : [whole];
  });
}

/**
 * A table's header and its rows as units. The first row is its header, with the second where that tells apart what
 * cells of the first cover; not a row that is made like those below it, nor the only one.
 */
function tableOf(lines: readonly string[], block: number): Pick<Block, 'header' | 'units'> {
  const rows = lines.map(cellsOf);
  const unitsFrom = (from: number) =>
    lines
      .slice(from)
      .filter((text) => !isStruck(text))
      .map((text) => ({ text, block }));
  if (lines.length < 2 || isLikeTheRest(rows)) return { units: unitsFrom(0) };
  const header = headOfTwoRows(rows);
  if (!header) return { header: lines[0], units: unitsFrom(1) };
  return { header: header.join(' | ').trim(), units: unitsFrom(2) };
}

function leadFrom(before: Block | undefined, kind: Block['kind'], line: string): { lead?: string } {
  const last = before?.kind === 'prose' ? before.units.at(-1)?.text : undefined;
  if (last === undefined) return {};
  // One of several lines that are made alike leads to none of the others.
  const alone =
    before?.units.length === 1 && before.lead === undefined && last.length <= SHORT_LINE && !areAlike(last, line);
  return last.endsWith(':') || (alone && kind === 'prose') ? { lead: last } : {};
}

/** Is a table's row one to be filled in by hand: a date, a signature? */
export function isToFillIn(row: string): boolean {
  const cells = row.split('|').map((cell) => cell.trim());
  return cells.length > 3 && cells.filter((cell) => cell !== '').length <= 1;
}

/**
 * A unit as it is read by itself, under its heading and after what leads to it; a row with the header of each cell. So
 * is it embedded.
 */
export function unitInContext(heading: string | null, block: Block, unit: Unit): string {
  const own = block.kind === 'table' ? rowInWords(block.header, unit.text) : unit.text;
  return [heading, block.lead, own].filter(Boolean).join(': ');
}

function rowInWords(header: string | undefined, row: string): string {
  const heads = header === undefined ? [] : cellsOf(header);
  return cellsOf(row)
    .map((cell, at) => (heads[at] && cell ? `${heads[at]}: ${cell}` : cell))
    .filter((cell) => cell !== '')
    .join(', ');
}
