import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { growsWithLength } from '#app/platform/testing/grows-with-length.ts';
import { chunkPages } from './passages/chunk-pages.ts';
import { htmlToBlocks } from './markup/html-to-blocks.ts';
import { markdownToBlocks } from './markup/markdown-to-blocks.ts';
import { normaliseText } from './language/normalise-text.ts';
import { plainTextToBlocks } from './markup/plain-text-to-blocks.ts';
import { removeRepeatedLines } from './passages/remove-repeated-lines.ts';
import { passageBlocks } from '#app/features/retrieval/passage-units.ts';
import { splitSentences } from './language/split-sentences.ts';
import { collectDocument } from './testing/collect-document.ts';
import { fixtureFolder } from './testing/fixtures.ts';

/*
 * E7: no text takes more than its length.
 */

let folder: Awaited<ReturnType<typeof fixtureFolder>>;
beforeAll(async () => {
  folder = await fixtureFolder();
});
afterAll(() => folder.remove());

const pagesOf = (text: string) =>
  Array.from({ length: 5 }, (_, i) => ({ number: i + 1, text, headings: [], headingLevels: [], hasText: true }));
/** A text on pages of 300 characters each. */
const pagesCutOf = (text: string) =>
  Array.from({ length: Math.ceil(text.length / 300) }, (_, at) => {
    const own = text.slice(at * 300, at * 300 + 300).replace(/\n/g, '\n\n');
    return { number: at + 1, text: own, headings: [], headingLevels: [] };
  });
const READERS: [string, (text: string) => unknown][] = [
  ['normaliseText', normaliseText],
  ['splitSentences', splitSentences],
  ['chunkPages', (text) => chunkPages([{ number: 1, text, headings: [], headingLevels: [] }])],
  ['chunkPages of pages that go on', (text) => chunkPages(pagesCutOf(text))],
  ['plainTextToBlocks', plainTextToBlocks],
  ['markdownToBlocks', markdownToBlocks],
  ['htmlToBlocks', htmlToBlocks],
  ['passageBlocks', passageBlocks],
  ['removeRepeatedLines', (text) => removeRepeatedLines(pagesOf(text))],
];
const PIECES = [
  'a',
  '1',
  '.',
  '1.',
  'e.g. ',
  'i.e. Mr. ',
  ' ',
  '\t',
  '\n',
  '[',
  '](',
  '![',
  '<',
  '<!--',
  '**a ',
  '_a ',
  '*',
  '`',
  '|',
  ' | ',
  '-',
  '-\n',
  '# ',
  '"',
  '(',
  '\u0301',
  '\u0316\u0301',
  '\uD800',
  '\uFFFD',
  '\u00AD ',
  '\f',
  '&',
  '\\',
  '<a>',
  '</b>',
  '>',
  '- ',
  'a_b',
  '*a*',
  '<?',
  '    ',
  '[a]: b\n',
  '[^1]',
  '[^1]: b\n',
  '<sup>',
  '<house owner>',
  '<a href="https://x.ie">',
  '~~a ',
  '\\[a\\b',
  '---\n',
  'a: b\n',
  '?\n',
  'and more\n',
];

test.each(READERS)('%s takes time by the length of the text', (_name, read) => {
  const texts = fc.record({
    start: fc.constantFrom('', 'a', 'ab-\n'),
    piece: fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
  });
  const hold = ({ start, piece }: { start: string; piece: string }) => growsWithLength(read, piece, { start });
  const run = () =>
    fc.assert(fc.property(texts, hold), {
      numRuns: 15,
      seed: 7,
      examples: PIECES.map((piece) => [{ start: '', piece }] as [{ start: string; piece: string }]),
    });
  expect(run).not.toThrow();
});

const abbreviations = Array.from({ length: 280 }, () => 'e.g. i.e. Mr. '.repeat(200)).join('\f');
const table = Array.from({ length: 150 }, (_, row) =>
  Array.from({ length: 400 }, (_column, cell) => row * 400 + cell).join('\t'),
).join('\n');
test.each<[string, 'txt' | 'md', string]>([
  ['600 KB of 1.1.1.', 'txt', '1.'.repeat(300_000)],
  ['600 KB of 1.1.1. on pages', 'txt', Array.from({ length: 6 }, () => '1.'.repeat(50_000)).join('\f')],
  ['280 pages of abbreviations', 'txt', abbreviations],
  ['150 × 400 numbers', 'txt', table],
  ['5 MB of one bracket', 'md', `Words. ${'['.repeat(5_000_000)}`],
])('%s is read within the limits of its process', { timeout: 120_000 }, async (_name, kind, text) => {
  const document = await collectDocument({ path: await folder.write('slow', text), kind });
  expect(document.passages.length).toBe(document.passageCount);
  expect(document.passageCount).toBeGreaterThan(0);
});
