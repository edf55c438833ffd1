import { z } from 'zod';
import { LEAST_REASON, MOST_REASON } from './limits.ts';

/** Why something is ended; `readers`: a sentence's end that says who will read it. */
export const reasonSchema = (readers: string) => {
  const telling = `Say why in at least ${LEAST_REASON} characters: ${readers}.`;
  return z
    .string({ error: telling })
    .trim()
    .min(LEAST_REASON, telling)
    .max(MOST_REASON, `Say why in at most ${MOST_REASON} characters.`);
};

/** `seen`: since when the builder is retired, as the form's page said; empty while it is open. */
const seen = z.union([z.literal(''), z.iso.datetime()], { error: 'Open the page again.' });

export const retireSchema = z.object({ seen, reason: reasonSchema('the builder’s staff read it') });

export const reopenSchema = z.object({ seen });
