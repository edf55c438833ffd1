import { expect, test } from 'vitest';
import { quoteOnOneLine } from './quote-on-one-line.ts';

test('F4: rows and cells run together, and what is within a cell stays', () => {
  expect(quoteOnOneLine('Rope | RR-55|8\nGlass | RG-91')).toBe('Rope · RR-55|8 / Glass · RG-91');
});

test('F4: an empty line between two paragraphs leaves no mark of its own', () => {
  expect(quoteOnOneLine('First.\n\n  \nSecond.\n')).toBe('First. / Second.');
});
