import { expect, it } from 'vitest';
import { chunkPages } from './chunk-pages.ts';

const textPage = (number: number, heading: string, text: string) => ({
  number,
  text: `${heading}\n\n${text}`,
  headings: [heading],
  headingLevels: [1],
});
/** A scanned page; the sizes of its headings are rough, and so are their levels. */
const scan = (number: number, levels: number[], text: string) => ({
  number,
  text,
  headings: text.split('\n').filter((line) => /^[A-Z -]+$|^Types|^Measured/.test(line)),
  headingLevels: levels,
  confidence: 91,
});
const told = (pages: Parameters<typeof chunkPages>[0]) =>
  chunkPages(pages).map(({ headingPath, text }) => [headingPath.join(' > '), text]);

const PAGES = [
  textPage(1, 'Certificates', 'The sheets are copies.'),
  scan(
    2,
    [3, 2],
    'WIRING TEST\n\nContractor: Quirke Ltd\nDate: 3 May\n\nMeasured values\n\nLoop | 0.3\n\nSigned: T. Quirke',
  ),
  scan(3, [3, 3], 'AIR FLOWS\n\nTypes C and D: Brisa\n\nRoom | l/s\nHall | 8\n\nSigned: O. Daly'),
  textPage(4, 'Copies', 'Ask us for another.'),
];

it('C10: what a form says at its foot is said of the whole form, and each page is a form of its own', () => {
  expect(told(PAGES)).toEqual([
    ['Certificates', 'The sheets are copies.'],
    ['Certificates > WIRING TEST', 'Contractor: Quirke Ltd; Date: 3 May'],
    ['Certificates > WIRING TEST > Measured values', 'Loop | 0.3'],
    ['Certificates > WIRING TEST', 'Signed: T. Quirke'],
    ['Certificates > AIR FLOWS > Types C and D: Brisa', 'Room | l/s\nHall | 8'],
    ['Certificates > AIR FLOWS', 'Signed: O. Daly'],
    ['Copies', 'Ask us for another.'],
  ]);
});

it('C10: a scanned manual keeps its chapters over its pages', () => {
  const pages = [
    scan(1, [1, 3], 'MANUAL OF THE MEWS\n\nMeasured values\n\nAll is well.'),
    scan(2, [3], 'HEATING\n\nTurn it on.'),
    scan(3, [], 'Then wait.'),
  ];
  expect(told(pages).map(([path]) => path)).toEqual([
    'MANUAL OF THE MEWS > Measured values',
    'MANUAL OF THE MEWS > HEATING',
    'MANUAL OF THE MEWS > HEATING',
  ]);
});

it('a text page after scanned ones stands under the headings of the text', () => {
  const [first, second] = PAGES;
  expect(told([first!, second!, { number: 3, text: 'More of it.', headings: [], headingLevels: [] }]).at(-1)).toEqual([
    'Certificates',
    'More of it.',
  ]);
});
