import { isListItem, isTableRow, splitSentences } from '#app/features/ingestion/extraction/split-sentences.ts';

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

/** Parts a passage's text into blocks of quotable units, in order. A table's first row is its header, no unit. */
export function passageBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let open = false;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line === '') {
      open = false;
      continue;
    }
    const kind = isTableRow(line) ? 'table' : isListItem(line) ? 'list' : 'prose';
    let block = blocks.at(-1);
    if (!block || !open || block.kind !== kind) {
      block = { kind, ordered: kind === 'list' && ORDERED.test(line), units: [], ...leadFrom(blocks.at(-1), kind) };
      blocks.push(block);
      open = true;
    }
    const at = blocks.length - 1;
    if (kind === 'table' && block.header === undefined) block.header = line;
    else if (kind === 'prose')
      block.units.push(...splitSentences(line).map((sentence) => ({ text: sentence, block: at })));
    else block.units.push({ text: line, block: at });
  }
  return blocks;
}

function leadFrom(before: Block | undefined, kind: Block['kind']): { lead?: string } {
  const last = before?.kind === 'prose' && kind !== 'prose' ? before.units.at(-1)?.text : undefined;
  return last?.endsWith(':') ? { lead: last } : {};
}

/** The cells of a table row. */
export function cellsOf(row: string): string[] {
  return row
    .replace(/^\|\s?|\s?\|$/g, '')
    .split(' | ')
    .map((cell) => cell.replace(/^\||\|$/g, '').trim());
}
