/**
 * A table row as it stands in a page's text: its cells joined by ` | `. An empty cell leaves its bar, at the beginning
 * and at the end too; a bar within a word is text.
 */
const BETWEEN_CELLS = /(?:^|\s)\|(?=\s|$)/;

export const isTableRow = (line: string): boolean => BETWEEN_CELLS.test(line);

export const cellsOf = (row: string): string[] => row.split(BETWEEN_CELLS).map((cell) => cell.trim());
