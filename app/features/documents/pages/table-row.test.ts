import { expect, test } from 'vitest';
import { cellsOf, isTableRow } from './table-row.ts';

test.each([
  ['a | b', ['a', 'b']],
  ['| b | c', ['', 'b', 'c']],
  ['a | | c', ['a', '', 'c']],
  ['a | b |', ['a', 'b', '']],
  ['| b |', ['', 'b', '']],
  ['RR-55|8 | c', ['RR-55|8', 'c']],
])('C9: the row %s has the cells %j', (row, cells) => {
  expect(isTableRow(row)).toBe(true);
  expect(cellsOf(row)).toEqual(cells);
  expect(isTableRow('a|b')).toBe(false);
});
