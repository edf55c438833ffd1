import { z } from 'zod';
import { count, id, list, path, time } from './shapes.ts';

/* What alerts, what fired and silences answer, as schemas (D9). */

const unit = z.enum(['share', 'seconds', 'bytes', 'count']);
const level = z.enum(['warning', 'critical']);
const person = z.strictObject({ id, name: z.string().nullable() });

export const alerts = z.strictObject({
  evaluated_at: time.nullable(),
  items: z.array(
    z.strictObject({
      name: z.string(),
      title: z.string(),
      expression: z.string(),
      unit,
      comparison: z.enum(['above', 'below']),
      warning: z.number().nullable(),
      critical: z.number().nullable(),
      action: z.string(),
      state: z.enum(['ok', 'warning', 'critical', 'unknown']),
      value: z.number().nullable(),
      since: time,
      for_seconds: count,
      window_seconds: count.nullable(),
      firing_id: id.nullable(),
      acknowledged_at: time.nullable(),
      silenced_until: time.nullable(),
      runbook: path,
    }),
  ),
});

/** One alert that fired, once for all processes. */
export const firing = z.strictObject({
  id,
  rule: z.string(),
  title: z.string(),
  state: level,
  since: time,
  until: time.nullable(),
  value: z.number().nullable(),
  unit: unit.nullable(),
  process: z.string(),
  told: level.nullable(),
  acknowledged_at: time.nullable(),
  acknowledged_by: person.nullable(),
  note: z.string().nullable(),
});
export const firings = list(firing);

export const silences = list(
  z.strictObject({
    id,
    rule: z.string(),
    title: z.string(),
    reason: z.string(),
    set_by: z.strictObject({ id, name: z.string() }),
    created_at: time,
    ends_at: time,
    ended_at: time.nullable(),
    live: z.boolean(),
  }),
);

export const silenced = z.strictObject({ silence_id: id });
