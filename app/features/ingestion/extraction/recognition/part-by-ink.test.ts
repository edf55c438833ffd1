import { expect, test } from 'vitest';
import { partByInk } from './part-by-ink.ts';

const word = (text: string, x0: number, y: number) => ({
  text,
  x0,
  x1: x0 + 40,
  y,
  size: 10,
  bold: false,
  spaced: true,
  angle: 0,
});

test('E9: words of a text layer are unseen where nothing is drawn, however pale or dark the ground', () => {
  const [width, height] = [200, 100];
  const pixels = new Uint8Array(width * height).fill(250);
  for (let row = 32; row < 40; row += 1) for (let x = 20; x < 40; x += 3) pixels[row * width + x] = 90;
  const [seen, unseen, outside] = [word('seen', 10, 20), word('unseen', 50, 20), word('outside', 300, 20)];
  const page = { pixels, width, height, dotsAPoint: 2 };
  expect(partByInk([seen, unseen, outside], page)).toEqual({ words: [seen], unseen: [unseen, outside] });
});
