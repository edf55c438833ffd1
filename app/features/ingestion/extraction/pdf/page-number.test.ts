import { expect, it } from 'vitest';
import { speaksOfPage } from './page-number.ts';
import { useMadePdfs } from '../testing/read-made.ts';

/* C9, C11: a page's number is told from a sentence that names a page. */

it.each([
  ['Page 3', false],
  ['3 of 9', false],
  ['Heron Court · Page 3 of 9', false],
  ["Owner's guide, page 3", false],
  ['HERON COURT PAGE 7', false],
  ['Continued on page 4', true],
  ["Owner's guide, page 9", true],
  ['See page 12 of the green folder', true],
  ['For item 3 call the office before the end of May.', true],
])('"%s" on page 3: %s', (text, speaks) => {
  expect(speaksOfPage(text, ['3', undefined])).toBe(speaks);
});

const readMade = useMadePdfs();
const NAMES = ['oven', 'hob', 'fridge', 'washer'];

/** Four pages, each with a line at its foot. */
const pagesWith = (foot: (page: number) => string | undefined, numbered = false) =>
  readMade((doc) => {
    for (const [at, name] of NAMES.entries()) {
      if (at > 0) doc.addPage();
      doc.fontSize(11).text(`The ${name} stands by the wall and is wiped once a week.`, 60, 100);
      const text = foot(at + 1);
      if (text) doc.fontSize(9).text(text, 60, 740, { lineBreak: false });
      if (numbered) doc.fontSize(9).text(String(at + 1), 500, 765, { lineBreak: false });
    }
  });

it.each([
  ['Continued on page 2', (page: number) => (page < 4 ? `Continued on page ${page + 1}` : undefined)],
  ['in capitals', (page: number) => (page < 4 ? `CONTINUED ON PAGE ${page + 1}` : undefined)],
  ['a reference', (page: number) => `For the warranty of item ${page} see page ${page + 20} of the green folder.`],
])('what names another page is content, and no label: %s', async (_name, foot) => {
  const { pages } = await pagesWith(foot);
  for (const page of pages) {
    expect(page.label).toBeUndefined();
    expect(page.text).toContain(foot(page.number) ?? '');
  }
});

it('the number beside it is the label', async () => {
  const { pages } = await pagesWith((page) => `Turn over to page ${page + 1}`, true);
  expect(pages.map((page) => page.label)).toEqual([undefined, undefined, undefined, undefined]);
  expect(pages[0]?.findings).toEqual([{ kind: 'running-line', text: '1' }]);
});

it.each([
  ['Page 12', (page: number) => `Page ${page + 11}`],
  ['behind a title', (page: number) => `Heron Court · Page ${page + 11} of 90`],
])('its own number is: %s', async (_name, foot) => {
  const { pages } = await pagesWith(foot);
  expect(pages.map((page) => page.label)).toEqual(['12', '13', '14', '15']);
  expect(pages[0]?.text).not.toContain('Page');
});
