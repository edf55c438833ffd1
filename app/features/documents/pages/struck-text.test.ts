import { expect, test } from 'vitest';
import { struckInWords, struckParts, withoutStruck } from './struck-text.ts';

test('C9: parts that are struck through are told from the others, with their places', () => {
  expect(struckParts('Pay ~~10~~ 20 euro.')).toEqual([
    { text: 'Pay ', struck: false, at: 0 },
    { text: '10', struck: true, at: 6 },
    { text: ' 20 euro.', struck: false, at: 10 },
  ]);
});

test('C9: marks without a partner are text', () => {
  expect(struckParts('It takes ~~5 minutes.')).toEqual([{ text: 'It takes ~~5 minutes.', struck: false, at: 0 }]);
});

test('C9: what is struck through is left out for who cannot see it, with the lines that hold nothing else', () => {
  expect(withoutStruck('Item | Price\n~~Grill~~ | ~~20 euro~~\nTent | ~~30~~ 35 euro\n\n~~Old rule.~~ New rule.')).toBe(
    'Item | Price\nTent | 35 euro\n\nNew rule.',
  );
});

test('C9: what is struck through is told in words where it cannot be shown so', () => {
  expect(struckInWords('Pay ~~10~~ 20 euro.')).toBe('Pay (struck out: 10) 20 euro.');
});
