import { describe, expect, test } from 'vitest';
import type { CheckAnswer } from '#db/queries/insights/checks.ts';
import { compareAnswers, type ShownAnswer } from './describe-answer.ts';

const answer = (text: string, answered = true): CheckAnswer => ({ answered, text, citations: [] });
const whole = ({ pieces }: ShownAnswer) => pieces.map(({ text }) => text).join('');
const marked = ({ pieces }: ShownAnswer) => pieces.filter(({ differs }) => differs).map(({ text }) => text.trim());

describe('G11: two answers side by side', () => {
  test('words that one has and the other has not are marked, and nothing of either is left out', () => {
    const { before, after } = compareAnswers(
      answer('**Turn** it left to close it.'),
      answer('Turn it right to close it.'),
    );
    expect([whole(before), whole(after)]).toEqual(['Turn it left to close it.', 'Turn it right to close it.']);
    expect([marked(before), marked(after)]).toEqual([['left'], ['right']]);
  });

  test('an answer beside a refusal, and long texts without a word in common, are shown without marks', () => {
    const none = compareAnswers(answer('Under the sink.'), answer('Not in your documents.', false));
    expect([marked(none.before), marked(none.after)]).toEqual([[], []]);
    const words = (letter: string) => Array.from({ length: 900 }, (_, at) => `${letter}${at}`).join(' ');
    const far = compareAnswers(answer(words('a')), answer(words('b')));
    expect(whole(far.after)).toBe(words('b'));
    expect(marked(far.after)).toEqual([]);
  });
});
