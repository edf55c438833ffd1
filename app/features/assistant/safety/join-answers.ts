import type { Answer } from '../answer.ts';

/** Answers one below the other, with the marks of each numbered on from those before it. */
export function joinAnswers(
  answers: readonly Pick<Answer, 'text' | 'citations'>[],
): Pick<Answer, 'text' | 'citations'> {
  const citations: Answer['citations'] = [];
  const texts = answers.map((answer) => {
    const before = citations.length;
    citations.push(...answer.citations);
    return before === 0
      ? answer.text
      : answer.text.replace(/(?<!\\)\[(\d{1,2})\]/g, (_mark, number: string) => `[${before + Number(number)}]`);
  });
  return { text: texts.join('\n\n'), citations };
}
