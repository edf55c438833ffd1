import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openPictures, type Look, type Turn } from './recognition/draw-page.ts';
import type { ExtractedPage } from './extracted-document.ts';
import { recognisePages, type RecognitionInput } from './recognise-pages.server.ts';
import { startRecogniser } from './process/start-child.ts';
import { fixtureFolder, makePdf } from './testing/fixtures.ts';
import { inkOf, pdfOfRawPictures, type RawPicture } from './testing/pictures.ts';
import { pdfOfPages, photocopy } from './testing/scans.ts';

/* What is read of scans by the process that really runs, and where on the page it says that it stands (C10, F4). */

// The engine takes seconds a page, and many on a busy machine.
vi.setConfig({ testTimeout: 400_000, hookTimeout: 200_000 });

const [WIDE, HIGH] = [595.28, 841.89];
const LINES = [
  { text: 'Certificate of electrical installation', x: 72, y: 90, size: 20 },
  { text: 'The installation was tested by Imelda Quirke on 3 May 2026.', x: 72, y: 150, size: 12 },
  { text: 'All circuits of the dwelling were found to be in good order.', x: 72, y: 180, size: 12 },
  { text: 'Keep this sheet beside the fuse board under the stairs.', x: 120, y: 640, size: 12 },
];
let folder: Awaited<ReturnType<typeof fixtureFolder>>;
let print: Buffer;
/** Each word of the print where it stands, points. */
const words: { text: string; x: number; y: number; width: number; size: number }[] = [];
beforeAll(async () => {
  folder = await fixtureFolder();
  print = await makePdf((doc) => {
    for (const { text, x, y, size } of LINES) {
      doc.font('Helvetica').fontSize(size);
      for (const { 0: word, index } of text.matchAll(/\S+/g)) {
        const [before, width] = [doc.widthOfString(text.slice(0, index)), doc.widthOfString(word)];
        words.push({ text: word, x: x + before, y, width, size });
      }
      doc.text(text, x, y, { lineBreak: false });
    }
  });
});
afterAll(() => folder.remove());

async function read(pdf: Buffer, more: Partial<RecognitionInput> = {}, start = startRecogniser) {
  const path = await folder.write('scan.pdf', pdf);
  const { page } = /Count (?<page>\d+)/.exec(pdf.toString('latin1'))?.groups ?? {};
  const pages = Array.from({ length: Number(page) }, (_, i) => i + 1);
  const seen: ExtractedPage[] = [];
  await recognisePages(
    { path, pages, languages: ['eng'], ...more },
    async (one) => {
      seen.push(one);
    },
    start,
  );
  expect(seen.map(({ number }) => number)).toEqual(more.pages ?? pages);
  return seen;
}

type Point = [x: number, y: number];
/** Where a point of the upright page stands on the one that was copied so, as fractions of it. */
function placed([x, y]: Point, { turn, tilt }: Look): Point {
  const turned: Record<Turn, { at: Point; size: Point }> = {
    0: { at: [x, y], size: [WIDE, HIGH] },
    90: { at: [HIGH - y, x], size: [HIGH, WIDE] },
    180: { at: [WIDE - x, HIGH - y], size: [WIDE, HIGH] },
    270: { at: [y, WIDE - x], size: [HIGH, WIDE] },
  };
  const { at, size } = turned[turn];
  const [u, v] = [at[0] - size[0] / 2, at[1] - size[1] / 2];
  const [cos, sin] = [Math.cos(tilt), Math.sin(tilt)];
  return [(u * cos - v * sin) / size[0] + 0.5, (u * sin + v * cos) / size[1] + 0.5];
}

const DEGREE = Math.PI / 180;
const LOOKS: [name: string, look: Look][] = [
  ['upright', { turn: 0, tilt: 0, coarse: false }],
  ['on its right side', { turn: 90, tilt: 0, coarse: false }],
  ['on its head', { turn: 180, tilt: 0, coarse: false }],
  ['on its left side', { turn: 270, tilt: 0, coarse: false }],
  ['askew by 1°', { turn: 0, tilt: DEGREE, coarse: false }],
  ['askew by 3° to the left', { turn: 0, tilt: -3 * DEGREE, coarse: false }],
  ['askew by 5°', { turn: 0, tilt: 5 * DEGREE, coarse: false }],
];

describe('C10: a scanned page', () => {
  it('is read whichever way it lies, and each word is found where it stands, within 1 % of the page', async () => {
    const pages = await read(await pdfOfPages(await Promise.all(LOOKS.map(([, look]) => photocopy(print, look)))));
    for (const [i, [name, look]] of LOOKS.entries()) {
      const { text, confidence = 0, lines = [] } = pages[i]!;
      for (const line of LINES) expect.soft(text, name).toContain(line.text);
      expect.soft(confidence, name).toBeGreaterThan(85);
      expect.soft(lines.map((one) => one.text).join(' '), name).toBe(LINES.map((line) => line.text).join(' '));
      for (const [n, { text: word, x, y, width, size }] of words.entries()) {
        const corners = [y, y + size].flatMap((at) => [placed([x, at], look), placed([x + width, at], look)]);
        const [us, vs] = [corners.map(([u]) => u), corners.map(([, v]) => v)];
        const box = lines[n]?.box ?? [];
        const wanted = [Math.min(...us), Math.min(...vs), Math.max(...us), Math.max(...vs)];
        for (const [side, edge] of wanted.entries())
          expect.soft(Math.abs(edge - (box[side] ?? 9)), `${name}: ${word}, side ${side}`).toBeLessThan(0.01);
      }
    }
  });

  it('is read in the second language too, whose letters have marks', async () => {
    const irish = await photocopy(
      await makePdf((doc) =>
        doc.fontSize(14).text('Tá an clár fiúsanna faoin staighre sa halla. Múch é sula n-oibríonn tú.'),
      ),
    );
    const [alone] = await read(await pdfOfPages([irish]));
    const [both] = await read(await pdfOfPages([irish]), { languages: ['eng', 'gle'] });
    expect(both!.text).toContain('Tá an clár fiúsanna faoin staighre sa halla.');
    expect(alone!.text).not.toContain('Tá an clár fiúsanna faoin staighre sa halla.');
  });

  it('is kept when the process is killed, and the one after it is read by another', async () => {
    const copy = await photocopy(print);
    let [starts, kill] = [0, () => {}];
    const path = await folder.write('killed.pdf', await pdfOfPages([copy, copy, copy]));
    const seen: ExtractedPage[] = [];
    await recognisePages(
      { path, pages: [1, 2, 3], languages: ['eng'] },
      async (page) => {
        seen.push(page);
        if (page.number === 1) kill();
      },
      async (task) => {
        starts += 1;
        const child = await startRecogniser(task);
        kill = () => void child.kill('SIGKILL');
        return child;
      },
    );
    expect(starts).toBeGreaterThan(1);
    expect(seen.map(({ number }) => number)).toEqual([1, 2, 3]);
    for (const page of seen) expect(page.text).toContain('tested by Imelda Quirke');
  });

  it('that may not take its memory or its time is told so, by page', async () => {
    const pdf = await pdfOfPages([await photocopy(print)]);
    const [large] = await read(pdf, { limits: { maxRssMb: 90 } });
    expect(large).toMatchObject({ hasText: false, text: '' });
    expect(large!.findings![0]!.text).toContain('too large to be read');
    const [late] = await read(pdf, { limits: { pageTimeoutMs: 1 } });
    expect(late!.findings![0]!.text).toContain('took too long');
  });
});

describe('C8: bad pictures', () => {
  it('an A0 sheet of 600 dots an inch in ink and paper is read within the memory that a page has', async () => {
    const sheet = await folder.write(
      'sheet.pdf',
      await makePdf(
        (doc) => {
          doc.fontSize(14).text('The stopcock of dwelling 17 is in the hall press.', 200, 300);
          for (let i = 0; i < 20; i += 1) doc.rect(400 + i * 40, 900 + i * 30, 700, 500).stroke();
          doc.fontSize(30).text('Drawing 204: drainage', 1400, 3000);
        },
        { size: [2384, 3370] },
      ),
    );
    const { draw } = await (await openPictures(sheet)).page(1);
    const drawn = await draw({ turn: 0, tilt: 0, coarse: false });
    const times = Math.ceil(600 / 72 / drawn.dotsAPoint);
    const picture: RawPicture = { ...inkOf(drawn, times), page: [2384, 3370] };
    expect(picture.dots[0] * picture.dots[1]).toBeGreaterThan(500_000_000);
    const [page] = await read(pdfOfRawPictures([picture]));
    expect(page!.text).toContain('The stopcock of dwelling 17 is in the hall press.');
    expect(page!.text).toContain('Drawing 204: drainage');
  });

  it('damaged ones, and a page without a size, are told by page; the good one after them is read', async () => {
    const junk = Buffer.from(Array.from({ length: 4_000 }, (_, i) => (i * 7919) % 251));
    const jpeg = await photocopy(print);
    const cut = Buffer.concat([jpeg.subarray(0, 700), junk]);
    const good = jpeg;
    // Small sheets: what is no text at all is looked at turned four ways.
    const frame: Pick<RawPicture, 'dots' | 'page'> = { dots: [310, 438], page: [149, 210] };
    const pages = await read(
      pdfOfRawPictures([
        { ...frame, filter: 'DCTDecode', data: junk },
        { ...frame, filter: 'DCTDecode', data: cut },
        { ...frame, filter: 'JBIG2Decode', data: junk },
        { ...frame, filter: 'JPXDecode', data: junk },
        { ...frame, filter: 'CCITTFaxDecode', data: junk, bits: 1 },
        { ...frame, filter: 'FlateDecode', data: junk },
        { dots: [1, 1], filter: 'FlateDecode', data: deflateSync(Buffer.of(0)), page: [0, 0] },
        { dots: [60_000, 60_000], filter: 'FlateDecode', data: deflateSync(Buffer.alloc(1_000)), page: [149, 210] },
        { dots: [2481, 3508], filter: 'DCTDecode', data: good },
      ]),
    );
    for (const page of pages.slice(0, -1)) {
      expect.soft(page, `page ${page.number}`).toMatchObject({ hasText: false, text: '' });
      expect.soft(['picture', 'doubtful'], `page ${page.number}`).toContain(page.findings?.[0]?.kind);
    }
    expect(pages.at(-1)!.text).toContain('tested by Imelda Quirke');
  });
});
