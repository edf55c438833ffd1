import { expect, it } from 'vitest';
import { contrastToWhite, isColour } from './contrast.ts';

it.each([
  ['#000000', 21],
  ['#FFFFFF', 1],
  ['#767676', 4.54],
  ['#ff0000', 4],
  ['#0000ff', 8.59],
])('%s stands out against white by %d, as WCAG counts', (colour, contrast) => {
  expect(contrastToWhite(colour)).toBeCloseTo(contrast, 2);
});

it.each(['', '#fff', 'red', '#12345g', '#1234567', ' #123456'])('%j is no colour', (text) => {
  expect(isColour(text)).toBe(false);
});
