import { z } from 'zod';
import { documentChangeSchema } from '#app/features/documents/schema.ts';
import { cursorSchema, limitSchema } from '#app/platform/http.ts';
import { endsOnSchema } from '../notes/schema.ts';
import { MAX_ANSWER, MAX_LISTED } from './limits.ts';

/** The query of the builder's inbox. */
export const inboxQuerySchema = z.object({ limit: limitSchema, cursor: cursorSchema });

const words = (missing: string) =>
  z
    .string({ error: missing })
    // As a form sends lines.
    .transform((text) => text.replaceAll(/\r\n?/g, '\n').trim())
    .pipe(z.string().min(1, missing).max(MAX_ANSWER, `may have at most ${MAX_ANSWER} characters`));

/** What staff answer. `seen`: the moment of the latest answer that they knew of; empty for none. */
export const answerSchema = z.object({
  text: words('write your answer'),
  seen: z
    .union([z.literal(''), z.iso.datetime('must be the moment of the latest answer that you saw')])
    .optional()
    .transform((moment) => (moment ? new Date(moment) : null)),
});

/** A note that the assistant is to quote. */
export const noteSchema = documentChangeSchema
  .pick({ title: true, house_types: true })
  .extend({ text: words('write what the note says'), ends_on: endsOnSchema });

/** Which answers an owner has seen. */
export const seenAnswersSchema = z.object({
  ids: z
    .string()
    .max(40 * MAX_LISTED)
    .transform((value) => value.split(',').filter(Boolean))
    .pipe(z.array(z.uuid()).min(1).max(MAX_LISTED)),
});
