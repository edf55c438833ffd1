import PDFDocument from 'pdfkit';

/** A PDF with one page for each text. */
export async function makePdf(pages: string[]): Promise<Buffer> {
  const document = new PDFDocument({ autoFirstPage: false, compress: false });
  const parts: Buffer[] = [];
  document.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise((resolve) => document.on('end', resolve));
  for (const text of pages) document.addPage().fontSize(11).text(text);
  document.end();
  await ended;
  return Buffer.concat(parts);
}

/** A page of prose about `subject`, long enough for several passages. */
export function page(subject: string, sentences = 30): string {
  const about = `about ${subject.toLowerCase()} tells the owner what to do and when to call somebody.`;
  return `${subject}\n\n${Array.from({ length: sentences }, (_, n) => `Sentence ${n + 1} ${about}`).join(' ')}`;
}
