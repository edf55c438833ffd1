import { z } from 'zod';
import { count, day, id, list } from './shapes.ts';

/* The deep dives of the builder's portal (G4). */

const figure = z.strictObject({ value: z.int().nullable(), before: z.int().nullable() }).meta({
  description: 'Of the period, and of as many days before it; null where there is none',
});
const part = z.strictObject({ name: z.string(), label: z.string(), count, done: count, failed: count });
const named = { id, name: z.string() };

const each = <Name extends string, S extends z.ZodType>(names: readonly Name[], schema: S) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, schema])) as Record<Name, S>);

function dive<S extends z.ZodType>(
  item: S,
  names: { figures: readonly string[]; series: readonly string[]; parts: readonly string[] },
) {
  return list(item).extend({
    from: day,
    to: day,
    time_zone: z.literal('Europe/Dublin'),
    development_id: id.nullable(),
    figures: each(names.figures, figure),
    days: z.array(day).max(366),
    series: each(names.series, z.array(z.int()).meta({ description: 'A figure for each of `days`' })),
    parts: each(names.parts, z.array(part)),
  });
}

export const questions = dive(
  z.strictObject({ ...named, questions: count, answered: count, doubtful: count, refused: count, passed_on: count }),
  {
    figures: [
      'questions',
      'answered',
      'answered_percent',
      'doubtful',
      'refused',
      'passed_on',
      'helpful',
      'not_helpful',
    ],
    series: ['answered', 'doubtful', 'refused', 'others', 'helpful', 'not_helpful'],
    parts: ['hours', 'weekdays', 'topics', 'house_types'],
  },
);

export const documents = dive(
  z.strictObject({
    id,
    title: z.string(),
    category: z.string(),
    development: z.string(),
    citations: count,
    last_cited_on: day.nullable(),
  }),
  {
    figures: ['documents', 'cited', 'never_cited', 'citations'],
    series: ['citations'],
    parts: ['topics'],
  },
);

export const owners = dive(
  z.strictObject({
    ...named,
    houses: count,
    claimed: count,
    houses_claimed: count,
    questions: count,
    last_seen_on: day.nullable(),
  }),
  {
    figures: ['houses_claimed', 'houses', 'claimed', 'active_houses', 'owners_seen', 'scans'],
    series: ['houses_claimed', 'active_houses', 'owners_seen', 'scans'],
    parts: [],
  },
);

export const jobs = dive(
  z.strictObject({ ...named, finished: count, succeeded: count, failed: count, average_ms: count.nullable() }),
  {
    figures: ['finished', 'succeeded', 'failed', 'average_ms', 'open'],
    series: ['succeeded', 'failed', 'cancelled'],
    parts: ['kinds'],
  },
);

export const handover = dive(
  z.strictObject({
    ...named,
    houses: count,
    handed_over: count,
    handed_over_now: count,
    claimed: count,
    papers_complete: count,
    papers_confirmed: count,
  }),
  {
    figures: ['handed_over', 'houses_claimed', 'houses', 'handed_over_ever', 'papers_complete', 'papers_confirmed'],
    series: ['handed_over', 'houses_claimed'],
    parts: [],
  },
);
