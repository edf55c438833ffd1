import { z } from 'zod';
import { filters } from '../schema.ts';
import { ALERT_THRESHOLDS } from './alert-rules.ts';

export const FIRING_STATES = ['standing', 'ended', 'unacknowledged'] as const;

/** How far back a rule's metric is drawn. */
export const ALERT_RANGES = ['hour', 'day', 'week'] as const;

const RULE_NAMES = ALERT_THRESHOLDS.map(({ name }) => name) as [string, ...string[]];
const rule = z.enum(RULE_NAMES, { error: `must be of ${RULE_NAMES.join(', ')}` });

/** The filters of what fired, as they stand in the URL (D9). */
export const firingFilterSchema = filters({
  rule: rule.optional(),
  state: z.enum(FIRING_STATES, { error: `must be of ${FIRING_STATES.join(', ')}` }).optional(),
});

/** The filters of silences. */
export const silenceFilterSchema = filters({ rule: rule.optional() });

/** What a rule's page shows: how far back. */
export const ruleQuerySchema = z.object({
  range: z.enum(ALERT_RANGES, { error: `must be of ${ALERT_RANGES.join(', ')}` }).default('hour'),
});

const words = (why: string) =>
  z.string({ error: why }).trim().min(5, `${why} A few words.`).max(500, 'Say it in at most 500 characters.');

export const acknowledgeSchema = z.strictObject({
  note: words('Say what it was, or who sees to it: it stands beside the alert.'),
});

/** A rule of which nobody is told for so many minutes: seven days at most. */
export const silenceSchema = z.strictObject({
  rule: z.enum(RULE_NAMES, { error: `Choose one of ${RULE_NAMES.join(', ')}.` }),
  minutes: z.coerce
    .number({ error: 'Say for how many minutes: at most 10,080, which is 7 days.' })
    .int('Give whole minutes.')
    .min(1, 'Give at least one minute.')
    .max(10_080, 'Give at most 10,080 minutes, which is 7 days.'),
  reason: words('Say why: it is written to the activity log.'),
});
