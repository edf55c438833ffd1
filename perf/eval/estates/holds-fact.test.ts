import { describe, expect, it } from 'vitest';
import { holdsAll, holdsFact } from './holds-fact.ts';

describe('holdsFact', () => {
  it.each([
    ['The pump needs 16 A.', '16A', false],
    ['The pump needs 16A.', '16 A', true],
    ['Set it to 1.0 bar, not more.', '1.0 bar', true],
    ['Set it to 11.0 bar.', '1.0 bar', false],
    ['Pay £1,350 now.', '£1', false],
    ['Post OX-10521', 'OX-1052', false],
    ['Post OX-1052.', 'ox-1052', true],
    ['ER 30', 'ER30', false],
    ['cover 30 days', 'ER 30', false],
    ['Stay  in\nyour flat', 'stay in your flat', true],
  ])('%s | %s: %s', (text, fact, held) => {
    expect(holdsFact(text, fact)).toBe(held);
  });

  it('asks for one alternative of each fact', () => {
    expect(holdsAll('Each year, by you.', [['yearly', 'each year'], ['you']])).toBe(true);
    expect(holdsAll('Each year.', [['yearly', 'each year'], ['you']])).toBe(false);
  });
});
