import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCanvas, ImageData, type Canvas } from '@napi-rs/canvas';
import PDFDocument from 'pdfkit';
import { openPictures, type Look, type Turn } from '#app/features/ingestion/extraction/recognition/draw-page.ts';
import { sureness } from '#app/features/ingestion/extraction/recognition/lay-out-seen.ts';
import { recognisePage } from '#app/features/ingestion/extraction/recognition/recognise-page.ts';
import { startEngine, type Seen } from '#app/features/ingestion/extraction/recognition/recognition-engine.ts';
import { pdfOfPages } from '#app/features/ingestion/extraction/testing/scans.ts';
import { readPilot } from './pilot-truth.ts';

/*
 * How sure text recognition is of a word or a page, against how often it is right: the ground of the limits in
 * lay-out-seen.ts. Prints the tables of docs/decisions/0033. Pages of the pilot and one in Irish are scanned in ways
 * good and bad; a word is right when the page has one that is spelt so.
 * Run: node perf/eval/reading/measure-recognition.ts
 */

type Copy = { dpi?: number; turn?: Turn; skew?: number; noise?: number; blur?: number; quality?: number; ink?: number };
const COPIES: Record<string, Copy> = {
  '300 dpi': {},
  '150 dpi': { dpi: 150 },
  '100 dpi': { dpi: 100 },
  '75 dpi': { dpi: 75 },
  '68 dpi': { dpi: 68 },
  '60 dpi': { dpi: 60 },
  grain: { dpi: 150, noise: 60 },
  'heavy grain': { dpi: 100, noise: 110 },
  'blurred 3 dots': { blur: 3 },
  'blurred 4 dots': { blur: 4 },
  'JPEG 8': { dpi: 100, quality: 8 },
  'JPEG 5': { dpi: 85, quality: 5 },
  faded: { dpi: 100, ink: 0.2, noise: 12 },
  fax: { dpi: 75, blur: 0.6, noise: 30, quality: 20 },
  'turned 90°': { dpi: 150, turn: 90 },
  'turned 180°': { dpi: 150, turn: 180 },
  'turned 270°': { dpi: 150, turn: 270 },
  'askew 1°': { dpi: 150, skew: 1 },
  'askew 3°': { dpi: 150, skew: -3 },
  'askew 5°': { dpi: 150, skew: 5 },
};
const PILOT = { warranty: 3, 'electrical-installation-type-a': 2 };
const IRISH = [
  'Tá an clár fiúsanna faoin staighre, taobh thiar den doras bán sa halla.',
  'Coinnigh brú an chórais téimh ag thart ar 1.5 barra nuair atá sé fuar.',
  'Cas an sconna stoptha deiseal go dtí go stopann sé, agus oscail sconna chun a chinntiú go bhfuil an t-uisce múchta.',
  'Oibríonn an t-aonad aerála san áiléar an lá ar fad agus ní úsáideann sé níos mó cumhachta ná bolgán solais.',
  'Cuir glaoch ar an oifig i rith uaireanta oibre má fhilleann locht tar éis athshocraithe.',
  'Ná clúdaigh na gaothairí sna fuinneoga; scaoileann siad an taise amach as an teach.',
  'Déan tástáil ar na haláraim deataigh gach mí, agus athraigh na ceallraí uair sa bhliain.',
  'Tá bráca agus scuab i seomra an bhosca bruscair; fág an geata faoi ghlas san oíche.',
];

let seed = 7;
const random = () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};

/** The picture of a page, copied so, as JPEG. */
async function copy(file: string, page: number, how: Copy): Promise<Buffer> {
  const look: Look = { turn: how.turn ?? 0, tilt: ((how.skew ?? 0) * Math.PI) / 180, coarse: false };
  const { pixels, width, height, dotsAPoint } = await (await (await openPictures(file)).page(page)).draw(look);
  const large = createCanvas(width, height);
  paint(large, pixels);
  const scale = how.dpi === undefined ? 1 : how.dpi / 72 / dotsAPoint;
  const small = createCanvas(Math.round(width * scale), Math.round(height * scale));
  const context = small.getContext('2d');
  context.imageSmoothingQuality = 'high';
  if (how.blur) context.filter = `blur(${how.blur}px)`;
  context.drawImage(large, 0, 0, small.width, small.height);
  context.filter = 'none';
  const rgba = small.data();
  const gray = Uint8Array.from({ length: small.width * small.height }, (_, i) => rgba[i * 4] ?? 0);
  const { ink = 1, noise = 0 } = how;
  for (const [i, value] of gray.entries())
    gray[i] = Math.min(255, Math.max(0, 255 - (255 - value) * ink + (random() + random() + random() - 1.5) * noise));
  paint(small, gray);
  return small.toBuffer('image/jpeg', how.quality ?? 85);
}

function paint(canvas: Canvas, gray: Uint8Array): void {
  const rgba = new Uint8ClampedArray(gray.length * 4).fill(255);
  for (const [i, value] of gray.entries()) rgba.fill(value, i * 4, i * 4 + 3);
  canvas.getContext('2d').putImageData(new ImageData(rgba, canvas.width, canvas.height), 0, 0);
}

const spelling = (word: string) => word.normalize('NFC').replaceAll(/[^\p{L}\p{N}]/gu, '');

async function wordsOf(file: string, page: number): Promise<string[]> {
  const { text } = await (await openPictures(file)).page(page);
  return text.words.map((word) => spelling(word.text)).filter(Boolean);
}

async function irishPage(): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4' });
  const parts: Buffer[] = [];
  document.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise((done) => document.on('end', done));
  document.fontSize(18).text('Do theach nua').moveDown().fontSize(11);
  for (const sentence of [...IRISH, ...IRISH.toReversed()]) document.text(sentence).moveDown(0.5);
  document.end();
  await ended;
  return Buffer.concat(parts);
}

type Row = { copy: string; confidence: number; right: number; found: number };
const rows: Row[] = [];
const words: { confidence: number; right: boolean }[] = [];
const folder = await mkdtemp(path.join(tmpdir(), 'openhouse-measure-'));
try {
  const sheets: { file: string; page: number; languages: string[] }[] = [];
  for await (const { slug, pdf } of readPilot()) {
    const page = PILOT[slug as keyof typeof PILOT];
    if (page === undefined) continue;
    const file = path.join(folder, `${slug}.pdf`);
    await writeFile(file, pdf);
    sheets.push({ file, page, languages: ['eng'] });
  }
  const irish = path.join(folder, 'irish.pdf');
  await writeFile(irish, await irishPage());
  sheets.push({ file: irish, page: 1, languages: ['eng', 'gle'] });
  for (const { file, page, languages } of sheets) {
    const engine = await startEngine(languages);
    const there = await wordsOf(file, page);
    for (const [name, how] of Object.entries(COPIES)) {
      const scan = path.join(folder, 'scan.pdf');
      await writeFile(scan, await pdfOfPages([await copy(file, page, how)]));
      const sights: Seen[] = [];
      const noting = {
        recognise: (picture: Parameters<typeof engine.recognise>[0]) => {
          const seen = engine.recognise(picture);
          sights.push(seen);
          return seen;
        },
      };
      const { confidence = 0 } = await recognisePage(1, await (await openPictures(scan)).page(1), noting);
      const seen = sights.findLast((sight) => Math.round(sureness(sight.words)) === confidence)?.words ?? [];
      const left = Map.groupBy(there, (word) => word);
      let right = 0;
      let all = 0;
      for (const { text, confidence: sure } of seen) {
        const word = spelling(text);
        if (word === '') continue;
        const isRight = left.get(word)?.pop() !== undefined;
        all += 1;
        if (isRight) right += 1;
        words.push({ confidence: sure, right: isRight });
      }
      rows.push({ copy: name, confidence, right: all > 0 ? right / all : 0, found: right / there.length });
      process.stderr.write(`${path.basename(file)} ${JSON.stringify(rows.at(-1))}\n`);
    }
  }
} finally {
  await rm(folder, { recursive: true });
}

const share = (of: number, all: number) => (all === 0 ? '–' : `${((100 * of) / all).toFixed(1)} %`);
process.stdout.write('| words of confidence | words | of them right |\n| --- | --- | --- |\n');
for (const [from, to] of [
  [0, 30],
  [30, 50],
  [50, 60],
  [60, 70],
  [70, 80],
  [80, 90],
  [90, 101],
] as const) {
  const those = words.filter(({ confidence }) => confidence >= from && confidence < to);
  const right = those.filter((word) => word.right).length;
  process.stdout.write(`| ${from} to ${Math.min(100, to)} | ${those.length} | ${share(right, those.length)} |\n`);
}
process.stdout.write('\n| pages of confidence | pages | words right, worst page | mean |\n| --- | --- | --- | --- |\n');
for (const [from, to] of [
  [0, 40],
  [40, 55],
  [55, 60],
  [60, 65],
  [65, 70],
  [70, 75],
  [75, 80],
  [80, 85],
  [85, 90],
  [90, 101],
] as const) {
  const those = rows.filter(({ confidence }) => confidence >= from && confidence < to).map((row) => row.right);
  const mean = those.reduce((sum, one) => sum + one, 0) / Math.max(1, those.length);
  const worst = those.length > 0 ? Math.min(...those) : 0;
  process.stdout.write(
    `| ${from} to ${Math.min(100, to)} | ${those.length} | ${share(worst, those.length && 1)} | ` +
      `${share(mean, those.length && 1)} |\n`,
  );
}
process.stdout.write('\n| scan | confidence | words right | words found |\n| --- | --- | --- | --- |\n');
for (const name of Object.keys(COPIES)) {
  const those = rows.filter((row) => row.copy === name);
  const of = (key: 'confidence' | 'right' | 'found') => those.map((row) => row[key]);
  const span = (values: number[]) => `${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)}`;
  const percent = (values: number[]) => span(values.map((value) => value * 100));
  process.stdout.write(`| ${name} | ${span(of('confidence'))} | ${percent(of('right'))} | ${percent(of('found'))} |\n`);
}
