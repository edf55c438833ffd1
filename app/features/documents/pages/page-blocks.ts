import { LIST_MARKER } from './list-marker.ts';
import { cellsOf, isTableRow } from './table-row.ts';

/** A page's text by what stands on it. Each string is one line of the page's text, or one cell of a row. */
export type PageBlock =
  | { kind: 'heading'; title: string; level: number }
  | { kind: 'table'; rows: string[][] }
  | { kind: 'list'; items: string[] }
  | { kind: 'text'; lines: string[] };

/**
 * The blocks of a page, in order. In its text a line is one unit (paragraph, heading, list item or table row with its
 * cells joined by ` | `), and a blank line ends a block.
 */
export function pageBlocks(text: string, headings: readonly { title: string; level: number }[]): PageBlock[] {
  const blocks: PageBlock[] = [];
  let open: PageBlock | undefined;
  let next = 0;
  const add = (block: PageBlock) => {
    blocks.push(block);
    open = block;
  };
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    if (trimmed === '') open = undefined;
    else if (headings[next]?.title === trimmed) {
      add({ kind: 'heading', ...headings[next]! });
      next += 1;
    } else if (isTableRow(trimmed)) {
      const cells = cellsOf(trimmed);
      if (open?.kind === 'table') open.rows.push(cells);
      else add({ kind: 'table', rows: [cells] });
    } else if (LIST_MARKER.test(trimmed)) {
      const last = blocks.at(-1);
      if (last?.kind === 'list') last.items.push(trimmed);
      else add({ kind: 'list', items: [trimmed] });
    } else if (open?.kind === 'text') open.lines.push(trimmed);
    else add({ kind: 'text', lines: [trimmed] });
  }
  return blocks;
}
