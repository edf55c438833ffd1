import PDFDocument from 'pdfkit';
import QRCode from 'qrcode';

/** A code as it is printed: the address that it holds, and whose house it opens. */
export type PrintedCode = { url: string; label: string; houseType: string; purchaser: string };

export type QrSheet = {
  development: string;
  builder: string;
  codes: readonly PrintedCode[];
  /** TrueType: of the house's name, and of all else. */
  fonts: { serif: Buffer; body: Buffer };
};

const COLUMNS = 2;
const ROWS = 4;
const MILLIMETRE = 72 / 25.4;
const PAGE = { width: 210 * MILLIMETRE, height: 297 * MILLIMETRE };
const MARGIN = 12 * MILLIMETRE;
const CELL = { width: (PAGE.width - 2 * MARGIN) / COLUMNS, height: (PAGE.height - 2 * MARGIN) / ROWS };
/** 42 mm: read from an arm's length, and by old telephones. */
const CODE = 42 * MILLIMETRE;
const COLOURS = { ink: '#26231d', soft: '#675f52', line: '#cfc4ae', gold: '#8a6d2f' };

/** The QR codes of houses to print and cut, eight to a page of A4, as a PDF that the caller reads to its end. */
export function printQrSheet({ development, builder, codes, fonts }: QrSheet): PDFKit.PDFDocument {
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    info: { Title: `QR codes of ${development}`, Author: builder },
  });
  pdf.registerFont('serif', fonts.serif);
  pdf.registerFont('body', fonts.body);
  for (const [index, code] of codes.entries()) {
    const place = index % (COLUMNS * ROWS);
    const [column, row] = [place % COLUMNS, Math.floor(place / COLUMNS)];
    if (place === 0) pdf.addPage();
    drawCell(pdf, development, code, MARGIN + column * CELL.width, MARGIN + row * CELL.height);
  }
  pdf.end();
  return pdf;
}

/** A code with its house: vector squares, so that it prints sharply at any size. */
function drawCell(pdf: PDFKit.PDFDocument, development: string, code: PrintedCode, x: number, y: number): void {
  pdf.rect(x, y, CELL.width, CELL.height).lineWidth(0.5).dash(3, { space: 3 }).stroke(COLOURS.line).undash();
  const padding = 6 * MILLIMETRE;
  const { modules } = QRCode.create(code.url, { errorCorrectionLevel: 'M' });
  const dot = CODE / modules.size;
  const top = y + (CELL.height - CODE) / 2;
  for (let line = 0; line < modules.size; line += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      // A hair wider than a dot: without it some printers leave white lines between them.
      if (modules.get(line, column)) pdf.rect(x + padding + column * dot, top + line * dot, dot + 0.05, dot + 0.05);
    }
  }
  pdf.fill('#000000');
  const textX = x + padding + CODE + padding;
  const width = CELL.width - (textX - x) - 3 * MILLIMETRE;
  pdf.fillColor(COLOURS.gold).font('body').fontSize(8).text(development, textX, top, { width });
  pdf
    .fillColor(COLOURS.ink)
    .font('serif')
    .fontSize(13)
    .text(code.label, textX, top + 14, { width });
  pdf.fillColor(COLOURS.soft).font('body').fontSize(9).text(`Type ${code.houseType}\n${code.purchaser}`, { width });
  pdf
    .fillColor(COLOURS.soft)
    .fontSize(8)
    .text('Scan with your phone’s camera to open your house.', textX, top + CODE - 22, { width });
}
