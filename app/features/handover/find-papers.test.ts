import { expect, test } from 'vitest';
import { findPapers } from './find-papers.ts';
import { openTitles } from './match-titles.ts';
import { IRELAND } from './rules/ireland.ts';

/** No meanings: words alone decide. */
const embed = (texts: string[]) => Promise.resolve(texts.map(() => [0]));
const PROSE = 'Read this part before you use anything for the first time, and keep it where it is found. '.repeat(3);

async function slotsOf(text: string, title = 'A file') {
  const page = { page: 1, text, headings: [], role: null, confidence: null };
  const titles = await openTitles(IRELAND, embed);
  const { finds } = await findPapers(IRELAND, { title, pages: [page] }, { titles, embed });
  return finds.map(({ slot, validUntil }) => [slot, validUntil]);
}

test('G10: a book is what stands first on its page, not what a certificate names below', async () => {
  expect(await slotsOf(`Home user guide\n${PROSE}`)).toEqual([['home-guide', undefined]]);
  const form = 'Certificate no.: V100\nSigned: J. Byrne\n2 March 2026\nDwelling: House 1\nResult: pass';
  expect(await slotsOf(`Ventilation commissioning certificate\nHome user guide\n${form}\n${PROSE}`)).toEqual([
    ['ventilation', undefined],
  ]);
});

test('G10: a book with a day on which something ends has no last day', async () =>
  expect(
    await slotsOf(`Home user guide\nYour defects period ends on 3 March 2020.\nValid until 3 March 2020\n${PROSE}`),
  ).toEqual([['home-guide', undefined]]));
