import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import PDFDocument from 'pdfkit';

const PAGES = 3;
/** About nothing that the load asks, so that the answers stay the same while it is read. */
const TEXT =
  'Minutes of the residents’ quilting circle. The patterns of the spring exhibition were chosen, the thread was ' +
  'counted, and the tea rota was agreed until midsummer.';

/**
 * Writes a valid PDF of a few pages and `megabytes` MB; the bulk is an attachment that cannot be compressed, as
 * photographs cannot.
 */
export async function writeUploadFile(path: string, megabytes: number): Promise<void> {
  const pdf = new PDFDocument({ autoFirstPage: false, info: { Title: 'Load test' } });
  const written = pipeline(pdf, createWriteStream(path));
  for (let page = 1; page <= PAGES; page += 1) pdf.addPage().fontSize(12).text(`Page ${page}\n\n${TEXT}`);
  pdf.file(randomBytes(megabytes * 1024 * 1024), { name: 'photographs.bin' });
  pdf.end();
  await written;
}
