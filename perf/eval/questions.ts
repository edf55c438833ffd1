import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';

const FOLDER = join(import.meta.dirname, 'questions');

const schema = z.array(
  z.object({
    id: z.string(),
    question: z.string(),
    house_type: z.enum(['A', 'B', 'C', 'D']),
    kind: z.enum(['keyword', 'paraphrase', 'typo', 'table', 'unanswerable']),
    evidence: z.string().optional(),
    pages: z.array(z.number().int()).default([]),
  }),
);

const equivalentSchema = z.record(z.string(), z.array(z.string()));

export type LabelledQuestion = z.output<typeof schema>[number] & {
  /**
   * Pages beside the labelled one that answer as well, `<slug>:<page>`: read and judged one by one, kept in
   * equivalent-pages.json.
   */
  also: string[];
  /** The document that answers; absent for an unanswerable question. */
  slug: string | undefined;
  /** `held-out` questions were never looked at while words and weights were fitted. */
  split: 'fitting' | 'held-out';
};

/** Every labelled question. Two fifths are held out, chosen by a hash of the id. */
export async function readQuestions(): Promise<LabelledQuestion[]> {
  const all: LabelledQuestion[] = [];
  const equivalent = equivalentSchema.parse(
    JSON.parse(await readFile(join(import.meta.dirname, 'equivalent-pages.json'), 'utf8')),
  );
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.json')).map((name) => join(FOLDER, name));
  for (const file of [...files.toSorted(), join(import.meta.dirname, 'refusals.json')]) {
    for (const question of schema.parse(JSON.parse(await readFile(file, 'utf8')))) {
      const heldOut = createHash('sha256').update(question.id).digest()[0]! % 5 < 2;
      all.push({
        ...question,
        also: equivalent[question.id] ?? [],
        slug: question.kind === 'unanswerable' ? undefined : basename(file, '.json'),
        split: heldOut ? 'held-out' : 'fitting',
      });
    }
  }
  return all;
}
