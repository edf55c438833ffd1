import { expect, test } from 'vitest';
import { categoryLabel, categoryOf } from './category-label.ts';
import { CATEGORIES } from './schema.ts';

test.each([...CATEGORIES, 'roof-terrace'])('%s is found again by its label', (category) =>
  expect(categoryOf(categoryLabel(category))).toBe(category),
);
test('labels read like words', () => {
  expect(categoryLabel('heating')).toBe('Heating and hot water');
  expect(categoryLabel('windows-doors')).toBe('Windows and doors');
  expect(categoryLabel('roof-terrace')).toBe('Roof terrace');
  expect(categoryOf('  Roof   Terrace ')).toBe('roof-terrace');
  expect(categoryOf('Bins,  parking, Broadband')).toBe('services');
  expect(categoryOf('Heating')).toBe('heating');
});
