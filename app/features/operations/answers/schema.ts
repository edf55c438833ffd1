import { z } from 'zod';
import { ANSWER_OUTCOMES } from '#db/queries/operations/answers.ts';
import { ANSWER_MODES } from '#db/schema/answer-modes.ts';
import { requestIdSchema } from '../schema.ts';
import { pageQuerySchema, withoutEmpty } from '../schema.ts';

const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words, { error: `must be of ${words.join(', ')}` }).optional();

const day = z.iso
  .date('must be a date such as 2026-03-31')
  .refine((value) => value >= '2000-01-01', 'must not be before 2000-01-01')
  .refine((value) => value <= '2100-01-01', 'must not be after 2100-01-01')
  .optional();

/** How a list of answers is ordered: by when they were asked for, or by how long they took. */
const SORTS = ['-at', 'at', '-latency', 'latency'] as const;

/** The filters of the log of answers, as they stand in the URL (H6). `from` and `to`: days in Dublin, both included. */
export const answerFilterSchema = z.preprocess(
  withoutEmpty,
  pageQuerySchema.extend({
    tenant: z.uuid("must be a tenant's id").optional(),
    development: z.uuid("must be a development's id").optional(),
    outcome: oneOf(ANSWER_OUTCOMES),
    mode: oneOf(ANSWER_MODES),
    rating: oneOf(['up', 'down']),
    from: day,
    to: day,
    q: z.string().trim().max(200, 'is longer than 200 characters; shorten it').optional(),
    request: requestIdSchema,
    sort: oneOf(SORTS),
  }),
);
