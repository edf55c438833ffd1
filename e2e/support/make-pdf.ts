import PDFDocument from 'pdfkit';

export type PdfPage = { heading: string; paragraphs: string[] };

/** A PDF with one page for each of `pages`, as bytes. `ownerPassword` and `userPassword` encrypt it. */
export function makePdf(
  pages: readonly PdfPage[],
  options: { userPassword?: string; ownerPassword?: string } = {},
): Promise<Buffer> {
  return new Promise((done, fail) => {
    const pdf = new PDFDocument({ size: 'A4', autoFirstPage: false, ...options });
    const parts: Buffer[] = [];
    pdf.on('data', (part: Buffer) => parts.push(part));
    pdf.on('end', () => done(Buffer.concat(parts)));
    pdf.on('error', fail);
    for (const { heading, paragraphs } of pages) {
      pdf.addPage().fontSize(18).text(heading).moveDown();
      pdf.fontSize(11);
      for (const paragraph of paragraphs) pdf.text(paragraph).moveDown(0.6);
    }
    pdf.end();
  });
}
