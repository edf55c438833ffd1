import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';

/** Tesseract inside the recognition child: WebAssembly from one package, the languages' weights from others. */

/** A word as it was seen, in pixels of the picture; `baseline` is its line's, from where the line begins. */
export type SeenWord = { text: string; confidence: number; box: PixelBox; line: SeenLine; bold?: boolean };
export type SeenLine = { baseline: PixelBox; size: number };
export type PixelBox = { x0: number; y0: number; x1: number; y1: number };
export type GrayPicture = { pixels: Uint8Array; width: number; height: number };
/** `rules`: lines drawn across; `bars`: upright ones; `strikes`: those across that run through letters. */
export type Seen = { words: SeenWord[]; rules: PixelBox[]; bars?: PixelBox[]; strikes?: PixelBox[] };

export type Engine = { recognise(picture: GrayPicture): Seen };

type Api = {
  Init(path: null, languages: string, mode: number, config: null): number;
  SetVariable(name: string, value: string): void;
  SetImageFile(exif: number, angle: number): number;
  Recognize(monitor: null): number;
  GetJSONText(page: number): string;
  Clear(): void;
};
type Module = {
  FS: { writeFile(path: string, data: Uint8Array): void; unlink(path: string): void };
  TessBaseAPI: new () => Api;
};
type Page = {
  blocks?: {
    blocktype: number;
    bbox: PixelBox;
    paragraphs?: {
      lines?: {
        rowAttributes: { rowHeight: number };
        baseline: PixelBox;
        words?: { bbox: PixelBox; text: string; confidence: number }[];
      }[];
    }[];
  }[];
};

/** Tesseract's own numbers: neural recognition only; a page of any layout; a line across. */
const LSTM_ONLY = 1;
const ANY_LAYOUT = '3';
const HORIZONTAL_LINE = 12;

const require = createRequire(import.meta.url);
/** Where a language's weights lie: the whole-number ones, which read as well as the others in half the memory. */
export const weightsOf = (language: string): string =>
  require.resolve(`@tesseract.js-data/${language}/4.0.0_best_int/${language}.traineddata.gz`);

/** Starts the engine for languages such as `eng`, whose packages are installed. Nothing is fetched. */
export async function startEngine(languages: string[]): Promise<Engine> {
  const create = require('tesseract.js-core/tesseract-core-simd-lstm.js') as (options: object) => Promise<Module>;
  const module = await create({ TesseractProgress() {}, print() {}, printErr() {} });
  for (const language of languages)
    module.FS.writeFile(`${language}.traineddata`, gunzipSync(readFileSync(weightsOf(language))));
  const api = new module.TessBaseAPI();
  if (api.Init(null, languages.join('+'), LSTM_ONLY, null) !== 0)
    throw new Error(`Text recognition could not be started for ${languages.join(', ')}.`);
  api.SetVariable('tessedit_pageseg_mode', ANY_LAYOUT);
  api.SetVariable('user_defined_dpi', '300');
  return {
    recognise({ pixels, width, height }) {
      module.FS.writeFile('/input', Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), pixels]));
      if (api.SetImageFile(1, 0) === 1) throw new Error('The picture could not be handed to text recognition.');
      module.FS.unlink('/input');
      api.Recognize(null);
      const page = JSON.parse(api.GetJSONText(0)) as Page;
      api.Clear();
      return gather(page);
    },
  };
}

function gather(page: Page): Seen {
  const seen: Seen = { words: [], rules: [] };
  for (const block of page.blocks ?? []) {
    if (block.blocktype === HORIZONTAL_LINE) seen.rules.push(block.bbox);
    for (const line of block.paragraphs?.flatMap((paragraph) => paragraph.lines ?? []) ?? []) {
      const of = { baseline: line.baseline, size: line.rowAttributes.rowHeight };
      for (const { text, confidence, bbox } of line.words ?? [])
        if (text.trim()) seen.words.push({ text: text.trim(), confidence, box: bbox, line: of });
    }
  }
  return seen;
}
