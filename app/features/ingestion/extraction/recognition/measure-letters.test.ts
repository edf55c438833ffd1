import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixtureFolder, makePdf } from '../testing/fixtures.ts';
import { UPRIGHT } from '../testing/scans.ts';
import { openPictures } from './draw-page.ts';
import { measureLetters } from './measure-letters.ts';
import type { SeenLine, SeenWord } from './recognition-engine.ts';

let folder: Awaited<ReturnType<typeof fixtureFolder>>;
beforeAll(async () => {
  folder = await fixtureFolder();
});
afterAll(() => folder.remove());

const LINES: [font: string, size: number, text: string][] = [
  ['Times-Bold', 19, 'Certificate of tightness'],
  ['Times-Bold', 13, 'Results of the test'],
  ['Times-Roman', 12, 'The seal of the hatch has the number HS-450 and is sold by Munster'],
  ['Times-Roman', 12, 'Hatches, telephone 021 555 0199.'],
  ['Times-Roman', 12, 'A tester who is registered has signed this sheet on the fourth of May.'],
];

test('C10: lines are as large as their letters, whatever the engine says; thick strokes are bold', async () => {
  const path = await folder.write(
    'letters.pdf',
    await makePdf((doc) => {
      for (const [at, [font, size, text]] of LINES.entries())
        doc
          .font(font)
          .fontSize(size)
          .text(text, 60, 80 + at * 40, { lineBreak: false });
    }),
  );
  const page = await (await openPictures(path)).page(1);
  const { dotsAPoint, ...picture } = await page.draw(UPRIGHT);
  const dots = (points: number) => Math.round(points * dotsAPoint);
  const lines = new Map<number, SeenLine>();
  const words = page.text.words.map(({ text, x0, x1, y, size }): SeenWord => {
    const baseline = { x0: dots(60), y0: dots(y), x1: dots(500), y1: dots(y) };
    // As an engine errs that takes specks for the tops of letters.
    const line = lines.get(y) ?? { baseline, size: dots(12) * (text === 'Hatches,' ? 1.4 : 1) };
    lines.set(y, line);
    return { text, confidence: 95, line, box: { x0: dots(x0), y0: dots(y - size), x1: dots(x1), y1: dots(y + 3) } };
  });
  const seen = measureLetters(picture, words);
  const told = [...Map.groupBy(seen, (word) => word.line)].map(([{ size }, own]) => ({
    text: own.map((word) => word.text).join(' '),
    bold: own.every((word) => word.bold) ? true : own.some((word) => word.bold) ? 'in part' : false,
    size: size / dots(12),
  }));
  expect(told.map(({ text, bold }) => ({ text, bold }))).toEqual(
    LINES.map(([font, , text]) => ({ text, bold: font === 'Times-Bold' })),
  );
  const body = told[2]?.size ?? 0;
  for (const [at, [, size]] of LINES.entries()) {
    expect((told[at]?.size ?? 0) / body).toBeGreaterThan((size / 12) * 0.92);
    expect((told[at]?.size ?? 0) / body).toBeLessThan((size / 12) * 1.08);
  }
});
