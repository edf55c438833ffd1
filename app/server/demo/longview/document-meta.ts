import { parse } from 'yaml';
import { z } from 'zod';
import { CATEGORIES } from '#app/features/documents/schema.ts';

const frontMatter = z.strictObject({
  title: z.string().min(3).max(120),
  category: z.enum(CATEGORIES),
  house_types: z.array(z.enum(['A', 'B', 'C', 'D'])).min(1),
  date: z.iso.date(),
  reference: z.string().regex(/^[A-Z0-9]+(-[A-Z0-9]+)*$/),
});

/** What the front matter of a pilot document says about it. */
export type DocumentMeta = z.infer<typeof frontMatter>;

const FENCE = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/;

/**
 * Parts a document source into its checked front matter and its Markdown body.
 * Throws an Error that names the wrong field when the front matter is absent or malformed.
 */
export function parseDocumentSource(source: string): { meta: DocumentMeta; body: string } {
  const fence = FENCE.exec(source);
  if (!fence) throw new Error('A document source starts with YAML front matter between two lines of ---. Add it.');
  // Dates stay text: the core schema has no timestamp type.
  const parsed = frontMatter.safeParse(parse(fence[1] ?? '', { schema: 'core' }));
  if (!parsed.success) {
    throw new Error(`Correct the front matter of the document:\n${z.prettifyError(parsed.error)}`);
  }
  return { meta: parsed.data, body: source.slice(fence[0].length) };
}
