import { z } from 'zod';
import { cursorSchema, limitSchema } from '#app/platform/http.ts';
import { LEAST_REASON, MINUTES, MOST_REASON } from './limits.ts';

const TELLING = `Say it in at least ${LEAST_REASON} characters: it is written to the activity log.`;
const reasonSchema = z
  .string({ error: TELLING })
  .trim()
  .min(LEAST_REASON, TELLING)
  .max(MOST_REASON, `Say it in at most ${MOST_REASON} characters.`);

/** `write` is the box of the form: only with it may something be changed, for a reason of its own. */
export const beginSchema = z
  .object({
    reason: reasonSchema,
    minutes: z.enum(MINUTES, { error: 'Choose 5, 10 or 15 minutes.' }),
    write: z.literal('on').optional(),
    write_reason: z.string().optional(),
  })
  .transform(({ reason, minutes, write, write_reason: given }, context) => {
    if (write === undefined) return { reason, minutes: Number(minutes), writeReason: null };
    const { data, error } = reasonSchema.safeParse(given);
    for (const { message } of error?.issues ?? [])
      context.addIssue({ code: 'custom', path: ['write_reason'], message });
    return { reason, minutes: Number(minutes), writeReason: data ?? null };
  });

/** As whom: one of the builder's staff, or the present owner of a house. */
export const personSchema = z.union([z.object({ staff: z.uuid() }), z.object({ house: z.uuid() })]);

export const deedsQuerySchema = z.object({ limit: limitSchema, cursor: cursorSchema });

export const peopleQuerySchema = z.object({
  limit: limitSchema,
  cursor: cursorSchema,
  q: z.string().trim().max(100, 'Give at most 100 characters.').optional(),
});
