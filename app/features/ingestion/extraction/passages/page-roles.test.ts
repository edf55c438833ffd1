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
