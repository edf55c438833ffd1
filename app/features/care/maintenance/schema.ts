import { z } from 'zod';
import { INTERVAL_UNITS, TERM_STATES } from '#db/schema/care-words.ts';
import { cursorSchema } from '#app/platform/http.ts';

const emptyIsNone = (value: unknown) => (value === '' ? undefined : value);

export const termQuerySchema = z.object({
  cursor: cursorSchema,
  state: z.preprocess(
    emptyIsNone,
    z.enum(TERM_STATES, { error: `must be one of ${TERM_STATES.join(', ')}` }).default('found'),
  ),
  document_id: z.preprocess(emptyIsNone, z.uuid('must be the id of one of your documents').optional()),
});

/** What staff make of what was found. */
export const termChangeSchema = z.object({
  id: z.uuid('must be the id of what was found'),
  version: z.coerce.number().int().min(1).max(1_000_000),
  subject: z
    .string({ error: 'say what it is' })
    .transform((text) => text.replaceAll(/\s+/g, ' ').trim())
    .pipe(z.string().min(1, 'say what it is').max(160, 'may have at most 160 characters')),
  count: z.coerce.number({ error: 'must be a whole number' }).int('must be a whole number').min(1).max(400),
  unit: z.enum(INTERVAL_UNITS, { error: 'choose days, weeks, months or years' }),
  state: z.enum(['confirmed', 'dismissed'], { error: 'confirm it or dismiss it' }),
});

/** A task that is ticked off: the one that was due on `due_on`. */
export const tickSchema = z.object({
  term_id: z.uuid('must be the id of a task'),
  due_on: z.iso.date('must be the day on which it was due'),
  done_on: z.iso.date('choose the day on which it was done'),
  note: z.string().trim().max(500, 'may have at most 500 characters').default(''),
});

export const untickSchema = tickSchema.pick({ term_id: true, due_on: true });
