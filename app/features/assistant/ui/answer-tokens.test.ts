import { describe, expect, it, test } from 'vitest';
import { answerTokens, plainAnswer, splitMarks } from './answer-tokens.ts';

describe('F4: answer text', () => {
  it('parts text and citation marks', () => {
    expect(splitMarks('Press it down [1][2], then up.')).toEqual(['Press it down', 1, 2, ', then up.']);
    expect(splitMarks('[1]')).toEqual([1]);
    expect(splitMarks('Way [A] of 2026 [2026]')).toEqual(['Way [A] of 2026 [2026]']);
  });

  it('reads aloud without signs', () => {
    expect(
      plainAnswer(
        'Your **fuse board** is under the stairs [1].\n\n1. Open the press\n2. Push it *down* [2]\n\n| Way | ' +
          'Circuit |\n|---|---|\n| 1 | Cooker |',
      ),
    ).toBe('Your fuse board is under the stairs.\n\n1. Open the press\n2. Push it down\n\nWay, Circuit\n1, Cooker');
  });

  it('C9: reads aloud that words are struck out, and no sign for "about" as that', () => {
    expect(plainAnswer('It holds ~~12~~ 18 bicycles.')).toBe('It holds (struck out: 12) 18 bicycles.');
    expect(plainAnswer('It wants ~5~ litres.')).toBe('It wants ~5~ litres.');
  });

  it('keeps markup that somebody typed as text', () => {
    expect(plainAnswer('<img src=x onerror=alert(1)> stays')).toContain('<img src=x onerror=alert(1)>');
  });
});

test.each(['>', '1. ', '- ', '>>- ', '*a_', '**a*', '[a](', '!'])(
  'a text of nothing but %j is plain text: reading it as Markdown would end in a stack or take seconds',
  (signs) => {
    const text = signs.repeat(8_000 / signs.length);
    expect(answerTokens(text)).toEqual([{ type: 'code', raw: text, text }]);
  },
);

test('an ordinary answer with lists, emphasis and a rule is read as Markdown', () => {
  const text = `**Reset it**\n\n${'1. Push *down* [1].\n'.repeat(12)}\n\n---------\n\n> - quoted`;
  expect(answerTokens(text).map(({ type }) => type)).toEqual(
    expect.arrayContaining(['paragraph', 'list', 'hr', 'blockquote']),
  );
});
