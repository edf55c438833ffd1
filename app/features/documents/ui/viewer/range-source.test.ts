import { randomBytes } from 'node:crypto';
import PDFDocument from 'pdfkit';
import { getDocument, PDFDataRangeTransport } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterEach, expect, test, vi } from 'vitest';
import { RANGE_BYTES, serveRanges } from './range-source.ts';

/** A PDF of eight pages, each with a megabyte of its own that cannot be packed. */
async function heavyPdf(): Promise<Buffer> {
  const pdf = new PDFDocument({ autoFirstPage: false, compress: false });
  const parts: Buffer[] = [];
  pdf.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise((done) => pdf.on('end', done));
  for (let page = 1; page <= 8; page += 1) {
    pdf.addPage().text(`Page number ${page}`);
    pdf.addContent(`% ${randomBytes(500_000).toString('hex')}`);
  }
  pdf.end();
  await ended;
  return Buffer.concat(parts);
}

afterEach(() => {
  vi.unstubAllGlobals();
});

test('G3, F5: of a large file a page comes without the others', async () => {
  const file = await heavyPdf();
  let brought = 0;
  vi.stubGlobal('fetch', async (_address: string, { headers }: { headers: { Range: string } }) => {
    const [, begin = 0, end = 0] = (/bytes=(\d+)-(\d+)/.exec(headers.Range) ?? []).map(Number);
    brought += end + 1 - begin;
    return new Response(new Uint8Array(file.subarray(begin, end + 1)), { status: 206 });
  });
  const range = new PDFDataRangeTransport(file.length, null);
  serveRanges(range, '/documents/d/download', new AbortController().signal, (error) => {
    throw error;
  });
  const pdf = await getDocument({
    range,
    disableAutoFetch: true,
    disableStream: true,
    rangeChunkSize: RANGE_BYTES,
    verbosity: 0,
  }).promise;
  expect(pdf.numPages).toBe(8);
  const content = await (await pdf.getPage(7)).getTextContent();
  expect(content.items.map((item) => ('str' in item ? item.str : '')).join('')).toBe('Page number 7');
  expect(brought).toBeLessThan(file.length / 2);
  await pdf.loadingTask.destroy();
});

test('a part that does not come is told, unless its reader has left', async () => {
  vi.stubGlobal('fetch', async () => new Response(null, { status: 503 }));
  const range = { requestDataRange: (_begin: number, _end: number) => {}, onDataRange: vi.fn<() => void>() };
  const lost = await new Promise((tell) => {
    serveRanges(range, '/x', new AbortController().signal, tell);
    range.requestDataRange(0, 10);
  });
  expect(lost).toMatchObject({ again: true, message: expect.stringContaining('broke off') });
  expect(range.onDataRange).not.toHaveBeenCalled();
});
