import type { Tokens } from 'marked';
import { toRuns, type Line } from '#app/server/demo/longview/render/runs.ts';
import type { Leaf, Style } from './leaf.ts';
import { PALE } from './leaf.ts';
import { breakLines } from './draw-lines.ts';

/** `plain` has no rule, `ruled` one under each row, `boxed` one round each cell, `banded` a tint every second row. */
export type TableLook = 'plain' | 'ruled' | 'boxed' | 'banded';

const PAD_X = 6;

/** Column widths in points: by `shares` if given, else by the text that each column holds. */
function columnWidths(table: Tokens.Table, width: number, shares: readonly number[]): number[] {
  const weights =
    shares.length === table.header.length
      ? shares
      : table.header.map((head, column) => {
          const cells = [head, ...table.rows.map((row) => row[column])].map((cell) => cell?.text.length ?? 0);
          return Math.min(60, Math.max(9, Math.max(...cells) * 0.6));
        });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => (weight / total) * width);
}

/** Draws a table row by row; a row never splits, and the header row stands again on each new page. */
export function drawTable(leaf: Leaf, table: Tokens.Table, look: TableLook, shares: number[], cell: Style): void {
  const head: Style = { ...cell, face: 'bold', colour: look === 'banded' ? leaf.meta.accent : undefined } as Style;
  const padY = look === 'plain' ? 2.5 : 4;
  const widths = columnWidths(table, leaf.width, shares);
  const lay = (cells: readonly Tokens.TableCell[], style: Style): Line[][] =>
    cells.map(({ tokens }, at) => breakLines(leaf, toRuns(tokens, style.face), (widths[at] ?? 0) - 2 * PAD_X, style));
  const heightOf = (row: readonly Line[][]) =>
    Math.max(1, ...row.map((lines) => lines.length)) * cell.leading + 2 * padY;
  const drawRow = (row: readonly Line[][], style: Style, tinted: boolean) => {
    const height = heightOf(row);
    if (tinted) leaf.doc.rect(leaf.left, leaf.y, leaf.width, height).fill(PALE);
    let x = leaf.left;
    row.forEach((lines, column) => {
      const width = widths[column] ?? 0;
      if (look === 'boxed') leaf.doc.rect(x, leaf.y, width, height).lineWidth(0.6).strokeColor('#888888').stroke();
      lines.forEach((line, at) => leaf.drawLine(line, x + PAD_X, leaf.y + padY + at * cell.leading, style));
      x += width;
    });
    leaf.y += height;
    if (look === 'ruled') leaf.rule(leaf.y, leaf.left, leaf.width, '#888888');
    leaf.fresh = false;
  };
  const header = lay(table.header, head);
  const rows = table.rows.map((row) => lay(row, cell));
  leaf.need(heightOf(header) + (rows[0] ? heightOf(rows[0]) : 0));
  drawRow(header, head, false);
  rows.forEach((row, index) => {
    const { pages, left } = leaf;
    leaf.need(heightOf(row));
    if (leaf.pages !== pages || leaf.left !== left) drawRow(header, head, false);
    drawRow(row, cell, look === 'banded' && index % 2 === 0);
  });
  leaf.y += 10;
}
