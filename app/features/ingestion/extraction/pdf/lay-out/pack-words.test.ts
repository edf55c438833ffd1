import { expect, it } from 'vitest';

import { packPage, unpackPage } from './pack-words.ts';
import type { PageWords } from './page-words.ts';

it('gives back the page that was packed, word by word', () => {
  const plain = { x0: 1 / 3, x1: 20.1, y: 700.7, size: 9.96, bold: false, spaced: true, angle: 0 };
  const box = { x0: 1, y0: 2.5, x1: 3, y1: 4 };
  const page: PageWords = {
    words: [
      { ...plain, text: 'Máire' },
      { ...plain, text: '', bold: true, spaced: false },
      { ...plain, text: '😀2', raised: true },
      { ...plain, text: '2', raised: false, angle: 90, ends: box, from: 'note' },
    ],
    rules: [box, { ...box, y0: 9 }],
    bars: [],
    shapes: [box],
    pictures: [box],
    width: 595,
    height: 842,
    hidden: [{ text: 'unseen' }],
    notes: ['one'],
  };
  expect(unpackPage(packPage(page))).toEqual(page);
});
