import type { Tokens } from 'marked';
import type { Sheet } from './page.ts';
import { CONTENT_WIDTH, GOLD, IVORY, PAGE, RULE } from './page.ts';
import type { Line } from './runs.ts';
import type { TextStyle } from './text.ts';
import { drawBlock, layLines } from './text.ts';

const CELL: TextStyle = { face: 'body', size: 10.6, leading: 14 };
const HEAD: TextStyle = { face: 'bold', size: 10.3, leading: 14 };
const PAD_X = 7;
const PAD_Y = 4.5;

/** Column widths in points, by the text that each column holds; no column under an eighth of the page. */
function columnWidths(table: Tokens.Table): number[] {
  const weights = table.header.map((head, column) => {
    const cells = table.rows.map((row) => row[column]?.text.length ?? 0);
    const longest = Math.max(head.text.length, ...cells);
    const mean = cells.reduce((sum, length) => sum + length, 0) / Math.max(1, cells.length);
    return Math.min(60, Math.max(7, (longest + mean) / 2));
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const least = CONTENT_WIDTH / 8;
  const raised = weights.map((weight) => Math.max(least, (weight / total) * CONTENT_WIDTH));
  const excess = raised.reduce((sum, width) => sum + width, 0) - CONTENT_WIDTH;
  const spare = raised.reduce((sum, width) => sum + width - least, 0);
  return spare > 0 ? raised.map((width) => width - (excess * (width - least)) / spare) : raised;
}

/** Draws a table row by row; a row never splits, and the header row stands again on each new page. */
export function drawTable(sheet: Sheet, table: Tokens.Table): void {
  const widths = columnWidths(table);
  const lay = (cells: readonly Tokens.TableCell[], style: TextStyle): Line[][] =>
    cells.map((cell, column) => layLines(sheet, cell.tokens, (widths[column] ?? 0) - 2 * PAD_X, style));
  const heightOf = (cells: readonly Line[][], style: TextStyle): number =>
    Math.max(1, ...cells.map((lines) => lines.length)) * style.leading + 2 * PAD_Y;
  const drawRow = (cells: readonly Line[][], style: TextStyle): void => {
    const height = heightOf(cells, style);
    if (style === HEAD) sheet.doc.rect(PAGE.left, sheet.y, CONTENT_WIDTH, height).fill(IVORY);
    let x = PAGE.left;
    cells.forEach((lines, column) => {
      drawBlock(sheet, lines, x + PAD_X, sheet.y + PAD_Y, style);
      x += widths[column] ?? 0;
    });
    sheet.y += height;
    sheet.rule(sheet.y, PAGE.left, PAGE.left + CONTENT_WIDTH, style === HEAD ? GOLD : RULE);
    sheet.fresh = false;
  };
  const head = lay(table.header, HEAD);
  const rows = table.rows.map((row) => lay(row, CELL));
  const first = rows[0];
  sheet.need(heightOf(head, HEAD) + (first ? heightOf(first, CELL) : 0));
  drawRow(head, HEAD);
  for (const row of rows) {
    const page = sheet.pages;
    sheet.need(heightOf(row, CELL));
    if (sheet.pages !== page) drawRow(head, HEAD);
    drawRow(row, CELL);
  }
  sheet.y += 12;
}
