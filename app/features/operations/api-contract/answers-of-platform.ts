import { z } from 'zod';
import { LOAD_RANGES } from '../load/ranges.ts';
import { count, id, list, named, time } from './shapes.ts';

/* What the platform's figures answer, as schemas (H3, H9, H10). */

const milliseconds = z.number().min(0);
const quantiles = { p50_ms: milliseconds.nullable(), p95_ms: milliseconds.nullable(), p99_ms: milliseconds.nullable() };
const measured = {
  requests: count,
  errors: count,
  event_loop_ms: milliseconds,
  heap_bytes: count,
  rss_bytes: count,
  pool_waiting: count,
};

const figures = {
  questions: count,
  answered: count,
  refused: count,
  courtesies: count,
  stopped: count,
  failed: count,
  answered_share: z.number().min(0).max(1).nullable(),
  feedback: z.strictObject({ up: count, down: count }),
  passed_on: count,
  houses_claimed: count,
  model: z.strictObject({ calls: count, tokens: count, cost_usd: z.number().min(0).nullable() }),
  slowest_p95_ms: milliseconds.nullable(),
  first_token_ms: z.strictObject({ p50: milliseconds, p95: milliseconds }).nullable(),
  ingestion: z.strictObject({
    documents: count,
    pages: count,
    failed: count,
    ready_minutes: z.number().min(0).nullable(),
  }),
};

export const analytics = list(
  z.strictObject({ id, name: z.string(), slug: z.string(), counted_at: time.nullable(), ...figures }),
).extend({
  from: z.iso.date(),
  to: z.iso.date(),
  time_zone: z.literal('Europe/Dublin'),
  days: z.array(z.strictObject({ day: z.iso.date(), ...figures })),
  all: z.strictObject(figures),
});

export const load = list(z.strictObject({ route: z.string(), requests: count, errors: count, ...quantiles })).extend({
  range: z.enum(LOAD_RANGES),
  from: time,
  step: z.enum(['minute', 'hour']),
  series: z.array(z.strictObject({ at: time, ...measured, ...quantiles, queue_seconds: z.number().min(0).nullable() })),
  processes: z.array(z.strictObject({ process: z.string(), seen_at: time, ...measured, pool_open: count })),
  slow: z.array(z.strictObject({ operation: z.string(), what: z.string(), count, total_ms: count, max_ms: count })),
  storage: z.strictObject({
    database_bytes: count.nullable(),
    disk_free_bytes: count.nullable(),
    tables: z.array(z.strictObject({ name: z.string(), bytes: count })),
  }),
});

const house = z.strictObject({ id, label: z.string() }).nullable();

export const limits = list(
  z.strictObject({
    id: z.string(),
    rule: z.string(),
    title: z.string(),
    counted_by: z.enum(['house', 'staff', 'address', 'account', 'code']),
    who: z.string().meta({ description: 'A house’s label, an address, or part of a hash' }),
    tenant: named.nullable(),
    house,
    used: count,
    allowed: count,
    remaining: count,
    overridden: z.boolean(),
    may_differ: z.boolean(),
    resets_at: time,
  }),
);

export const overrides = list(
  z.strictObject({
    id,
    rule: z.string(),
    title: z.string(),
    tenant: named,
    house,
    points: count,
    usual: count.nullable(),
    reason: z.string(),
    set_by: named,
    created_at: time,
    ends_at: time,
    ended_at: time.nullable(),
    live: z.boolean(),
  }),
);

export const overrideSet = z.strictObject({ override_id: id });
