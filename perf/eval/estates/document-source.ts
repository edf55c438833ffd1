import { parse } from 'yaml';
import { z } from 'zod';
import { CATEGORIES } from '#app/features/documents/schema.ts';

const frontMatter = z.strictObject({
  title: z.string().min(3).max(120),
  /** Under the title on the first page. */
  subtitle: z.string().optional(),
  category: z.enum(CATEGORIES),
  house_types: z.array(z.string()).min(1),
  date: z.iso.date(),
  reference: z.string().regex(/^[A-Z0-9]+(-[A-Z0-9]+)*$/),
  format: z.enum(['pdf', 'docx', 'md']).default('pdf'),
  face: z.enum(['sans', 'serif']).default('sans'),
  /** Points; the leading is 1.36 of it. */
  size: z.number().min(8).max(13).default(10.5),
  /** The colour of headings and rules. */
  accent: z.string().default('#1f4e5f'),
  /** A page of its own for the title; else a band across the first page. */
  cover: z.boolean().default(false),
  /** `question`: headings of the third level are printed as questions. */
  third: z.enum(['heading', 'question']).default('heading'),
  /** Whether each chapter begins on a new page. */
  chapters: z.enum(['page', 'run']).default('page'),
});

/** What the front matter of an estate's document says about it. */
export type EstateMeta = z.output<typeof frontMatter>;

const FENCE = /^---\n([\s\S]*?)\n---\n/;

/**
 * Parts a document's source into its checked front matter and its Markdown body. Throws an Error that names the wrong
 * field.
 */
export function parseEstateSource(source: string): { meta: EstateMeta; body: string } {
  const fence = FENCE.exec(source);
  if (!fence) throw new Error('A document source starts with YAML front matter between two lines of ---. Add it.');
  const parsed = frontMatter.safeParse(parse(fence[1] ?? '', { schema: 'core' }));
  if (!parsed.success) throw new Error(`Correct the front matter of the document:\n${z.prettifyError(parsed.error)}`);
  return { meta: parsed.data, body: source.slice(fence[0].length) };
}
