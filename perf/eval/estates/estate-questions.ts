import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What a question is like; docs/answers.md says it of each. */
export const KINDS = [
  'exact',
  'paraphrase',
  'symptom',
  'table',
  'procedure',
  'exclusion',
  'type-contradiction',
  'identifier',
  'follow-up',
  'definition',
  'multi-fact',
  'units',
  'short',
  'story',
  'misspelt',
] as const;

const asked = {
  id: z.string().regex(/^[a-z]{2}-[0-9a-f]{8}$/),
  half: z.enum(['tuning', 'report']),
  /** The kind of home that asks. */
  ask: z.string(),
  question: z.string().min(3).max(2_000),
  /** What was asked before in the same conversation, oldest first. */
  before: z.array(z.string().min(3)).default([]),
  /** What is true elsewhere on the estate only, or of another thing: an answer may not hold it. */
  wrong: z.array(z.string().min(1)).default([]),
};

const answerable = z.strictObject({
  ...asked,
  kind: z.enum(KINDS),
  /** Every page that answers it, `<document>:<page>`. */
  pages: z.array(z.string().regex(/^[a-z-]+:\d+$/)).min(1),
  /** A right answer holds one alternative of each. */
  facts: z.array(z.array(z.string().min(1)).min(1)).min(1),
});

const unanswerable = z.strictObject({
  ...asked,
  kind: z.literal('unanswerable'),
  unanswerable: z.literal(true),
  /** The fact is nowhere, or true of another building alone, or of a thing that this home has not. */
  near: z.enum(['not-in-pack', 'other-building', 'no-such-thing']),
  reason: z.string().min(5),
  /** What an answer would have to say; it stands on no page that this home may see. */
  absent: z.array(z.string().min(1)).default([]),
  /** An answer that says this is as right as a refusal: "There are no balconies". */
  allow: z.array(z.string().min(1)).default([]),
});

export type AnswerableQuestion = z.output<typeof answerable>;
export type UnanswerableQuestion = z.output<typeof unanswerable>;
export type EstateQuestion = AnswerableQuestion | UnanswerableQuestion;

/**
 * The questions of one half of an estate, one a line of `questions/<half>.jsonl`; none of the tuning half of an estate
 * that nobody tunes on, which has no such file. Throws an Error naming the line.
 */
export async function readHalf(estate: string, half: 'tuning' | 'report'): Promise<EstateQuestion[]> {
  const file = join(import.meta.dirname, estate, 'questions', `${half}.jsonl`);
  if (half === 'tuning' && !existsSync(file)) return [];
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  return lines.map((line, index) => {
    const parsed = z.discriminatedUnion('kind', [answerable, unanswerable]).safeParse(JSON.parse(line));
    if (!parsed.success) throw new Error(`Correct line ${index + 1} of ${file}: ${z.prettifyError(parsed.error)}`);
    return parsed.data;
  });
}
