/**
 * A table row as it stands in a page's text: its cells joined by ` | `. An empty cell leaves its bar, at the beginning
 * and at the end too; a bar within a word is text.
 */
const BETWEEN_CELLS = /(?:^|\s)\|(?=\s|$)/;
const BARS = /(^|\s)\|(?=\s|$)/g;

export const isTableRow = (line: string): boolean => BETWEEN_CELLS.test(line);

export const cellsOf = (row: string): string[] => row.split(BETWEEN_CELLS).map((cell) => cell.trim());

/** A text whose own bars between words are no bars of a row: what is no row must not read as one. */
export const withoutBars = (text: string): string => (text.includes('|') ? text.replace(BARS, '$1·') : text);

/** A row of these cells, whatever bars stand in them. */
export const rowOf = (cells: readonly string[]): string => cells.map(withoutBars).join(' | ');

/**
 * How many of a table's first rows are its head: two where the first has a cell over several columns (told in each of
 * them) and the second tells those apart, else one. `rows`: the cells of its first rows, at least two.
 */
export function headRows([first = [], second, third]: readonly (readonly string[])[]): 1 | 2 {
  if (!second || !third) return 1;
  const isCovered = (cell: string, at: number) => cell !== '' && (cell === first[at + 1] || cell === first[at - 1]);
  const divides = first.every((cell, at) => {
    const own = second[at] ?? '';
    return isCovered(cell, at) ? own !== '' && own !== cell : own === '' || own === cell;
  });
  return first.some(isCovered) && divides ? 2 : 1;
}
