import { describe, expect, it } from 'vitest';
import { plainAnswer, splitMarks } from './answer-tokens.ts';

describe('F4: answer text', () => {
  it('parts text and citation marks', () => {
    expect(splitMarks('Press it down [1][2], then up.')).toEqual(['Press it down', 1, 2, ', then up.']);
    expect(splitMarks('[1]')).toEqual([1]);
    expect(splitMarks('Way [A] of 2026 [2026]')).toEqual(['Way [A] of 2026 [2026]']);
  });

  it('reads aloud without signs', () => {
    expect(plainAnswer('Your **fuse board** is under the stairs [1].\n\n1. Open the press\n2. Push it *down* [2]\n\n| Way | Circuit |\n|---|---|\n| 1 | Cooker |')).toBe(
      'Your fuse board is under the stairs.\n\n1. Open the press\n2. Push it down\n\nWay, Circuit\n1, Cooker',
    );
  });

  it('keeps markup that somebody typed as text', () => {
    expect(plainAnswer('<img src=x onerror=alert(1)> stays')).toContain('<img src=x onerror=alert(1)>');
  });
});
