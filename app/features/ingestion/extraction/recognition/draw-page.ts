import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument, OPS, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

import type { Matrix } from '../pdf/paint/operator-geometry.ts';
import type { PageWords } from '../pdf/lay-out/page-words.ts';
import { areMistold } from '../pdf/mistold-letters.ts';
import { facesOf } from '../pdf/lay-out/page-sheet.ts';
import type { FontInfo } from '../pdf/paint/painting.ts';
import { readWords, type OperatorList } from '../pdf/paint/read-operators.ts';
import type { GrayPicture } from './recognition-engine.ts';
import { shrinkPicture, type Picture } from './shrink-picture.ts';

// Runs inside the recognition child only. The full pdf.js, not the build that reads text: that one leaves out the
// decoders of what scanners write (JBIG2, fax, JPEG 2000).

/** What text recognition reads best. */
const FINE = 300;
/** At half of it the grain of a bad copy is gone, and large letters still stand. */
const COARSE = 150;
/**
 * Dots of an A4 page at 300 an inch. A larger page is drawn coarser, but for a sheet of drawings, whose lettering is
 * lost below 150 an inch: an A0 sheet has so many dots then.
 */
const MAX_PIXELS = 9_000_000;
const SHEET = 150;
const MAX_SHEET_PIXELS = 24_000_000;
const MAX_SIDE = 12_000;

/**
 * Dots that a picture may claim to have: an A0 sheet of 600 an inch has 560 million. A larger one is not decoded, since
 * what unfolds it takes all the time and memory that a page has, twice.
 */
const MOST_DECODED = 1_000_000_000;

/** Clockwise, degrees. */
export type Turn = 0 | 90 | 180 | 270;
export type Drawn = GrayPicture & { dotsAPoint: number };
export type Look = { turn: Turn; tilt: number; coarse: boolean };
/** `width` and `height` in points, as a viewer shows the page. */
export type DrawablePage = {
  width: number;
  height: number;
  /** Its text layer, in points. */
  text: PageWords;
  /** `tilt`: turned further by so many radians, about its middle. `coarse`: at half as many dots. */
  draw(look: Look): Promise<Drawn>;
  release(): void;
};

/** Opens a PDF to draw its pages. */
export async function openPictures(file: string): Promise<{ page(number: number): Promise<DrawablePage> }> {
  const folder = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const pdf = await getDocument({
    data: new Uint8Array(await readFile(file)),
    verbosity: 0,
    maxImageSize: MOST_DECODED,
    isEvalSupported: false,
    useSystemFonts: false,
    useWorkerFetch: false,
    wasmUrl: `${folder}/wasm/`,
    iccUrl: `${folder}/iccs/`,
    cMapUrl: `${folder}/cmaps/`,
    standardFontDataUrl: `${folder}/standard_fonts/`,
  }).promise;
  return {
    async page(number) {
      const page = await pdf.getPage(number);
      keepSmall(page.objs);
      keepSmall(page.commonObjs);
      return drawable(page);
    },
  };
}

type Store = { resolve(id: string, data?: Partial<Picture> | null): void };
const small = new WeakSet<object>();

/** Pictures are made coarser as they come, before anything holds them as they were. */
function keepSmall(objects: unknown): void {
  const store = objects as Store;
  if (small.has(store)) return;
  small.add(store);
  const resolve = store.resolve.bind(store);
  store.resolve = (id, data) =>
    resolve(id, data?.data && data.width && data.height ? shrinkPicture(data as Picture) : data);
}

async function drawable(page: PDFPageProxy): Promise<DrawablePage> {
  const shown = page.getViewport({ scale: 1 });
  const area = shown.width * shown.height;
  const sheet = Math.min(SHEET / 72, Math.sqrt(MAX_SHEET_PIXELS / area));
  const most = Math.min(Math.max(Math.sqrt(MAX_PIXELS / area), sheet), MAX_SIDE / Math.max(shown.width, shown.height));
  return {
    width: shown.width,
    height: shown.height,
    text: await readText(page),
    release: () => void page.cleanup(),
    async draw({ turn, tilt, coarse }) {
      const dotsAPoint = Math.min((coarse ? COARSE : FINE) / 72, most);
      const viewport = page.getViewport({ scale: dotsAPoint, rotation: (page.rotate + turn) % 360 });
      const [width, height] = [Math.max(1, Math.ceil(viewport.width)), Math.max(1, Math.ceil(viewport.height))];
      const canvas = createCanvas(width, height);
      const transform = tilt === 0 ? undefined : about(width / 2, height / 2, tilt);
      await page.render({ canvas: canvas as never, viewport, background: '#fff', transform }).promise;
      const pixels = toGray(canvas.data(), width * height);
      // Its memory goes now, not when the collector finds it.
      canvas.width = 1;
      canvas.height = 1;
      return { pixels, width, height, dotsAPoint };
    },
  };
}

/** A turn by an angle, clockwise on a page, about a point. */
function about(x: number, y: number, angle: number): Matrix {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [cos, sin, -sin, cos, x - x * cos + y * sin, y - x * sin - y * cos];
}

async function readText(page: PDFPageProxy): Promise<PageWords> {
  const list = (await page.getOperatorList({ annotationMode: 1 })) as OperatorList;
  const view = page.getViewport({ scale: 1 });
  const fonts = page.commonObjs as { has(id: string): boolean; get(id: string): unknown };
  const words = readWords(list, OPS, {
    transform: view.transform as Matrix,
    width: view.width,
    height: view.height,
    fontOf: (ref) => (fonts.has(ref) ? (fonts.get(ref) as FontInfo) : undefined),
  });
  // Letters that the file names wrongly say nothing of what is shown.
  return areMistold(facesOf(words)) ? { ...words, words: [] } : words;
}

function toGray(rgba: Uint8Array, pixels: number): Uint8Array {
  const gray = new Uint8Array(pixels);
  for (let i = 0, at = 0; i < pixels; i += 1, at += 4)
    gray[i] = ((rgba[at] ?? 0) * 77 + (rgba[at + 1] ?? 0) * 150 + (rgba[at + 2] ?? 0) * 29) >> 8;
  return gray;
}
