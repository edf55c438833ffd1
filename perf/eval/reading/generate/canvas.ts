import PDFDocument from 'pdfkit';
import { fontBytes } from '#app/platform/fonts.ts';
import type { Block, Truth, TruthCell } from '../truth.ts';

export type Style = {
  font: string;
  size: number;
  leading: number;
  colour?: string;
  spacing?: number;
  align?: 'left' | 'right' | 'centre' | 'justify';
  /** Written a line at once, word by word without any space, or letter by letter: programs differ. */
  by?: 'line' | 'word' | 'letter';
};

/** What a layout makes: a file, and what a person sees on it. */
export type Made = { name: string; pdf: Buffer; truth: Truth };

export const A4 = { width: 595.28, height: 841.89 };

/** Sets text on PDF pages at exact places (points from the top left). */
export class Canvas {
  readonly doc: PDFKit.PDFDocument;

  constructor(options: PDFKit.PDFDocumentOptions = {}) {
    const info = { Producer: 'pdfkit', Creator: 'reading set', CreationDate: new Date('2026-11-29T09:00:00Z') };
    this.doc = new PDFDocument({ size: 'A4', margin: 0, autoFirstPage: false, info, ...options });
    for (const face of ['body', 'bold', 'italic', 'serif', 'serifBold'] as const)
      this.doc.registerFont(face, fontBytes(face));
  }

  width(text: string, style: Style): number {
    this.doc.font(style.font).fontSize(style.size);
    return this.doc.widthOfString(text, { characterSpacing: style.spacing ?? 0 });
  }

  /** One run on one line; `y` is the top of the line. */
  put(text: string, x: number, y: number, style: Style): void {
    this.doc
      .font(style.font)
      .fontSize(style.size)
      .fillColor(style.colour ?? '#111111');
    const options = { lineBreak: false, characterSpacing: style.spacing ?? 0 };
    if (style.by === 'letter') {
      let at = x;
      for (const letter of text) {
        if (letter !== ' ') this.doc.text(letter, at, y, options);
        at += this.width(letter, style);
      }
    } else if (style.by === 'word') {
      let at = x;
      for (const word of text.split(' ')) {
        this.doc.text(word, at, y, options);
        at += this.width(`${word} `, style);
      }
    } else this.doc.text(text, x, y, options);
  }

  lines(text: string, width: number, style: Style): string[] {
    const lines: string[] = [];
    let line = '';
    for (const word of text.split(' ')) {
      const longer = line ? `${line} ${word}` : word;
      if (line && this.width(longer, style) > width) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    return [...lines, line];
  }

  /** Lines in a column from (x, y) down; returns where the next line would stand. */
  flow(text: string | string[], x: number, y: number, width: number, style: Style): number {
    const lines = typeof text === 'string' ? this.lines(text, width, style) : text;
    lines.forEach((line, index) => {
      const spare = width - this.width(line, style);
      if (style.align === 'justify' && index < lines.length - 1) this.justify(line, x, y, width, style);
      else this.put(line, x + (style.align === 'right' ? spare : style.align === 'centre' ? spare / 2 : 0), y, style);
      y += style.leading;
    });
    return y;
  }

  private justify(line: string, x: number, y: number, width: number, style: Style): void {
    const words = line.split(' ');
    const used = words.reduce((sum, word) => sum + this.width(word, style), 0);
    const gap = words.length > 1 ? (width - used) / (words.length - 1) : 0;
    let at = x;
    for (const word of words) {
      this.put(word, at, y, style);
      at += this.width(word, style) + gap;
    }
  }

  rule(x0: number, y0: number, x1: number, y1: number, thick = 0.6): void {
    this.doc.moveTo(x0, y0).lineTo(x1, y1).lineWidth(thick).strokeColor('#444444').stroke();
  }

  /** An entry of the present page's dictionary. */
  setEntry(name: string, value: unknown): void {
    (this.doc.page.dictionary.data as Record<string, unknown>)[name] = value;
  }

  async finish(name: string, truth: Omit<Truth, 'producer'>): Promise<Made> {
    const parts: Buffer[] = [];
    const pdf = new Promise<Buffer>((resolve, reject) => {
      this.doc.on('data', (part: Buffer) => parts.push(part));
      this.doc.on('end', () => resolve(Buffer.concat(parts)));
      this.doc.on('error', reject);
    });
    this.doc.end();
    return { name, pdf: await pdf, truth: { ...truth, producer: 'pdfkit' } };
  }
}

export type Grid = {
  x: number;
  y: number;
  widths: number[];
  /** All rules, those between rows, or none. */
  rules: 'all' | 'rows' | 'none';
  pad: number;
  style: Style;
  head?: Style;
  /** Cells painted column after column. */
  byColumn?: boolean;
  /** Columns whose text stands at the right edge. */
  right?: number[];
  shaded?: boolean;
  middle?: boolean;
};

/** Draws a table of wrapped cells; returns its lower edge. */
export function drawGrid(canvas: Canvas, rows: readonly (readonly string[])[], grid: Grid): number {
  const styleOf = (row: number) => (row === 0 && grid.head ? grid.head : grid.style);
  const laid = rows.map((row, index) =>
    row.map((text, column) => canvas.lines(text, grid.widths[column]! - 2 * grid.pad, styleOf(index))),
  );
  const heights = laid.map(
    (cells, index) => Math.max(...cells.map((lines) => lines.length)) * styleOf(index).leading + 2 * grid.pad,
  );
  const tops = heights.map((_, index) => grid.y + heights.slice(0, index).reduce((sum, high) => sum + high, 0));
  const lefts = grid.widths.map(
    (_, index) => grid.x + grid.widths.slice(0, index).reduce((sum, wide) => sum + wide, 0),
  );
  const bottom = grid.y + heights.reduce((sum, high) => sum + high, 0);
  const right = grid.x + grid.widths.reduce((sum, wide) => sum + wide, 0);
  if (grid.shaded)
    tops.forEach((top, row) => {
      if (row % 2 === 0) canvas.doc.rect(grid.x, top, right - grid.x, heights[row]!).fill('#e8e4da');
    });
  const places = laid.flatMap((cells, row) => cells.map((lines, column) => ({ lines, row, column })));
  if (grid.byColumn) places.sort((a, b) => a.column - b.column || a.row - b.row);
  for (const { lines, row, column } of places) {
    const style = styleOf(row);
    const spare = grid.middle ? (heights[row]! - 2 * grid.pad - lines.length * style.leading) / 2 : 0;
    const align = grid.right?.includes(column) ? ('right' as const) : (style.align ?? 'left');
    canvas.flow(lines, lefts[column]! + grid.pad, tops[row]! + grid.pad + spare, grid.widths[column]! - 2 * grid.pad, {
      ...style,
      align,
    });
  }
  if (grid.rules !== 'none') for (const y of [...tops, bottom]) canvas.rule(grid.x, y, right, y);
  if (grid.rules === 'all') for (const x of [...lefts, right]) canvas.rule(x, grid.y, x, bottom);
  return bottom;
}

export const text = (value: string): Block => ({ kind: 'text', text: value });
export const heading = (value: string): Block => ({ kind: 'heading', text: value });
export const table = (rows: TruthCell[][]) => ({
  kind: 'table' as const,
  rows,
});
