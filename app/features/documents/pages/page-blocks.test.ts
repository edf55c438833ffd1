import { expect, test } from 'vitest';
import { pageBlocks } from './page-blocks.ts';

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
