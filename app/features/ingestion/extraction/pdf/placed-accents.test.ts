import { afterAll, beforeAll, expect, it } from 'vitest';
import { accented, isAccent } from '../language/placed-accents.ts';
import { collectDocument } from '../testing/collect-document.ts';
import { fixtureFolder, pdfOfContent } from '../testing/fixtures.ts';
import { useMadePdfs } from '../testing/read-made.ts';

/* C9: accents that are painted over letters as signs of their own, and degrees that are raised rings. */

const readMade = useMadePdfs();
let folder: Awaited<ReturnType<typeof fixtureFolder>>;
beforeAll(async () => {
  folder = await fixtureFolder();
});
afterAll(() => folder.remove());

it.each([
  ['´', 'a', 'á'],
  ['o', '¨', 'ö'],
  ['ˇ', 'S', 'Š'],
  ['´', 'ı', 'í'],
  ['´', '5', null],
  ['a', 'b', null],
])('%s and %s are %s', (one, other, whole) => {
  expect(accented(one, other)).toBe(whole);
});

it('an accent is one sign', () => {
  expect([isAccent('´'), isAccent('´´'), isAccent('a'), isAccent(undefined)]).toEqual([true, false, false, false]);
});

it('is one letter in one run of letters, as TeX sets it, and stays a sign beside a letter', async () => {
  // The acute is 333 wide and the a 556: one over the other, their middles in one place.
  const line = '/F1 12 Tf 60 700 Td [(M) -111 (\\302) 444 (aire keeps the key of the loft.)] TJ ';
  const beside = '0 -30 Td [(The mark \\302 stands alone.)] TJ';
  const path = await folder.write('accents.pdf', pdfOfContent(Buffer.from(`BT ${line} ${beside} ET`, 'latin1')));
  const { pages } = await collectDocument({ path, kind: 'pdf' });
  expect(pages[0]?.text).toContain('Máire keeps the key of the loft.');
  expect(pages[0]?.text).toContain('The mark ´ stands alone.');
});

it('is one letter where it is raised over a capital', async () => {
  const { pages } = await readMade((doc) => {
    doc.font('Times-Roman').fontSize(12);
    const [accent, letter] = [doc.widthOfString('´'), doc.widthOfString('E')];
    doc.text('´', 60 + (letter - accent) / 2, 97, { lineBreak: false });
    doc.text('Eire is on the plate of the pump.', 60, 100, { lineBreak: false });
  });
  expect(pages[0]?.text).toBe('Éire is on the plate of the pump.');
});

it('a raised letter before a scale is a degree, and none elsewhere', async () => {
  const { pages } = await readMade((doc) => {
    const parts = (y: number, ...texts: string[]) => {
      let x = 60;
      for (const text of texts) {
        const up = text === 'o';
        doc.fontSize(up ? 7 : 12).text(text, x, up ? y : y + 2, { lineBreak: false });
        x += doc.widthOfString(text);
      }
    };
    parts(100, 'The tank is kept at 60 ', 'o', 'C all year.');
    parts(140, 'It is tank N', 'o', ' 7 of the yard.');
  });
  expect(pages[0]?.text).toContain('kept at 60 °C all year.');
  expect(pages[0]?.text).not.toContain('N°');
});
