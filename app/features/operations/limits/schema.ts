import { z } from 'zod';
import { pageQuerySchema, withoutEmpty } from '../schema.ts';
import { DIFFERING_RULES, RULE_NAMES } from './limit-labels.ts';

/** `full`: who has nothing left; `all`: whoever is counted. */
export const COUNTER_STATES = ['full', 'all'] as const;

/** The filters of who is limited, as they stand in the URL (H10). */
export const limitFilterSchema = z.preprocess(
  withoutEmpty,
  pageQuerySchema.extend({
    rule: z.enum(RULE_NAMES, { error: `must be of ${RULE_NAMES.join(', ')}` }).optional(),
    state: z.enum(COUNTER_STATES, { error: 'must be full or all' }).default('full'),
  }),
);

export const OVERRIDE_STATES = ['live', 'ended'] as const;

export const overrideFilterSchema = z.preprocess(
  withoutEmpty,
  pageQuerySchema.extend({
    tenant: z.uuid("must be a tenant's id").optional(),
    state: z.enum(OVERRIDE_STATES, { error: 'must be live or ended' }).optional(),
  }),
);

const reason = z
  .string({ error: 'Say why: it is written to the activity log.' })
  .trim()
  .min(5, 'Say why in a few words: it is written to the activity log.')
  .max(500, 'Say it in at most 500 characters.');

/** Another number of uses for a tenant or one house of it, for so many minutes: 31 days at most. */
export const overrideSchema = z.preprocess(
  withoutEmpty,
  z.strictObject({
    rule: z.enum(DIFFERING_RULES, { error: `Choose one of ${DIFFERING_RULES.join(', ')}.` }),
    tenant_id: z.uuid('Choose a tenant.'),
    house: z.string().trim().max(200, 'Give the house’s label or id.').optional(),
    points: z.coerce
      .number({ error: 'Give a whole number from 1 to 100,000.' })
      .int('Give a whole number.')
      .min(1, 'Give at least 1.')
      .max(100_000, 'Give at most 100,000.'),
    minutes: z.coerce
      .number({ error: 'Say for how many minutes: at most 44,640, which is 31 days.' })
      .int('Give whole minutes.')
      .min(1, 'Give at least one minute.')
      .max(44_640, 'Give at most 44,640 minutes, which is 31 days.'),
    reason,
  }),
);

export const endOverrideSchema = z.strictObject({ reason });
