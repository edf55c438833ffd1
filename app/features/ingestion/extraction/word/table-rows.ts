import { rowOf, withoutBars } from '#app/features/documents/pages/table-row.ts';
import { flatten, type StoryBlock } from './story-block.ts';

export type TableCell = {
  blocks: StoryBlock[];
  /** Columns of the grid that it covers. */
  span: number;
  /** The first of cells merged downwards, or one below it. */
  merge: 'first' | 'below' | undefined;
};
export type TableRow = {
  cells: TableCell[];
  /** Printed again on each page that the table goes on to. */
  header: boolean;
  /** Columns of the grid that are left out before its first cell. */
  skipped: number;
  breakBefore: boolean;
  /** Pages that end inside it. */
  breaksInside: number;
};
export type WordTable = { rows: TableRow[]; /** Of the grid's columns, twentieths of a point. */ widths: number[] };

/** A longer value of merged cells stands once, in the first of them. */
const MAX_REPEATED = 300;
/** A cell longer than this, of several paragraphs, is a part of the page and no cell; so is one under a heading. */
const LONG_CELL = 1_000;
/** Narrower columns are what is left where an edge was drawn a little off the one above it. */
const THIN = 200;
const MAX_COLUMNS = 200;

type Value = { text: string; blocks: StoryBlock[]; columns: number };

/**
 * A table as blocks: a row a line, its cells joined by ` | `; merged values repeated in each row and column that they
 * cover, where some row tells those columns apart; a row of one value across the table as a line of its own; a table
 * in a cell as rows that begin with the cells beside it. Pure.
 */
export function tableRows(table: WordTable): StoryBlock[] {
  const columns = columnsOf(table);
  const single = table.rows.every((row) => row.cells.length <= 1);
  const out: StoryBlock[] = [];
  const add = (blocks: readonly StoryBlock[]) => {
    for (const block of blocks) out.push(block);
  };
  const above = new Map<number, Value>();
  let header: string | undefined;
  for (const row of table.rows) {
    if (row.breakBefore) out.push({ kind: 'soft-break' });
    const values = valuesOf(row, columns, above);
    if (single || values.some(isPartOfPage)) for (const { blocks } of values) add(blocks);
    else {
      const lines = linesOf(values, columns.count);
      const [first] = lines;
      add(lines.map((block) => (block.kind === 'row' && header !== undefined ? { ...block, header } : block)));
      if (row.header && header === undefined && first?.kind === 'row') header = first.text;
      for (const { blocks } of values) add(blocks.filter((block) => block.kind === 'finding'));
    }
    for (let at = 0; at < row.breaksInside; at += 1) out.push({ kind: 'soft-break' });
  }
  const begins = out.findIndex(({ kind }) => kind === 'row');
  return out.map((block, at) => (at === begins && block.kind === 'row' ? { ...block, begins: true } : block));
}

/** Whether some row has a cell for each column, and how many columns of those the grid has before each of its own. */
type Columns = { count: number; regular: boolean; before: number[] };

function columnsOf({ rows, widths }: WordTable): Columns {
  const before: number[] = [0];
  let grid = 0;
  let most = 0;
  for (const { cells, skipped } of rows) {
    grid = Math.max(
      grid,
      cells.reduce((sum, cell) => sum + cell.span, skipped),
    );
    most = Math.max(most, cells.length);
  }
  grid = Math.min(grid, MAX_COLUMNS);
  for (let at = 0; at < grid; at += 1) before.push((before[at] ?? 0) + ((widths[at] ?? THIN) < THIN ? 0 : 1));
  const count = before[grid] ?? 0;
  return { count: Math.max(count, most), regular: most >= count, before };
}

function valuesOf(row: TableRow, columns: Columns, above: Map<number, Value>): Value[] {
  const visible = (from: number, to: number) =>
    (columns.before[Math.min(to, columns.before.length - 1)] ?? 0) -
    (columns.before[Math.min(from, columns.before.length - 1)] ?? 0);
  const values: Value[] = [];
  let at = row.skipped;
  const lead = visible(0, at);
  if (lead > 0) values.push({ text: '', blocks: [], columns: lead });
  for (const cell of row.cells) {
    const value: Value = {
      text: flatten(cell.blocks),
      blocks: cell.blocks,
      columns: Math.max(1, visible(at, at + cell.span)),
    };
    if (cell.merge === 'below' && value.text === '') {
      const covering = above.get(at);
      if (covering) Object.assign(value, { text: covering.text, blocks: [] });
    } else if (cell.merge === 'first' && value.text.length <= MAX_REPEATED && !hasRows(value)) above.set(at, value);
    else above.delete(at);
    values.push(value);
    at += cell.span;
  }
  return columns.regular ? values : values.map((value) => ({ ...value, columns: 1 }));
}

const hasRows = ({ blocks }: Value) => blocks.some((block) => block.kind === 'row');

const isPartOfPage = ({ blocks, text }: Value) =>
  blocks.length > 1 && (blocks.some((block) => block.kind === 'heading') || text.length > LONG_CELL);

/** The lines of one row: more than one where a cell holds a table. */
function linesOf(values: Value[], count: number): StoryBlock[] {
  const nested = values.find(hasRows);
  if (!nested) return lineOf(values, count);
  const at = values.indexOf(nested);
  const beside = (some: Value[]) => some.map(({ text }) => withoutBars(text)).filter(Boolean);
  const [left, right] = [beside(values.slice(0, at)), beside(values.slice(at + 1))];
  const inside = nested.blocks.filter((block) => block.kind === 'row').map((block) => block.text);
  const own = flatten(nested.blocks.filter((block) => block.kind !== 'row'));
  const short = values.filter(hasRows).length === 1 && [...left, ...right].join('').length <= MAX_REPEATED;
  const rest = values.map((value) => {
    const text = hasRows(value) ? flatten(value.blocks.filter((block) => block.kind !== 'row')) : value.text;
    return { ...value, text };
  });
  if (!short) {
    const rows = values.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'row'));
    return [...lineOf(rest, count), ...rows];
  }
  return [
    ...(own ? lineOf(rest, count) : []),
    ...inside.map((text): StoryBlock => ({ kind: 'row', text: [...left, text, ...right].join(' | ') })),
  ];
}

function lineOf(values: Value[], count: number): StoryBlock[] {
  const [first] = values;
  if (!first || values.every(({ text }) => text === '')) return [];
  if (values.length === 1 && (count > 1 || first.columns > 1)) return [{ kind: 'prose', text: first.text }];
  const cells = values.flatMap(({ text, columns }) =>
    Array.from({ length: columns }, (_, at) => (at === 0 || text.length <= MAX_REPEATED ? text : '')),
  );
  return [{ kind: 'row', text: rowOf(cells) }];
}
