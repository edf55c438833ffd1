import { expect, test } from 'vitest';
import { takeRules } from './take-rules.ts';

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
  const taken = takeRules(pixels, WIDE, HIGH, DOTS);
  const left = Object.fromEntries(
    Object.entries(boxes).map(([name, box]) => {
      const dots = dotsOf(box);
      return [name, dots.filter((dot) => pixels[dot] === 40).length / dots.length];
    }),
  );
  return { left, taken };
}

test('C10: straight lines go from the picture and are told, also a little askew; letters and boxes stay', () => {
  const { left, taken } = leftOf({
    line: [20, 20, 23, 300],
    askew: [60, 20, 64, 500, 0.014],
    stem: [120, 20, 124, 60],
    across: [140, 400, 390, 403],
    dash: [140, 450, 180, 453],
    box: [200, 20, 300, 300],
  });
  expect(left).toEqual({ line: 0, askew: expect.closeTo(0, 1), stem: 1, across: 0, dash: 1, box: 1 });
  expect(taken.level).toEqual([expect.objectContaining({ x0: 140, x1: 389 })]);
  const [first, second] = taken.upright.toSorted((a, b) => a.x0 - b.x0);
  expect(first).toEqual(expect.objectContaining({ y0: 20, y1: 299 }));
  expect((second?.x1 ?? 0) - (second?.x0 ?? 0)).toBeGreaterThan(4);
  expect(taken.upright).toHaveLength(2);
});
