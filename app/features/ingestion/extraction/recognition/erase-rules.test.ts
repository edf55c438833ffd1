import { expect, test } from 'vitest';
import { eraseUprightRules } from './erase-rules.ts';

const [WIDE, HIGH, DOTS] = [400, 600, 150 / 72];

/** A sheet with ink in boxes, and what is left of it where each box was, as a share. */
function leftOf(boxes: Record<string, [x0: number, y0: number, x1: number, y1: number, slope?: number]>) {
  const pixels = new Uint8Array(WIDE * HIGH).fill(255);
  const dotsOf = ([x0, y0, x1, y1, slope = 0]: [number, number, number, number, number?]) => {
    const dots: number[] = [];
    for (let y = y0; y < y1; y += 1)
      for (let x = x0; x < x1; x += 1) dots.push(y * WIDE + x + Math.round((y - y0) * slope));
    return dots;
  };
  for (const box of Object.values(boxes)) for (const dot of dotsOf(box)) pixels[dot] = 40;
  eraseUprightRules(pixels, WIDE, HIGH, DOTS);
  return Object.fromEntries(
    Object.entries(boxes).map(([name, box]) => {
      const dots = dotsOf(box);
      return [name, dots.filter((dot) => pixels[dot] === 40).length / dots.length];
    }),
  );
}

test('C10: upright lines go from the picture, straight or a little askew; letters, lines across and boxes stay', () => {
  const left = leftOf({
    line: [20, 20, 23, 300],
    askew: [60, 20, 64, 500, 0.014],
    stem: [120, 20, 124, 60],
    across: [140, 400, 390, 403],
    box: [200, 20, 300, 300],
  });
  expect(left).toEqual({ line: 0, askew: expect.closeTo(0, 1), stem: 1, across: 1, box: 1 });
});
