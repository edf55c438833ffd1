import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { renderPilotDocuments } from './documents.ts';
import { pageTexts, pagesWith } from './evidence.ts';

const QUESTIONS_DIR = join(import.meta.dirname, '../../../../perf/eval/questions');

const asked = {
  id: z.string(),
  question: z.string().min(5).max(2000),
  house_type: z.enum(['A', 'B', 'C', 'D']),
};
const answerable = z.strictObject({
  ...asked,
  kind: z.enum(['keyword', 'paraphrase', 'typo', 'table']),
  evidence: z.string().min(20).max(120),
  pages: z.array(z.int().positive()).min(1),
});
const unanswerable = z.strictObject({ ...asked, kind: z.literal('unanswerable') });

const files = (await readdir(QUESTIONS_DIR)).filter((name) => name.endsWith('.json')).sort();
const labels = (
  await Promise.all(
    files.map(async (name) => {
      const parsed = z
        .array(z.discriminatedUnion('kind', [answerable, unanswerable]))
        .safeParse(JSON.parse(await readFile(join(QUESTIONS_DIR, name), 'utf8')));
      if (!parsed.success) throw new Error(`Correct ${name}: ${z.prettifyError(parsed.error)}`);
      return parsed.data.map((entry) => ({ ...entry, slug: name.slice(0, -'.json'.length) }));
    }),
  )
).flat();

const documents = new Map<string, { houseTypes: readonly string[]; texts: string[] }>();

beforeAll(async () => {
  for await (const { slug, meta, pdf } of renderPilotDocuments()) {
    documents.set(slug, { houseTypes: meta.house_types, texts: await pageTexts(pdf) });
  }
});

describe('labelled questions', () => {
  it('have an id of their own, each', () => {
    const ids = labels.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it.each(labels.filter((entry) => entry.kind !== 'unanswerable'))(
    '$id: its evidence stands on its pages, in a document for its house type',
    (entry) => {
      const document = documents.get(entry.slug);
      expect(document, `no document ${entry.slug}.md`).toBeDefined();
      expect(document?.houseTypes).toContain(entry.house_type);
      const found = pagesWith(document?.texts ?? [], entry.evidence);
      expect(found, `"${entry.evidence}" stands on pages ${found.join(', ') || 'none'}`).toEqual(
        expect.arrayContaining(entry.pages),
      );
    },
  );
});
