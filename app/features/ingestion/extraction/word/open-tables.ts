import type { StoryBlock } from './story-block.ts';
import { fillOf, type Styles } from './styles.ts';
import { tableRows, type TableRow, type WordTable } from './table-rows.ts';
import { child, childrenOf, numberOf, switchOf, valueOf, type XmlNode } from './xml-node.ts';

type OpenRow = TableRow & { dropped: boolean };
type OpenTable = WordTable & { filled: boolean; row: OpenRow | undefined; cell: XmlNode | undefined };

/** Most columns that one cell is taken to cover, or a row to leave out. */
const MAX_SPAN = 100;

/** The tables that are being read, the innermost last, from the properties of their parts. */
export class OpenTables {
  readonly #tables: OpenTable[] = [];
  readonly #styles: Styles;

  constructor(styles: Styles) {
    this.#styles = styles;
  }

  get #table(): OpenTable | undefined {
    return this.#tables.at(-1);
  }

  begin(): void {
    this.#tables.push({ rows: [], widths: [], filled: false, row: undefined, cell: undefined });
  }

  beginRow(): void {
    if (this.#table)
      this.#table.row = { cells: [], header: false, skipped: 0, breakBefore: false, breaksInside: 0, dropped: false };
  }

  /** Takes the properties of the table, its grid, row or cell. */
  describe(node: XmlNode): void {
    const table = this.#table;
    if (!table) return;
    if (node.name === 'w:tblPr')
      table.filled = this.#styles.tableIsFilled(valueOf(node, 'w:tblStyle')) || isColour(fillOf(child(node, 'w:shd')));
    else if (node.name === 'w:tblGrid')
      table.widths = childrenOf(node, 'w:gridCol').map((one) => numberOf(one.attributes['w:w']) ?? 0);
    else if (node.name === 'w:tcPr') table.cell = node;
    else if (table.row) {
      table.row.header = switchOf(node, 'w:tblHeader') ?? false;
      table.row.skipped = Math.min(numberOf(valueOf(node, 'w:gridBefore')) ?? 0, MAX_SPAN);
      table.row.dropped = child(node, 'w:del') !== undefined || (switchOf(node, 'w:hidden') ?? false);
    }
  }

  /** What stands behind the text of the table's cells, and of the one that was described last. */
  get ground(): string | undefined {
    return this.#table?.filled ? 'some' : undefined;
  }

  get cellGround(): string | undefined {
    return fillOf(child(this.#table?.cell, 'w:shd'));
  }

  /** A page ends in the open row, or before it when nothing was read of its cell. */
  breakBeforeRow(): void {
    if (this.#table?.row) this.#table.row.breakBefore = true;
  }

  /** `breaks`: the pages that end inside the cell. */
  endCell(blocks: readonly StoryBlock[], breaks: number): void {
    const table = this.#table;
    if (!table?.row) return;
    const { cell: properties, row } = table;
    table.cell = undefined;
    if (child(properties, 'w:cellDel')) return;
    const merge = child(properties, 'w:vMerge') ?? child(properties, 'w:hMerge');
    const below = merge !== undefined && merge.attributes['w:val'] !== 'restart';
    const previous = row.cells.at(-1);
    row.breaksInside = Math.max(row.breaksInside, breaks + blocks.filter(({ kind }) => kind === 'soft-break').length);
    if (below && merge.name === 'w:hMerge' && previous) previous.span = Math.min(previous.span + 1, MAX_SPAN);
    else
      row.cells.push({
        blocks: blocks.filter(({ kind }) => kind !== 'blank' && kind !== 'soft-break'),
        span: Math.min(Math.max(numberOf(valueOf(properties, 'w:gridSpan')) ?? 1, 1), MAX_SPAN),
        merge: merge?.name === 'w:vMerge' ? (below ? 'below' : 'first') : undefined,
      });
  }

  endRow(): void {
    const table = this.#table;
    if (table?.row && !table.row.dropped) table.rows.push(table.row);
    if (table) table.row = undefined;
  }

  end(): StoryBlock[] {
    const table = this.#tables.pop();
    return table ? tableRows(table) : [];
  }
}

const isColour = (fill: string | undefined) => fill !== undefined && fill !== 'none';
