import PDFDocument from 'pdfkit';
import { FACES, fontBytes, type Face } from '#app/platform/fonts.ts';
import type { Line, Run } from '#app/server/demo/longview/render/runs.ts';
import type { EstateMeta } from '../document-source.ts';

/** Lengths are PDF points; A4, upright or on its side. */
const SHORT = 595.28;
const LONG = 841.89;
const MARGIN = { side: 58, top: 70, bottom: 62 };
const GUTTER = 24;

export const INK = '#222222';
export const PALE = '#eef2f3';

export type Style = { face: Face; size: number; leading: number; colour?: string };

/** The page being written: columns, what stands at its foot, and the place of the next line. */
export class Leaf {
  readonly doc: PDFKit.PDFDocument;
  y = MARGIN.top;
  pages = 0;
  /** True until something is drawn in the present column. */
  fresh = true;
  private columns = 1;
  private column = 0;
  private bandTop = MARGIN.top;
  private deepest = MARGIN.top;
  private landscape = false;
  private notes: Line[] = [];
  private readonly bare = new Set<number>();
  private readonly widths = new Map<string, number>();
  readonly meta: EstateMeta;
  private readonly estate: string;

  constructor(meta: EstateMeta, estate: string, author: string) {
    this.meta = meta;
    this.estate = estate;
    // Fixed by the document's own date: the same source gives the same bytes.
    const made = new Date(`${meta.date}T09:00:00Z`);
    this.doc = new PDFDocument({
      size: 'A4',
      margin: 0,
      autoFirstPage: false,
      bufferPages: true,
      lang: 'en-GB',
      info: { Title: meta.title, Author: author, Keywords: meta.reference, CreationDate: made, ModDate: made },
    });
    for (const face of FACES) this.doc.registerFont(face, fontBytes(face));
  }

  get pageWidth(): number {
    return this.landscape ? LONG : SHORT;
  }

  private get pageHeight(): number {
    return this.landscape ? SHORT : LONG;
  }

  /** Width of the column that is written. */
  get width(): number {
    return (this.pageWidth - 2 * MARGIN.side - (this.columns - 1) * GUTTER) / this.columns;
  }

  /** Left edge of the column that is written. */
  get left(): number {
    return MARGIN.side + this.column * (this.width + GUTTER);
  }

  private get bottom(): number {
    const notes = this.notes.length === 0 ? 0 : this.notes.length * NOTE.leading + 10;
    return this.pageHeight - MARGIN.bottom - notes;
  }

  newPage(): void {
    this.drawNotes();
    this.doc.addPage({ size: 'A4', margin: 0, layout: this.landscape ? 'landscape' : 'portrait' });
    this.pages += 1;
    this.column = 0;
    this.bandTop = this.y = this.deepest = MARGIN.top;
    this.fresh = true;
  }

  /** The present page carries neither running head nor foot. */
  leaveBare(): void {
    this.bare.add(this.pages);
  }

  turn(landscape: boolean): void {
    this.landscape = landscape;
    this.columns = 1;
    this.newPage();
  }

  /** What follows is set in so many columns, beneath all that stands. */
  setColumns(columns: number): void {
    this.y = Math.max(this.y, this.deepest);
    this.columns = columns;
    this.column = 0;
    this.bandTop = this.deepest = this.y;
  }

  /** Goes on to the next column or page when fewer than `height` points are left. */
  need(height: number): void {
    if (this.y + height <= this.bottom || this.fresh) return;
    this.deepest = Math.max(this.deepest, this.y);
    if (this.column + 1 < this.columns) {
      this.column += 1;
      this.y = this.bandTop;
      this.fresh = true;
    } else this.newPage();
  }

  /** Keeps place for notes at the foot of this page. */
  addNotes(lines: readonly Line[]): void {
    this.notes.push(...lines);
  }

  private drawNotes(): void {
    if (this.notes.length === 0) return;
    let y = this.bottom + 10;
    this.rule(y - 4, MARGIN.side, 120, '#999999');
    for (const line of this.notes) {
      this.drawLine(line, MARGIN.side, y, NOTE);
      y += NOTE.leading;
    }
    this.notes = [];
  }

  /** Width of a run in points, kept: words recur. */
  widthOf({ text, face, raised }: Run, size: number): number {
    const key = `${face}/${text}`;
    const known = this.widths.get(key) ?? this.doc.font(face).fontSize(1000).widthOfString(text);
    this.widths.set(key, known);
    return (known * (raised ? size * 0.65 : size)) / 1000;
  }

  put(text: string, x: number, y: number, face: Face, size: number, colour = INK): void {
    this.doc.font(face).fontSize(size).fillColor(colour).text(text, x, y, { lineBreak: false });
  }

  drawLine(line: Line, x: number, y: number, style: Style): void {
    let at = x;
    for (const run of line) {
      this.put(run.text, at, y, run.face, run.raised ? style.size * 0.65 : style.size, style.colour ?? INK);
      at += this.widthOf(run, style.size);
    }
  }

  rule(y: number, x: number, width: number, colour: string): void {
    this.doc
      .moveTo(x, y)
      .lineTo(x + width, y)
      .lineWidth(0.7)
      .strokeColor(colour)
      .stroke();
  }

  /** Draws running heads and feet and ends the document. */
  async finish(): Promise<Buffer> {
    this.drawNotes();
    for (let page = 1; page <= this.pages; page += 1) {
      if (this.bare.has(page)) continue;
      this.doc.switchToPage(page - 1);
      const { width, height } = this.doc.page;
      if (page > 1) {
        this.put(`${this.estate}  |  ${this.meta.title}`, MARGIN.side, 36, 'italic', 8.5, '#666666');
        this.rule(50, MARGIN.side, width - 2 * MARGIN.side, this.meta.accent);
      }
      this.put(this.meta.reference, MARGIN.side, height - 40, 'body', 8, '#666666');
      const number = { text: String(page), face: 'bold' } as const;
      this.put(number.text, width - MARGIN.side - this.widthOf(number, 9), height - 40, 'bold', 9, '#666666');
    }
    const parts: Buffer[] = [];
    return new Promise<Buffer>((resolve, reject) => {
      this.doc.on('data', (part: Buffer) => parts.push(part));
      this.doc.on('end', () => resolve(Buffer.concat(parts)));
      this.doc.on('error', reject);
      this.doc.end();
    });
  }
}

/** How notes at the foot of a page are set. */
export const NOTE: Style = { face: 'body', size: 8.2, leading: 10.6 };
