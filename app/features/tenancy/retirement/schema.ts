import { z } from 'zod';
import { LEAST_REASON, MOST_REASON } from './limits.ts';

const TELLING = `Say why in at least ${LEAST_REASON} characters: the builder’s staff read it.`;

/** `seen`: since when the builder is retired, as the form's page said; empty while it is open. */
const seen = z.union([z.literal(''), z.iso.datetime()], { error: 'Open the page again.' });

export const retireSchema = z.object({
  seen,
  reason: z
    .string({ error: TELLING })
    .trim()
    .min(LEAST_REASON, TELLING)
    .max(MOST_REASON, `Say why in at most ${MOST_REASON} characters.`),
});

export const reopenSchema = z.object({ seen });
