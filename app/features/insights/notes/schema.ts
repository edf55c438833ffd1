import { z } from 'zod';
import { cursorSchema, limitSchema } from '#app/platform/http.ts';

const A_DAY = 'choose a day, such as 2027-03-31, or leave it empty';

/** The first day on which a note holds no more; empty for none. */
export const endsOnSchema = z
  .union([z.literal(''), z.iso.date(A_DAY)], A_DAY)
  .default('')
  .transform((day) => day || null);

/** The query of the builder's notes. */
export const notesQuerySchema = z.object({
  limit: limitSchema,
  cursor: cursorSchema,
  show: z.enum(['all', 'ending'], { error: 'must be all or ending' }).default('all'),
});

/** Another end of a note; `seen` is the one that its page showed. */
export const noteEndSchema = z.object({
  id: z.uuid('choose a note from the list'),
  ends_on: endsOnSchema,
  seen: endsOnSchema,
});
