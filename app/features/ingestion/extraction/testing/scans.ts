import { rm, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCanvas, ImageData } from '@napi-rs/canvas';
import PDFDocument from 'pdfkit';
import { openPictures, type Look } from '../recognition/draw-page.ts';

/** Scans made for tests: pages of print that were drawn, and PDFs of nothing but such pictures. */

export const UPRIGHT: Look = { turn: 0, tilt: 0, coarse: false };

/** The picture of a PDF's first page, as a scanner makes it, as JPEG. */
export async function photocopy(pdf: Buffer, look: Look = UPRIGHT): Promise<Buffer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'openhouse-scan-'));
  try {
    const file = path.join(folder, 'print.pdf');
    await writeFile(file, pdf);
    const page = await (await openPictures(file)).page(1);
    const { pixels, width, height } = await page.draw(look);
    const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
    for (const [i, gray] of pixels.entries()) rgba.fill(gray, i * 4, i * 4 + 3);
    const canvas = createCanvas(width, height);
    canvas.getContext('2d').putImageData(new ImageData(rgba, width, height), 0, 0);
    return canvas.toBuffer('image/jpeg', 80);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A PDF of A4 pages: a picture is laid over the whole page, a text is set as text. */
export async function pdfOfPages(pages: (Buffer | string)[]): Promise<Buffer> {
  const document = new PDFDocument({ autoFirstPage: false });
  const parts: Buffer[] = [];
  document.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise((resolve) => document.on('end', resolve));
  for (const page of pages) {
    const lying = Buffer.isBuffer(page) && isWide(page);
    document.addPage({ size: 'A4', layout: lying ? 'landscape' : 'portrait' });
    const { width, height } = document.page;
    if (Buffer.isBuffer(page)) document.image(page, 0, 0, { width, height });
    else document.fontSize(11).text(page);
  }
  document.end();
  await ended;
  return Buffer.concat(parts);
}

/** Whether a JPEG is wider than it is high, by its frame header. */
function isWide(jpeg: Buffer): boolean {
  for (let at = 2; at < jpeg.length - 9; at += 2 + jpeg.readUInt16BE(at + 2)) {
    const marker = jpeg[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xc2) return jpeg.readUInt16BE(at + 7) > jpeg.readUInt16BE(at + 5);
  }
  return false;
}
