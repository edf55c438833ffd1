import { afterAll, beforeAll, expect, it } from 'vitest';
import { collectDocument } from '../../testing/collect-document.ts';
import { fixtureFolder, pdfOfContent } from '../../testing/fixtures.ts';

/* C9: the space between signs parts words where a printer's driver writes their gap so, and no title's letters. */

let folder: Awaited<ReturnType<typeof fixtureFolder>>;
beforeAll(async () => {
  folder = await fixtureFolder();
});
afterAll(() => folder.remove());

async function linesOf(content: string): Promise<string[]> {
  const path = await folder.write('loose.pdf', pdfOfContent(Buffer.from(`BT /F1 10 Tf 60 700 Td ${content} ET`)));
  const { pages } = await collectDocument({ path, kind: 'pdf' });
  return (pages[0]?.text ?? '').split('\n').filter(Boolean);
}

it('words that go on beside it are parted, as groff and ps2pdf set them', async () => {
  // "fiv" is 10.56 wide, "e" and "s" with their gap 13.06.
  const five = '(Press the bell for fiv) Tj 2.5 Tc 86.14 0 Td (es) Tj 0 Tc 13.06 0 Td (econds, then wait.) Tj';
  expect(await linesOf(five)).toEqual(['Press the bell for five seconds, then wait.']);
});

it('cells far from each other are, and the space that is drawn in to nothing parts none', async () => {
  const head = '12 Tw (Floor Use) Tj 0 Tw 120 0 Td -2.3 Tw -0.3 Tc (Ke y) Tj 0 Tw 0 Tc';
  const row = (at: string, rest: string, key: string) =>
    `-120 -15 Td 34 Tc (${at}) Tj 0 Tc 45.12 0 Td (${rest}) Tj 74.88 0 Td (${key}) Tj`;
  const rows = [row('0L', 'obby', 'blue'), row('1F', 'lats', 'green'), row('2F', 'lofts', 'red')];
  expect(await linesOf(`${head} ${rows.join(' ')}`)).toEqual([
    'Floor | Use | Key',
    '0 | Lobby | blue',
    '1 | Flats | green',
    '2 | Flofts | red',
  ]);
});

it.each(['3 Tc', '6 Tc'])('a title that is set wide stays one word: %s', async (spacing) => {
  expect(await linesOf(`${spacing} (WARRANTY) Tj 0 Tc 0 -30 Td (The boiler has five years.) Tj`)).toEqual([
    'WARRANTY',
    'The boiler has five years.',
  ]);
});
