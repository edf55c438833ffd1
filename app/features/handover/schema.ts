import { z } from 'zod';
import { PAPER_STATES } from '#db/schema/handover-words.ts';
import { cursorSchema } from '#app/platform/http.ts';

const emptyIsNone = (value: unknown) => (value === '' ? undefined : value);
const choice = (max: number) =>
  z.preprocess(emptyIsNone, z.string().trim().max(max, `may have at most ${max} characters`).optional());
const STANDINGS = ['complete', 'incomplete', 'to-confirm', 'faulty'] as const;
const SORTS = ['house', '-house', 'progress', '-progress'] as const;

/** The filters of the list of houses, as they stand in the URL; an empty one is none. */
export const readinessQuerySchema = z.object({
  cursor: cursorSchema,
  development_id: z.preprocess(emptyIsNone, z.uuid('must be the id of one of your developments').optional()),
  standing: z.preprocess(
    emptyIsNone,
    z.enum(STANDINGS, { error: `must be one of ${STANDINGS.join(', ')}` }).optional(),
  ),
  house_type: choice(20),
  q: choice(200),
  paper: choice(40),
  state: z.preprocess(
    emptyIsNone,
    z.enum(PAPER_STATES, { error: `must be one of ${PAPER_STATES.join(', ')}` }).optional(),
  ),
  sort: z.preprocess(emptyIsNone, z.enum(SORTS, { error: `must be one of ${SORTS.join(', ')}` }).default('house')),
});

export const lookSchema = z.object({ development_id: z.uuid('must be the id of one of your developments') });

/** A paper as the page showed it. */
export const paperSchema = z.object({
  slot: z.string({ error: 'choose a paper' }).max(40, 'choose a paper'),
  version: z.coerce.number({ error: 'must be the number that the page showed' }).int().min(0).max(1_000_000_000),
});

/** The page that is the paper, where staff know it better. */
export const chosenPageSchema = paperSchema.extend({
  document_id: z.uuid('Choose a document.'),
  page: z.coerce
    .number({ error: 'Enter the number of the page.' })
    .int('Enter the number of the page.')
    .min(1, 'Pages are counted from 1.')
    .max(99_999, 'There is no such page.'),
});

/** Each paper of a house as the page showed it: `<slot> <version>`. */
export const confirmAllSchema = z.object({
  paper: z
    .array(z.string().regex(/^[a-z-]{1,40} \d{1,9}$/, 'open the page again'))
    .min(1, 'There is nothing to confirm.')
    .max(40),
});
