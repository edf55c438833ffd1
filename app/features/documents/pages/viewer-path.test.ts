import { expect, test } from 'vitest';
import { readViewerPlace, viewerPath } from './viewer-path.ts';

const read = (path: string) => readViewerPlace(new URL(path, 'http://house.test').searchParams);

test('F4: a place survives the way through an address', () => {
  const quote = 'Press & hold 50% “down”\nthen up';
  expect(read(viewerPath('d1', { page: 3, quote }))).toEqual({ page: 3, quoted: { text: quote, from: 3, to: 3 } });
  expect(read(viewerPath('d1', { page: 3, last_page: 4, quote })).quoted).toEqual({ text: quote, from: 3, to: 4 });
  expect(viewerPath('d1')).toBe('/home/documents/d1');
});

test('nonsense in the address leads to the first page', () => {
  for (const page of ['0', '-1', 'x', '1.5', '1e9', '']) expect(read(`/d?page=${page}`).page).toBe(1);
});

test('F4: the quote keeps its page while others are turned', () => {
  expect(read('/d?page=7&quote=text&quoted=3')).toEqual({
    page: 7,
    quoted: { text: 'text', from: 3, to: 3 },
  });
  expect(read('/d?page=7&quote=text&quoted=3&to=4').quoted).toEqual({ text: 'text', from: 3, to: 4 });
  for (const to of ['2', '900', 'x']) expect(read(`/d?page=3&quote=text&to=${to}`).quoted?.to).toBe(3);
});
