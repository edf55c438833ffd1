import { expect, test } from 'vitest';
import { quotedText, readCitedBy, readViewerPlace, viewerPath } from './viewer-path.ts';

const read = (path: string) => readViewerPlace(new URL(path, 'http://house.test').searchParams);

test('F4: a place survives the way through an address', () => {
  const quote = 'Press & hold 50% “down”\nthen up';
  expect(read(viewerPath('d1', { page: 3, quote }))).toEqual({ page: 3, quoted: quotedText(quote, 3, 3) });
  expect(read(viewerPath('d1', { page: 3, last_page: 4, quote })).quoted).toEqual(quotedText(quote, 3, 4));
  expect(viewerPath('d1')).toBe('/home/documents/d1');
});

test('nonsense in the address leads to the first page', () => {
  for (const page of ['0', '-1', 'x', '1.5', '1e9', '']) expect(read(`/d?page=${page}`).page).toBe(1);
});

test('F4: the quote keeps its page while others are turned', () => {
  expect(read('/d?page=7&quote=text&quoted=3')).toEqual({
    page: 7,
    quoted: quotedText('text', 3, 3),
  });
  expect(read('/d?page=7&quote=text&quoted=3&to=4').quoted).toEqual(quotedText('text', 3, 4));
  for (const to of ['2', '900', 'x']) expect(read(`/d?page=3&quote=text&to=${to}`).quoted?.to).toBe(3);
});

test('F4: of a long quote the address has the beginning and says so; the answer that quotes it is named', () => {
  const quote = Array.from({ length: 40 }, (_, line) => `Line ${line} of what is quoted`).join('\n');
  const messageId = '01938f7e-0000-7000-8000-000000000001';
  const path = viewerPath('d1', { page: 3, quote, answer: { messageId, citation: 2 } });
  expect(path.length).toBeLessThan(1_500);
  const { quoted } = read(path);
  expect(quoted?.cut).toBe(true);
  expect(quote.startsWith(quoted!.text.slice(0, -1))).toBe(true);
  expect(read(viewerPath('d1', { page: 3, quote: 'short' })).quoted?.cut).toBe(false);
  const cited = (search: string) => readCitedBy(new URLSearchParams(search));
  expect(cited(path.split('?')[1]!)).toEqual({ messageId, citation: 2 });
  for (const other of ['', `answer=${messageId}`, `answer=${messageId}&cite=0`, `answer=x&cite=1`])
    expect(cited(other)).toBeNull();
});
