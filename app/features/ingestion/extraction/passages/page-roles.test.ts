import { describe, expect, it } from 'vitest';
import { markRoles } from './page-roles.ts';

type Page = Parameters<typeof markRoles>[0][number];

const page = (number: number, lines: string[], headings: string[] = []): Page => ({
  number,
  text: lines.join('\n'),
  headings,
  headingLevels: headings.map(() => 1),
});

const CONTENTS = [
  'Filling the pump ..... 2',
  'Draining the pump ..... 3',
  'Winter care ..... 4',
  'Summer care ..... 5',
];
const REST = [2, 3, 4].map((number) => page(number, ['It is described in this sentence of the manual.']));

describe('C11: a page of contents', () => {
  it.each(['Issue 2024', 'Homeowner manual 2026', 'Page 9'])('is known beneath "%s"', (line) => {
    expect(markRoles([page(1, [line, ...CONTENTS]), ...REST], true)[0]?.role).toBe('contents');
  });

  it('is known above a line that ends in a small number', () => {
    expect(markRoles([page(1, [...CONTENTS, 'Issue 1']), ...REST], true)[0]?.role).toBe('contents');
  });

  it('is none where the numbers fall', () => {
    const [first] = markRoles([page(1, CONTENTS.toReversed()), ...REST], true);
    expect(first?.role).toBeUndefined();
  });
});

describe('C11: a table that says what stands on which page', () => {
  const rows = [
    'Page | Sheet | Signed by',
    '2 | Wiring | Contractor',
    '3 | Heat pump | Partner',
    '4 | Air flows | Tester',
  ];

  it.each([
    ['first', rows],
    ['last', rows.map((row) => row.split(' | ').toReversed().join(' | '))],
  ])('is contents beside other text, the pages in its %s column', (_, table) => {
    const [first] = markRoles(
      [
        page(1, [
          'Copies of sheets.',
          '',
          ...table,
          '',
          'Keep the numbered originals of all of these sheets in the safety file that you were handed with the keys.',
        ]),
        ...REST,
      ],
      true,
    );
    expect(first?.role).toBeUndefined();
    expect(first?.marks?.asides).toEqual(table);
  });

  it('is none where its numbers are no pages of the document, or fall', () => {
    for (const numbers of [
      [20, 30, 40],
      [4, 3, 2],
    ]) {
      const table = rows.map((row, at) => (at === 0 ? row : row.replace(/^\d/, String(numbers[at - 1]))));
      expect(markRoles([page(1, table), ...REST], true)[0]?.marks).toBeUndefined();
    }
  });
});
