import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createWordPiece } from './word-piece.ts';

const encode = createWordPiece(readFileSync(new URL('./minilm/vocabulary.txt', import.meta.url), 'utf8'));

// Ids from the reference implementation of the model's tokenizer.
test.each<[string, number[]]>([
  ['Where is my fuse box?', [101, 2073, 2003, 2026, 19976, 3482, 1029, 102]],
  [
    'Gráinne Ní Bhriain’s BER is A2; 45 °C, 1.2 bar!',
    [
      101, 8982, 2638, 9152, 1038, 26378, 8113, 1521, 1055, 2022, 2099, 2003, 22441, 1025, 3429, 6362, 1010, 1015, 1012,
      1016, 3347, 999, 102,
    ],
  ],
  ['日本語 x 😀 hi', [101, 1864, 1876, 1950, 1060, 100, 7632, 102]],
  ['un\u00adhappy\u0000 tabs\tand\nlines', [101, 12511, 21628, 2015, 1998, 3210, 102]],
  [
    'supercalifragilisticexpialidocious',
    [101, 3565, 9289, 10128, 29181, 24411, 4588, 10288, 19312, 21273, 10085, 6313, 102],
  ],
  ['a'.repeat(120), [101, 100, 102]],
  [
    '21 m² €500 AW8—MVHR/HR350',
    [101, 2538, 7030, 1574, 29345, 22091, 2620, 1517, 19842, 8093, 1013, 17850, 19481, 2692, 102],
  ],
  ["don't (e.g. 3.5%)", [101, 2123, 1005, 1056, 1006, 1041, 1012, 1043, 1012, 1017, 1012, 1019, 1003, 1007, 102]],
  ['[CLS] [SEP]', [101, 1031, 18856, 2015, 1033, 1031, 19802, 1033, 102]],
  ['', [101, 102]],
  ['   ', [101, 102]],
  ['ﬁne ½ ① ǅ İstanbul ẞ', [101, 1984, 2638, 1092, 100, 100, 9960, 1096, 102]],
])('%j has the ids of the reference implementation', (text, ids) => {
  expect(encode(text, 256)).toEqual(ids);
});

test('a long text is cut, its end kept', () => {
  const ids = encode('stairs '.repeat(10_000), 256);
  expect(ids).toHaveLength(256);
  expect(ids.at(-1)).toBe(102);
});

test('a vocabulary of another kind is refused', () => {
  expect(() => createWordPiece('a\nb\n')).toThrow('lacks [UNK]');
});
