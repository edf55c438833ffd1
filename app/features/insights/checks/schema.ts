import { z } from 'zod';
import { CHECK_OUTCOMES } from '#db/schema/check-outcomes.ts';
import { cursorSchema } from '#app/platform/http.ts';
import { MAX_QUESTION } from './limits.ts';

const emptyIsNone = (value: unknown) => (value === '' ? undefined : value);
const id = (of: string) => z.uuid(`must be the id of ${of}`);
const outcome = z.preprocess(
  emptyIsNone,
  z.enum(CHECK_OUTCOMES, { error: `must be one of ${CHECK_OUTCOMES.join(', ')}` }).optional(),
);

/** `from`: a question that an owner passed on, to begin a check with. */
export const checksQuerySchema = z.object({
  cursor: cursorSchema,
  outcome,
  development_id: z.preprocess(emptyIsNone, id('one of your developments').optional()),
  from: z.preprocess(emptyIsNone, id('a question in your inbox').optional()),
});

export const trialQuerySchema = z.object({ cursor: cursorSchema, outcome });

/** `house_type` empty: a check for each house type of the development. */
export const newCheckSchema = z.object({
  development_id: id('one of your developments'),
  house_type: z.preprocess(emptyIsNone, z.string().max(20, 'choose one of the house types').optional()),
  question: z
    .string({ error: 'write the question' })
    .transform((text) => text.replaceAll(/\s+/g, ' ').trim())
    .pipe(
      z
        .string()
        .min(3, 'write the question as an owner asks it')
        .max(MAX_QUESTION, `may have at most ${MAX_QUESTION} characters`),
    ),
});

export const runSchema = z.object({ development_id: id('one of your developments') });

export const checkVersionSchema = z.object({
  id: id('a check'),
  version: z.coerce.number({ error: 'must be the number that the page showed' }).int().min(1).max(1_000_000_000),
});

/** Without an id: of all that would be lost. */
export const approveTriedSchema = z.object({ check_id: z.preprocess(emptyIsNone, id('a check').optional()) });

export const removeSchema = checkVersionSchema.pick({ id: true });
