import { z } from 'zod';

/*
 * What a person sees on a page, as the set's authors wrote it down: from the script or the source that made the page,
 * never from a reader's output.
 */

/**
 * A cell's text; or, in brackets, the texts that are all right for a cell which a merged one covers: its text, which is
 * printed once, or nothing.
 */
const cell = z.union([z.string(), z.array(z.string()).min(1)]);

const block = z.discriminatedUnion('kind', [
  /** `soft`: looks like a heading, and may be taken as one or not. */
  z.strictObject({
    kind: z.literal('heading'),
    text: z.string(),
    soft: z.boolean().optional(),
    anywhere: z.boolean().optional(),
  }),
  z.strictObject({ kind: z.literal('text'), text: z.string(), anywhere: z.boolean().optional() }),
  z.strictObject({ kind: z.literal('table'), rows: z.array(z.array(cell)), anywhere: z.boolean().optional() }),
]);
/** A block in reading order; `anywhere`: it is a whole by itself, whose place among the others is not judged. */
export type Block = z.infer<typeof block>;
export type TruthCell = z.infer<typeof cell>;

const page = z.strictObject({
  blocks: z.array(block),
  /** Headers, footers and page numbers: content no more (C11). */
  running: z.array(z.string()).optional(),
  /** Words that may stand in the text or not: marks of notes and boxes, watermarks, labels inside a drawing. */
  loose: z.array(z.string()).optional(),
  /** In the file, and seen by nobody. */
  absent: z.array(z.string()).optional(),
  /** A picture of a page: its words are found by text recognition alone, and it is scored by itself. */
  scan: z.boolean().optional(),
  role: z.enum(['cover', 'contents']).optional(),
  label: z.string().optional(),
});
export type TruthPage = z.infer<typeof page>;

export const truthSchema = z.strictObject({
  /** What is odd about it. */
  kinds: z.array(z.string()).min(1),
  /** The program that made the file. */
  producer: z.string(),
  pages: z.array(page),
  /** Texts that go on overleaf: one passage holds each, and names both pages. */
  overleaf: z.array(z.strictObject({ text: z.string(), page: z.int(), lastPage: z.int() })).optional(),
});
export type Truth = z.infer<typeof truthSchema>;
