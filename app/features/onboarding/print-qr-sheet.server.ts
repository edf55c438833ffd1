import { setImmediate } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import QRCode from 'qrcode';

/** A code as it is printed: the address that it holds, and whose house it opens. */
export type PrintedCode = { url: string; label: string; houseType: string; purchaser: string };

/** `a4`: eight to a page, to cut. `card`: one to a card of A6, for the door. */
export type SheetFormat = 'a4' | 'card';

export type QrSheet = {
  development: string;
  builder: string;
  /** The builder's colour, `#rrggbb`. */
  accent: string;
  format: SheetFormat;
  codes: readonly PrintedCode[];
  /** TrueType: of the house's name, and of all else. */
  fonts: { serif: Buffer; body: Buffer };
};

type Box = { x: number; y: number; width: number; height: number };

const MILLIMETRE = 72 / 25.4;
const COLUMNS = 2;
const ROWS = 4;
const A4 = { width: 210 * MILLIMETRE, height: 297 * MILLIMETRE };
const A6 = { width: 105 * MILLIMETRE, height: 148 * MILLIMETRE };
const MARGIN = 12 * MILLIMETRE;
const CELL = { width: (A4.width - 2 * MARGIN) / COLUMNS, height: (A4.height - 2 * MARGIN) / ROWS };
/** 42 mm: read from an arm's length, and by old telephones. */
const CODE = 42 * MILLIMETRE;
const CARD_CODE = 62 * MILLIMETRE;
const COLOURS = { ink: '#26231d', soft: '#675f52', line: '#cfc4ae' };
const HOW = 'Scan with your phone’s camera to open your house.';

/**
 * The QR codes of houses as a PDF that the caller reads to its end. It is drawn page by page while it is read, so that
 * other requests are served between two pages. What the fonts cannot draw (a name in Arabic, say) is left out.
 */
export function printQrSheet(sheet: QrSheet): PDFKit.PDFDocument {
  const pdf = new PDFDocument({
    size: sheet.format === 'card' ? [A6.width, A6.height] : 'A4',
    margin: 0,
    autoFirstPage: false,
    info: { Title: `QR codes of ${sheet.development}`, Author: sheet.builder },
  });
  pdf.registerFont('serif', sheet.fonts.serif);
  pdf.registerFont('body', sheet.fonts.body);
  draw(pdf, sheet).catch((error: unknown) => pdf.destroy(error instanceof Error ? error : new Error(String(error))));
  return pdf;
}

async function draw(pdf: PDFKit.PDFDocument, sheet: QrSheet): Promise<void> {
  const perPage = sheet.format === 'card' ? 1 : COLUMNS * ROWS;
  for (const [index, code] of sheet.codes.entries()) {
    const place = index % perPage;
    if (place === 0) {
      await setImmediate();
      pdf.addPage();
    }
    if (sheet.format === 'card') drawCard(pdf, sheet, code);
    else
      drawCell(pdf, sheet, code, {
        x: MARGIN + (place % COLUMNS) * CELL.width,
        y: MARGIN + Math.floor(place / COLUMNS) * CELL.height,
        ...CELL,
      });
  }
  pdf.end();
}

/** A code as vector squares, so that it prints sharply at any size. */
function drawCode(pdf: PDFKit.PDFDocument, url: string, x: number, y: number, size: number): void {
  const { modules } = QRCode.create(url, { errorCorrectionLevel: 'M' });
  const dot = size / modules.size;
  for (let line = 0; line < modules.size; line += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      // A hair wider than a dot: without it some printers leave white lines between them.
      if (modules.get(line, column)) pdf.rect(x + column * dot, y + line * dot, dot + 0.05, dot + 0.05);
    }
  }
  pdf.fill('#000000');
}

type Line = { text: string; size: number; colour: string; font?: 'serif' | 'body'; align?: 'center' };

/** Text in a box, cut with an ellipsis where it is too long for it. */
function write(pdf: PDFKit.PDFDocument, { text, size, colour, font = 'body', align }: Line, box: Box): void {
  const { x, y, width, height } = box;
  pdf
    .fillColor(colour)
    .font(font)
    .fontSize(size)
    .text(drawable(text), x, y, { width, height, ellipsis: true, ...(align ? { align } : {}) });
}

/** The fonts hold Latin letters; a text with others would be drawn as boxes. */
function drawable(text: string): string {
  return /^[\n\u0020-\u024f\u1e00-\u1eff\u2010-\u203a€²]*$/.test(text) ? text : '';
}

function drawCell(pdf: PDFKit.PDFDocument, sheet: QrSheet, code: PrintedCode, cell: Box): void {
  const { x, y, width, height } = cell;
  pdf.rect(x, y, width, height).lineWidth(0.5).dash(3, { space: 3 }).stroke(COLOURS.line).undash();
  const padding = 6 * MILLIMETRE;
  const top = y + (height - CODE) / 2;
  drawCode(pdf, code.url, x + padding, top, CODE);
  const left = x + padding + CODE + padding;
  const beside = { x: left, width: width - (left - x) - 3 * MILLIMETRE };
  write(pdf, { text: sheet.development, size: 8, colour: sheet.accent }, { ...beside, y: top, height: 11 });
  write(
    pdf,
    { text: code.label, size: 13, colour: COLOURS.ink, font: 'serif' },
    { ...beside, y: top + 14, height: 34 },
  );
  const who = [`Type ${code.houseType}`, drawable(code.purchaser)].filter(Boolean).join('\n');
  write(pdf, { text: who, size: 9, colour: COLOURS.soft }, { ...beside, y: top + 50, height: 38 });
  write(pdf, { text: HOW, size: 8, colour: COLOURS.soft }, { ...beside, y: top + CODE - 22, height: 30 });
}

function drawCard(pdf: PDFKit.PDFDocument, sheet: QrSheet, code: PrintedCode): void {
  pdf.rect(0, 0, A6.width, 5 * MILLIMETRE).fill(sheet.accent);
  const centred = { x: MARGIN, width: A6.width - 2 * MARGIN };
  const line = (text: Omit<Line, 'align'>, y: number, height: number) =>
    write(pdf, { ...text, align: 'center' }, { ...centred, y, height });
  line({ text: sheet.builder, size: 11, colour: COLOURS.soft }, 11 * MILLIMETRE, 14);
  line({ text: code.label, size: 19, colour: COLOURS.ink, font: 'serif' }, 18 * MILLIMETRE, 48);
  line({ text: sheet.development, size: 11, colour: COLOURS.soft }, 36 * MILLIMETRE, 14);
  drawCode(pdf, code.url, (A6.width - CARD_CODE) / 2, 46 * MILLIMETRE, CARD_CODE);
  line({ text: 'Welcome home', size: 16, colour: COLOURS.ink, font: 'serif' }, 116 * MILLIMETRE, 20);
  line({ text: HOW, size: 10, colour: COLOURS.soft }, 125 * MILLIMETRE, 30);
}
