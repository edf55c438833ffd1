import PDFDocument from 'pdfkit';
import type { DocumentMeta } from '../document-meta.ts';
import { FACES, fontBytes } from '#app/platform/fonts.ts';
import type { Face } from '#app/platform/fonts.ts';

/** Lengths are PDF points (1/72 inch); A4. */
export const PAGE = { width: 595.28, height: 841.89, left: 72, right: 72, top: 84, bottom: 74 } as const;
export const CONTENT_WIDTH = PAGE.width - PAGE.left - PAGE.right;

export const INK = '#2b2723';
export const QUIET = '#6f665d';
export const GOLD = '#8a6820';
export const RULE = '#ddd2bf';
export const IVORY = '#faf6ee';
export const AMBER = '#fbf0df';

/** The sheet being written: the PDF, the place of the next line, and what stays below. */
export class Sheet {
  readonly doc: PDFKit.PDFDocument;
  readonly meta: DocumentMeta;
  y: number = PAGE.top;
  /** True until something is drawn on the present page. */
  fresh = true;
  /** Page numbers (from 1) that carry a scan only, so neither header nor footer. */
  readonly scanned = new Set<number>();
  pages = 0;
  private readonly widths = new Map<string, number>();

  constructor(meta: DocumentMeta) {
    this.meta = meta;
    this.doc = new PDFDocument({
      size: 'A4',
      margin: 0,
      autoFirstPage: false,
      bufferPages: true,
      lang: 'en-IE',
      displayTitle: true,
      info: {
        Title: meta.title,
        Author: 'Longview Homes',
        Subject: `Longview Park, house types ${meta.house_types.join(', ')}`,
        Keywords: meta.reference,
        Producer: 'OpenHouse AI',
        Creator: 'OpenHouse AI',
        // Fixed by the document's own date: the same source gives the same bytes.
        CreationDate: new Date(`${meta.date}T09:00:00Z`),
        ModDate: new Date(`${meta.date}T09:00:00Z`),
      },
    });
    for (const face of FACES) this.doc.registerFont(face, fontBytes(face));
  }

  get room(): number {
    return PAGE.height - PAGE.bottom - this.y;
  }

  newPage(): void {
    this.doc.addPage();
    this.pages += 1;
    this.y = PAGE.top;
    this.fresh = true;
    if (this.pages > 1) this.drawHeader();
  }

  newScannedPage(): void {
    this.doc.addPage();
    this.pages += 1;
    this.scanned.add(this.pages);
    this.fresh = false;
  }

  /** Leaves the page when it is a scan or when fewer than `height` points are left on it. */
  need(height: number): void {
    if (this.scanned.has(this.pages) || (this.room < height && !this.fresh)) this.newPage();
  }

  /** Width of a run in points; kept, since words recur and shaping is the dear part of a render. */
  widthOf(text: string, face: Face, size: number): number {
    const key = `${face}/${text}`;
    const known = this.widths.get(key) ?? this.doc.font(face).fontSize(1000).widthOfString(text);
    this.widths.set(key, known);
    return (known * size) / 1000;
  }

  /** One run of text with its baseline box at (x, y); never wraps. */
  put(text: string, x: number, y: number, face: Face, size: number, colour: string = INK): void {
    this.doc.font(face).fontSize(size).fillColor(colour).text(text, x, y, { lineBreak: false });
  }

  rule(y: number, from: number = PAGE.left, to: number = PAGE.width - PAGE.right, colour: string = RULE): void {
    this.doc.moveTo(from, y).lineTo(to, y).lineWidth(0.6).strokeColor(colour).stroke();
  }

  private drawHeader(): void {
    this.put(this.meta.title, PAGE.left, 46, 'serif', 10.5, QUIET);
    const site = 'Longview Park';
    this.put(site, PAGE.width - PAGE.right - this.widthOf(site, 'serif', 10.5), 46, 'serif', 10.5, GOLD);
    this.rule(63);
  }

  /** Title block of the first page: title, place, house types, date and reference. */
  drawCover(): void {
    const { meta } = this;
    this.doc.rect(0, 0, PAGE.width, 164).fill(IVORY);
    this.doc.rect(0, 164, PAGE.width, 2).fill(GOLD);
    this.put('LONGVIEW HOMES', PAGE.left, 38, 'bold', 8.5, GOLD);
    const size = meta.title.length > 36 ? 22 : 28;
    this.doc.font('serif').fontSize(size).fillColor(INK);
    this.doc.text(meta.title, PAGE.left, 56, { width: CONTENT_WIDTH, lineGap: 1 });
    const types = meta.house_types;
    const covers = types.length === 1 ? `House type ${types[0]}` : `House types ${types.join(', ')}`;
    this.put('Longview Park, Rathmoyle Road, Midleton, Co. Cork', PAGE.left, 115, 'body', 10, QUIET);
    this.put(`${covers}  ·  ${longDate(meta.date)}  ·  ${meta.reference}`, PAGE.left, 132, 'body', 10, QUIET);
    this.y = 188;
  }

  /** Draws the footers and ends the document. */
  async finish(): Promise<Buffer> {
    for (let page = 1; page <= this.pages; page += 1) {
      if (this.scanned.has(page)) continue;
      this.doc.switchToPage(page - 1);
      const line = `${this.meta.reference} · Page ${page} of ${this.pages}`;
      this.rule(PAGE.height - 62);
      this.put(line, PAGE.left, PAGE.height - 52, 'body', 8.5, QUIET);
    }
    const parts: Buffer[] = [];
    const done = new Promise<Buffer>((resolve, reject) => {
      this.doc.on('data', (part: Buffer) => parts.push(part));
      this.doc.on('end', () => resolve(Buffer.concat(parts)));
      this.doc.on('error', reject);
    });
    this.doc.end();
    return done;
  }
}

function longDate(date: string): string {
  return new Intl.DateTimeFormat('en-IE', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date));
}
