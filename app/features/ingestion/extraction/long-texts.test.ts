import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimsIn, keysOf } from '#app/features/assistant/answering-with-model/claims.ts';
import { statementsOf } from '#app/features/assistant/answering-with-model/split-statements.ts';
import { analyseQuestion } from '#app/features/retrieval/analyse-question.ts';
import { HouseVocabulary } from '#app/features/retrieval/house-vocabulary.server.ts';
import { growsWithLength } from '#app/platform/testing/grows-with-length.ts';
import { decodeText } from '#app/features/documents/kind/decode-text.ts';
import { detectKind } from '#app/features/documents/kind/detect-kind.server.ts';
import { findColumns } from './pdf/lay-out/find-columns.ts';
import { htmlToBlocks } from './markup/html-to-blocks.ts';
import { markdownToBlocks } from './markup/markdown-to-blocks.ts';
import { normaliseText } from './language/normalise-text.ts';
import type { Box } from './pdf/paint/operator-geometry.ts';
import { layOutPage } from './pdf/lay-out/page-layout.ts';
import { toLines } from './pdf/lay-out/page-lines.ts';
import { facesOf } from './pdf/lay-out/page-sheet.ts';
import type { Word } from './pdf/lay-out/page-words.ts';
import { plainTextToBlocks } from './markup/plain-text-to-blocks.ts';
import type { PageView } from './pdf/paint/painting.ts';
import { readWords } from './pdf/paint/read-operators.ts';
import { readTable, tableLength } from './pdf/tables/read-table.ts';
import { isWordArchive } from '#app/features/documents/kind/is-word-archive.ts';
import { splitSentences } from './language/split-sentences.ts';
import { fixtureFolder } from './testing/fixtures.ts';

/*
 * E7 at 400 KB. A square of so many steps takes seconds at the least, so a fifth of a second of processor time is
 * linear whatever the ratio. Above it, sixteen times the text may take at most 64 times as long: what is linear takes
 * sixteen times, what is square 256 times, and a busy machine lies far from either.
 */

let folder: Awaited<ReturnType<typeof fixtureFolder>>;
beforeAll(async () => {
  folder = await fixtureFolder();
});
afterAll(() => folder.remove());

const LARGE = 400_000;
const TIMES = 16;
const MOST_TIMES = 64;
const ENOUGH_MS = 200;
const TRIES = 3;
/** Most that the process may grow by while it reads a text, kilobytes. */
const MAX_GROWTH_KB = 280_000;

const costOf = async (work: () => unknown): Promise<number> => {
  const before = process.cpuUsage();
  await work();
  const used = process.cpuUsage(before);
  return (used.user + used.system) / 1000;
};

/** `make` gives what is read, from a size; it is no part of what is measured. */
async function expectLinear<T>(
  make: (size: number) => T,
  read: (input: Awaited<T>) => unknown,
  name: string,
): Promise<void> {
  const [input, part] = [await make(LARGE), await make(LARGE / TIMES)];
  const before = process.resourceUsage().maxRSS;
  const large = await costOf(() => read(input));
  expect(process.resourceUsage().maxRSS - before, `${name}: kilobytes`).toBeLessThan(MAX_GROWTH_KB);
  if (large < ENOUGH_MS) return;
  const small = Math.max(await costOf(() => read(part)), ENOUGH_MS / MOST_TIMES);
  // What else the machine does, and collecting garbage, count in: what is linear shows it in one of a few tries.
  let least = large;
  for (let tries = 1; tries < TRIES && least / small >= MOST_TIMES; tries += 1)
    least = Math.min(least, await costOf(() => read(input)));
  expect(
    least / small,
    `${name}: ${Math.round(least)} ms for ${TIMES} times what took ${Math.round(small)} ms`,
  ).toBeLessThan(MOST_TIMES);
}

const repeat = (piece: string) => (size: number) => piece.repeat(Math.ceil(size / piece.length));
const READERS: [string, (text: string) => unknown][] = [
  ['normaliseText', normaliseText],
  ['splitSentences', splitSentences],
  ['plainTextToBlocks', plainTextToBlocks],
  ['markdownToBlocks', markdownToBlocks],
  ['htmlToBlocks', htmlToBlocks],
  ['claimsIn', claimsIn],
  ['keysOf', keysOf],
  ['statementsOf', statementsOf],
];
const PIECES = ['1.', '1 ', '²', 'Mr. ', '\n', '[', ' | '];

test.each(READERS)('%s reads 400 KB in time and memory by its length', async (_name, read) => {
  for (const piece of PIECES) await expectLinear(repeat(piece), read, JSON.stringify(piece));
});

test.each([
  ['text', 'a'],
  ['controls', '\u0001'],
  ['what is no UTF-8', '\u00ff'],
  ['zeros', '\0'],
  ['every other a zero', 'a\0'],
])('decodeText reads 400 KB of %s', async (name, piece) => {
  await expectLinear(
    (size) => Buffer.from(repeat(piece)(size), 'latin1'),
    (bytes) => decodeText(bytes),
    name,
  );
});

const entry = Buffer.alloc(47);
entry.writeUInt32LE(0x02014b50, 0);
entry.writeUInt16LE(1, 28);
entry.write('a', 46);
function archive(size: number): Buffer {
  const count = Math.floor(size / entry.length);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(count * entry.length, 12);
  return Buffer.concat([Buffer.from('504b0304', 'hex'), ...Array.from({ length: count }, () => entry), end]);
}

test('isWordArchive and detectKind read a directory of 400 KB', async () => {
  const file = (size: number) => folder.write(`archive-${size}`, archive(size).subarray(4));
  await expectLinear(file, async (path) => expect(await isWordArchive(path)).toBe(false), 'entries');
  const named = (size: number) => folder.write(`named-${size}.docx`, archive(size));
  await expectLinear(named, (path) => detectKind({ path, filename: 'a.docx' }), 'docx');
  for (const piece of ['a', '%PDF', 'PK', '\0']) {
    for (const filename of ['a.txt', 'a.pdf'])
      await expectLinear(
        (size) => folder.write(`kind-${size}`, repeat(piece)(size)),
        (path) => detectKind({ path, filename }),
        piece,
      );
  }
});

/** Words of five letters for a size in bytes, `inRow` on each line, so far apart that each is a cell. */
function wordsOf(size: number, inRow: number): Word[] {
  return Array.from({ length: Math.floor(size / 6) }, (_, at) => {
    const x0 = (at % inRow) * 60;
    return {
      text: `w${at % 9_000}`,
      x0,
      x1: x0 + 30,
      y: Math.floor(at / inRow) * 12,
      size: 10,
      bold: false,
      spaced: true,
      angle: 0,
    };
  });
}
const rules = Array.from({ length: 50 }, (_, at) => ({ x0: 0, x1: 500, y0: at * 12 + 4, y1: at * 12 + 4 }));
const asBar = (box: Box): Box => ({ x0: box.y0, x1: box.y1, y0: box.x0, y1: box.x1 });
const SHEET = { pictures: [], width: 600, height: 800, hidden: [] };
const CONTEXT = { bodySize: 10, vocabulary: new Set<string>() };
const VIEW: PageView = { transform: [1, 0, 0, 1, 0, 0], width: 1e9, height: 800, fontOf: () => undefined };
const lines = (inRow: number) => (size: number) => toLines(wordsOf(size, inRow));

test.each([1, 2, 3, 8, 200_000])('pages of 400 KB, %i words on a line, are laid out', async (inRow) => {
  await expectLinear((size) => wordsOf(size, inRow), toLines, 'toLines');
  await expectLinear(lines(inRow), (input) => findColumns(input, rules), 'findColumns');
  await expectLinear(lines(inRow), (input) => tableLength(input, 0, rules), 'tableLength');
  await expectLinear(lines(inRow), (input) => readTable(input, rules, (parts) => parts.join(' ')), 'readTable');
  await expectLinear(
    (size) => wordsOf(size, inRow),
    (words) => layOutPage(facesOf({ ...SHEET, words, rules, bars: rules.map(asBar) }), CONTEXT),
    'layOutPage',
  );
});

test.each([
  ['glyphs', 'a'],
  ['words', 'a '],
])('readWords reads 400 KB of %s', async (name, piece) => {
  const list = (size: number) => {
    const glyphs = Array.from(repeat(piece)(size), (unicode) => ({ unicode, width: 500, isSpace: unicode === ' ' }));
    return { fnArray: [OPS.setFont, OPS.showText], argsArray: [['F1', 10], [glyphs]] };
  };
  await expectLinear(list, (input) => readWords(input, OPS, VIEW), name);
});

test.each(PIECES)('a question of %j over and over is analysed in time by its length', (piece) => {
  const vocabulary = new HouseVocabulary(
    '1',
    new Map(Array.from({ length: 5_000 }, (_, at) => [`word${at.toString(26)}`, 1])),
    100,
  );
  // No longer than a question may be.
  expect(growsWithLength((text) => analyseQuestion(`${text} wrod`, vocabulary), piece, { longest: 1_990 })).toBe(true);
});
