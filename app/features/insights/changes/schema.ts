import { z } from 'zod';
import { CHANGE_STATES } from '#db/schema/change-words.ts';
import { cursorSchema, limitSchema } from '#app/platform/http.ts';
import { MAX_LISTED, MAX_WORDING } from './limits.ts';

/** The query of the list of changes; without a state those that wait for a decision. */
export const changesQuerySchema = z.object({
  limit: limitSchema,
  cursor: cursorSchema,
  state: z.enum(CHANGE_STATES, `must be one of ${CHANGE_STATES.join(', ')}`).default('open'),
  document_id: z.uuid('must be the id of a document').optional(),
});

/** The query of one change: further owners. */
export const changeQuerySchema = z.object({ cursor: cursorSchema });

const version = z.coerce.number('must be the version that you saw').int().min(1).max(1_000_000_000);

/** What staff decide about a change as they saw it: `tell` with the wording, or `dismiss`. */
export const decisionSchema = z.discriminatedUnion(
  'decision',
  [
    z.object({
      decision: z.literal('tell'),
      version,
      wording: z
        .string({ error: 'write what they are told' })
        .transform((text) => text.replaceAll(/\r\n?/g, '\n').trim())
        .pipe(
          z.string().min(1, 'write what they are told').max(MAX_WORDING, `may have at most ${MAX_WORDING} characters`),
        ),
    }),
    z.object({ decision: z.literal('dismiss'), version }),
  ],
  'must be tell or dismiss',
);

export type Decision = z.infer<typeof decisionSchema>;

/** Which tellings an owner has seen. */
export const seenChangesSchema = z.object({
  ids: z
    .string()
    .max(40 * MAX_LISTED)
    .transform((value) => value.split(',').filter(Boolean))
    .pipe(z.array(z.uuid()).min(1).max(MAX_LISTED)),
});
