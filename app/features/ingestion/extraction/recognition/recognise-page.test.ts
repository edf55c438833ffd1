import { expect, test } from 'vitest';
import type { DrawablePage } from './draw-page.ts';
import { recognisePage } from './recognise-page.ts';
import type { SeenWord } from './recognition-engine.ts';

const [WIDE, HIGH] = [600, 800];
const TEXT = { words: [], rules: [], bars: [], pictures: [], width: WIDE, height: HIGH, hidden: [] };

/** A page of one line, of which each look sees other words. */
const page: DrawablePage = {
  width: WIDE,
  height: HIGH,
  text: TEXT,
  release() {},
  async draw({ coarse }) {
    const dotsAPoint = coarse ? 1 : 2;
    const [width, height] = [WIDE * dotsAPoint, HIGH * dotsAPoint];
    return { pixels: new Uint8Array(width * height).fill(255), width, height, dotsAPoint };
  },
};

/** Reads a page whose words are seen so: by the fine look and, with others beside, by the coarse one. */
async function read(fine: [string, number][], coarse: [string, number][]) {
  const looks: number[] = [];
  const engine = {
    recognise({ width }: { width: number }) {
      const scale = width / WIDE;
      looks.push(scale);
      const line = {
        baseline: { x0: 40 * scale, y0: 100 * scale, x1: 500 * scale, y1: 100 * scale },
        size: 12 * scale,
      };
      const words = (scale === 2 ? fine : coarse).map(([text, confidence], at): SeenWord => {
        const box = { x0: (40 + at * 50) * scale, y0: 90 * scale, x1: (85 + at * 50) * scale, y1: 100 * scale };
        return { text, confidence, box, line };
      });
      return { words, rules: [] };
    },
  };
  const { text } = await recognisePage(1, page, engine);
  return { text, looks: looks.length };
}

test.each<[string, [string, number], [string, number], string]>([
  ['is taken from the look that is surer', ['20260.', 84], ['2026.', 96], 'Tested on 2026.'],
  ['stays where both looks read it, whatever the marks', ['QK-30417', 85], ['QK-30417,', 91], 'Tested on QK-30417'],
  ['is doubtful where neither look is sure', ['30', 82], ['39', 84], 'Tested on 30(?)'],
])('C10: a figure that is hard to make out %s', async (_, fine, coarse, expected) => {
  const read_ = await read([['Tested', 96], ['on', 96], fine], [['Tested', 96], ['on', 96], coarse]);
  expect(read_.text).toBe(expected);
  expect(read_.looks).toBe(2);
});

test('C10: clear figures are looked at once', async () => {
  expect(
    await read(
      [
        ['Tested', 96],
        ['2026', 95],
      ],
      [],
    ),
  ).toEqual({ text: 'Tested 2026', looks: 1 });
});
