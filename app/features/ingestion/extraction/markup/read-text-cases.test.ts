import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RawPage } from '../extracted-document.ts';
import { normaliseText } from '../language/normalise-text.ts';
import { readText } from './read-text.ts';

/* C9: the text and Markdown files of faults that people reported, with their right values, and others of their kind. */

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'openhouse-text-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(data: Uint8Array | string, kind: 'txt' | 'md' = 'txt') {
  const file = path.join(folder, `a.${kind}`);
  await writeFile(file, data);
  const pages: RawPage[] = [];
  const options = { maxPages: 2_000, tooMany: (count: number) => new Error(`${count} pages`) };
  const result = await readText(file, kind, options, async (page) => void pages.push(page));
  return { ...result, pages, texts: pages.map((page) => page.text) };
}
const readCase = async (name: string) =>
  read(await readFile(new URL(`../testing/cases/${name}`, import.meta.url)), name.endsWith('md') ? 'md' : 'txt');

test('t01e: a text of DOS is read in its code page, and the builder is told', async () => {
  const { texts, warnings } = await readCase('t01e_cp850.txt');
  expect(texts).toEqual(['The NettleDOS cabinet of Máire is kept at 21 °C and the café lamp costs £40.']);
  expect(warnings).toEqual([expect.stringContaining('DOS')]);
});

test('t01f: one stray byte spoils one letter', async () => {
  const { texts, pages, warnings } = await readCase('t01f_utf8_onebad.txt');
  expect(texts).toEqual([
    'The NettleBad cabinet of Siobhán is kept at 21 °C – no more than 1.5 kW.\nOrdered by Séamus \uFFFD.\nThe café ' +
      'lamp costs €40.',
  ]);
  expect(pages[0]?.findings).toEqual([{ kind: 'doubtful', text: expect.stringContaining('Séamus \uFFFD.'), count: 1 }]);
  expect(warnings).toEqual([expect.stringMatching(/^One letter of this file could not be read/)]);
});

test('t03: what front matter says is text', async () => {
  const { texts, title } = await readCase('t03_frontmatter.md');
  expect(title).toBe('Pavitt guide');
  expect(texts[0]).toContain('\nserial: PV-88213\ninstaller phone: 1800 333 222\n\nPavitt guide\n');
});

test('t03b: a rule first is no front matter', async () => {
  const { texts, pages } = await readCase('t03b_rule_first.md');
  expect(texts[0]).toContain('Its override key hangs in the meter box.');
  expect(pages[0]?.headings).toEqual(['Quill gate safety', 'Quill gate care']);
});

test('t04: Markdown as people write it', async () => {
  const { texts, pages } = await readCase('t04_md.md');
  expect(pages[0]?.headings).toEqual(['Rowan stove notes', 'Lighting']);
  expect(texts[0]?.split('\n\n').slice(2)).toEqual([
    'Use pine_kindling only. Keep the flue < 250 °C and > 120 °C.',
    'Write your name as <house owner> and ring <site office> first.',
    'Part | Number\nRowan rope | RR-55|8\nRowan glass | RG-91',
    'Key | Meaning\nF1 | Rowan flue blocked\nF2 | Rowan probe loose',
    'rowan> reset --hard 7',
    'indented: Rowan code is 4471',
    '1. Open the Rowan door and wait.',
    'Ash must be cold.',
    '2. Brush the Rowan grate\n• ☑ Rowan rope checked\n• ☐ Rowan glass checked',
    'See the manual (https://example.com/rowan) and the footnote (Rowan footnote: sweep the flue in October). Do not ' +
      'use ~~petrol~~ paper.',
    'Hidden',
    'Rowan damper sits behind the stove.',
    'Line one of the address\nLine two of the address',
    'Set B2 = 3 * 4 * 5 and file C:\\Rowan\\[logs]\\a_b_c.txt',
  ]);
});

test('t05: lines stay lines, questions stand before their answers, tabs are cells', async () => {
  expect((await readCase('t05_crlf_addr.txt')).texts).toEqual([
    'Site office\nTel: 061 555 0188\nMon-Fri 08:30-17:00\n\nQ: Who cleans the Sorrel gutters?\nA: The management ' +
      'company, in November.\n\nNAME | TEL | AREA\nSorrel Heating | 061 555 0111 | boilers\nSorrel Drains | 061 555 ' +
      '0122 | drains',
  ]);
});

test('t08: an empty page is a page', async () => {
  const { texts } = await readCase('t08_form_feed.txt');
  expect(texts[3]).toBe('The Ulric gauge is on page four.');
  expect(texts[2]).toBe('');
});

test('t09: each line of a list stays a line', async () => {
  const { texts } = await readCase('t09_ids.txt');
  expect(texts.join('\n').split('\n')).toHaveLength(59);
  expect(texts.join('\n')).toContain('\nThe Vesper key V-047 opens door 56.\n');
});

test.each<[string, string, string[]]>([
  [
    'lines as long as wrapped ones, of which none goes on with another',
    ['one', 'two', 'three'].map((n) => `Key ${n} opens the green side door of the second block`).join('\n'),
    ['one', 'two', 'three'].map((n) => `Key ${n} opens the green side door of the second block`),
  ],
  [
    'wrapped text',
    'The fuse board of this house is under the stairs in the hall, behind\nthe white door of the press ' +
      'that stands by the kitchen and is kept\nshut.\nShort line.\nNext line.',
    [
      'The fuse board of this house is under the stairs in the hall, behind the white door of the press ' +
        'that stands by the kitchen and is kept shut.',
      'Short line.',
      'Next line.',
    ],
  ],
  [
    'items that go on indented',
    '1. Open the door\n   and wait.\n2. Shut it.',
    ['1. Open the door and wait.', '2. Shut it.'],
  ],
])('text: %s', async (_name, text, lines) => expect((await read(text)).texts[0]?.split('\n')).toEqual(lines));

test.each<[string, string, string]>([
  [
    'tabs, a cell between two of them empty',
    'Key\tDoor\tHolder\nEK-1\tShed\tNora\nEK-2\t\tPadraig\nEK-3\tAttic\t',
    'Key | Door | Holder\nEK-1 | Shed | Nora\nEK-2 | | Padraig\nEK-3 | Attic |',
  ],
  ['tabs that only align', 'Key\t\tDoor\nEK-1\t\tShed\nEK-200300\tAttic', 'Key | Door\nEK-1 | Shed\nEK-200300 | Attic'],
  [
    'gaps below one another, with a rule',
    'Valve   Room         Turns   Colour\n-----   ----------   -----   ------\n' +
      'DV-1    Hall         4       red\nDV-2    Upper bath           blue',
    'Valve | Room | Turns | Colour\nDV-1 | Hall | 4 | red\nDV-2 | Upper bath | | blue',
  ],
  [
    'a frame of signs',
    '+-----+------+\n| Way | Fuse |\n+=====+======+\n|  1  |      |\n|  2  | 16 A |\n+-----+------+',
    'Way | Fuse\n1 |\n2 | 16 A',
  ],
  ['bars without edges', 'Way | Fuse\n1 | 16 A', 'Way | Fuse\n1 | 16 A'],
  ['a bar in a sentence', 'Ring for any leak | day or night.', 'Ring for any leak · day or night.'],
])('text: a table made of %s', async (_name, text, wanted) => {
  const { pages } = await read(`Keys\n\n${text}\n\nThe end.`);
  expect(normaliseText(pages[0]?.text ?? '')).toBe(`Keys\n\n${wanted}\n\nThe end.`);
});

test('a long line is cut where a sentence ends', async () => {
  const { texts } = await read(
    Array.from({ length: 300 }, (_, at) => `Sentence ${at} is about the lamp in the hall.`).join(' '),
  );
  expect(texts.length).toBeGreaterThan(3);
  for (const text of texts) expect(text).toMatch(/^Sentence .*hall\.$/);
});

test('a question is not parted from its answer by the end of a page', async () => {
  const filler = Array.from({ length: 75 }, (_, at) => `Line ${at} about the lamp in the hall.`);
  const { texts } = await read([...filler, 'Who empties the tank?', 'Borrow Drains, in March.'].join('\n\n'));
  expect(texts.some((text) => text.includes('Who empties the tank?\n\nBorrow Drains, in March.'))).toBe(true);
});

test('front matter of TOML is text as that of YAML is', async () => {
  const { texts } = await read('+++\ntitle = "Boiler"\n[params]\nserial = "TM-7781"\n+++\n\nIt is blue.\n', 'md');
  expect(texts).toEqual(['title: Boiler\nserial: TM-7781\n\nIt is blue.']);
});

test('plus signs without settings are no front matter', async () => {
  expect((await read('+++\nThe key hangs here.\n+++\n', 'md')).texts.join('')).toContain('The key hangs here.');
});

test('a title of a plain text is underlined by signs, which are no text', async () => {
  const { pages, texts } = await read('HOW TO START\n============\nOpen the valve.\n-----\nClose it.\n');
  expect(texts).toEqual(['HOW TO START\n\nOpen the valve.\n\nClose it.']);
  expect(pages[0]?.headings).toEqual(['HOW TO START']);
});

test('a sentence of a plain text goes on in small letters, however short its lines are', async () => {
  const { texts } = await read(
    'The stop valve stands in the green box beside the gate of it;\nturn it to the right until\nit does not move.\n',
  );
  expect(texts).toEqual([
    'The stop valve stands in the green box beside the gate of it; turn it to the right until it does not move.',
  ]);
});

test('a table in a drawn frame is one, and its frame is no text', async () => {
  const { texts } = await read(
    '┌───────┬────┐\n│ Part  │ No │\n├───────┼────┤\n│ Nut   │ 7  │\n│ Washer│ 9  │\n└───────┴────┘\nIt is kept dry.\n',
  );
  expect(texts).toEqual(['Part | No\nNut | 7\nWasher | 9\n\nIt is kept dry.']);
});
