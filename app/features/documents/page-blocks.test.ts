import { expect, test } from 'vitest';
import { cellsOf, isRow, pageBlocks } from './page-blocks.ts';

test('C9, G3: a page’s text becomes headings, tables, lists and paragraphs', () => {
  const text = [
    'Vents',
    '',
    'Clean them twice a year.',
    'Ask us for filters.',
    '',
    'Room | Vent',
    'Study | Zelvo 5510',
    '',
    'Room | Grille',
    '',
    '1. Close it.',
    '',
    '2. Wait.',
    'Vents',
  ].join('\n');
  expect(pageBlocks(text, [{ title: 'Vents', level: 2 }])).toEqual([
    { kind: 'heading', title: 'Vents', level: 2 },
    { kind: 'text', lines: ['Clean them twice a year.', 'Ask us for filters.'] },
    {
      kind: 'table',
      rows: [
        ['Room', 'Vent'],
        ['Study', 'Zelvo 5510'],
      ],
    },
    { kind: 'table', rows: [['Room', 'Grille']] },
    { kind: 'list', items: ['1. Close it.', '2. Wait.'] },
    { kind: 'text', lines: ['Vents'] },
  ]);
  expect(pageBlocks('', [])).toEqual([]);
});

test.each([
  ['a | b', ['a', 'b']],
  ['| b | c', ['', 'b', 'c']],
  ['a | | c', ['a', '', 'c']],
  ['a | b |', ['a', 'b', '']],
  ['RR-55|8 | c', ['RR-55|8', 'c']],
])('C9: the row %s has the cells %j', (row, cells) => {
  expect(isRow(row)).toBe(true);
  expect(cellsOf(row)).toEqual(cells);
  expect(isRow('a|b')).toBe(false);
});
