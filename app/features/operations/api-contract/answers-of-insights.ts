import { z } from 'zod';
import { CHANGE_CAUSES, CHANGE_STATES } from '#db/schema/change-words.ts';
import { count, id, list, time } from './shapes.ts';

/* What the builder's people get of what owners were told. */

const passage = z.strictObject({ text: z.string(), page: count });

const change = z.strictObject({
  id,
  document: z.strictObject({ id, title: z.string(), development: z.string() }),
  in_version: count,
  cause: z.enum(CHANGE_CAUSES),
  was: passage,
  now: passage.nullable(),
  answers: count,
  owners: count,
  state: z.enum(CHANGE_STATES),
  decided_at: time.nullable(),
  found_at: time,
  version: count.meta({ description: 'To be sent along with a decision' }),
});

export const changedAnswers = list(change);

export const changedAnswer = z.strictObject({
  change: change.extend({ wording: z.string().nullable().meta({ description: 'What owners were told' }) }),
  owners: list(
    z.strictObject({
      id,
      name: z.string().nullable(),
      house: z.strictObject({ id, label: z.string() }),
      answers: count,
      answered_at: time,
      question: z
        .strictObject({ id, text: z.string() })
        .nullable()
        .meta({ description: 'Where its owner passed it on; else nobody but its owner reads it' }),
      reach: z.enum(['will', 'none']),
      told: z
        .strictObject({
          at: time,
          seen_at: time.nullable(),
          mail: z.enum(['sent', 'failed', 'under-way', 'none']),
        })
        .nullable(),
    }),
  ),
});
