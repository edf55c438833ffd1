import { diffWordsWithSpace } from 'diff';
import type { CheckAnswer } from '#db/queries/insights/checks.ts';
import { plainAnswer } from '#app/features/assistant/ui/answer-tokens.ts';

/** Words of an answer; `differs`: the other one lacks them. */
export type Piece = { text: string; differs: boolean };

/** An answer as staff see it. */
export type ShownAnswer = {
  answered: boolean;
  pieces: Piece[];
  source: { document_id: string; title: string; page: number } | null;
};

/** Changes that are looked for at most: two texts with more have little in common, and are shown without marks. */
const MAX_CHANGES = 400;

/** An answer without anything to compare it with. */
export const showAnswer = (answer: CheckAnswer): ShownAnswer =>
  shown(answer, [{ text: plainAnswer(answer.text), differs: false }]);

/** Two answers side by side, with the words marked that one has and the other has not. */
export function compareAnswers(before: CheckAnswer, after: CheckAnswer): { before: ShownAnswer; after: ShownAnswer } {
  const [one, other] = [plainAnswer(before.text), plainAnswer(after.text)];
  const parts =
    before.answered && after.answered ? diffWordsWithSpace(one, other, { maxEditLength: MAX_CHANGES }) : undefined;
  if (!parts) return { before: showAnswer(before), after: showAnswer(after) };
  const pieces = (without: 'added' | 'removed') =>
    parts.filter((part) => !part[without]).map((part) => ({ text: part.value, differs: part.added || part.removed }));
  return { before: shown(before, pieces('added')), after: shown(after, pieces('removed')) };
}

function shown({ answered, citations: [first] }: CheckAnswer, pieces: Piece[]): ShownAnswer {
  const source = first ? { document_id: first.document_id, title: first.title, page: first.page } : null;
  return { answered, pieces, source };
}
