import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { LoadQuestion } from '../lib/load-input.ts';
import { readQuestions } from '../eval/questions.ts';

const schema = z.array(
  z.object({
    question: z.string(),
    exclusive: z.boolean(),
    phrases: z.record(z.string(), z.array(z.string()).min(1)),
  }),
);

/**
 * The questions of the chat load with what must be in each house type's answer (A4). The pilot's documents contradict
 * each other between types on purpose, so an answer of another house is noticed.
 */
export async function readChatQuestions(): Promise<LoadQuestion[]> {
  return schema.parse(JSON.parse(await readFile(join(import.meta.dirname, 'expectations.json'), 'utf8')));
}

/** The texts of the retrieval load: every answerable labelled question of the evaluation, each once. */
export async function readSearches(): Promise<string[]> {
  const all = await readQuestions();
  return [...new Set(all.filter((question) => question.kind !== 'unanswerable').map(({ question }) => question))];
}

/** `--prove wrong-answers`: every house type is expected to say what the next one says. */
export function expectationsOfAnotherType(questions: readonly LoadQuestion[]): LoadQuestion[] {
  return questions.map((question) => {
    const types = Object.keys(question.phrases);
    const phrases = Object.fromEntries(
      types.map((type, index) => [type, question.phrases[types[(index + 1) % types.length]!]!]),
    );
    return { ...question, phrases };
  });
}
